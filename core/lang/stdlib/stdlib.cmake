# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The standard library: C++ where speed or the host matters, else modules in the language itself (python/), which are built
# into the program.
set(script_modules
  abc ast asyncio bisect calendar codecs collections collections_abc configparser contextlib contextvars copy csv dataclasses
  decimal enum errno fnmatch fractions functools getpass glob graphlib heapq html
  importlib importlib_metadata importlib_resources importlib_util inspect io ipaddress itertools keyword logging logging_config logging_handlers numbers
  operator os os_path pathlib pickle pkgutil platform pprint queue random secrets shlex shutil socket statistics string subprocess tempfile textwrap threading traceback
  types typing urllib urllib_parse uuid warnings weakref)
list(TRANSFORM script_modules PREPEND "${CMAKE_CURRENT_LIST_DIR}/python/")
list(TRANSFORM script_modules APPEND ".py")
limbeck_script_table(limbeck_lang FUNCTION scriptModules NAMESPACE limbeck::lang
  HEADER core/lang/stdlib/scriptmodules.h FILES ${script_modules}
  PACKAGES collections importlib logging os urllib)
target_sources(limbeck_lang PRIVATE
  stdlib/base64module.cpp
  stdlib/calendar.cpp stdlib/calendar.h
  stdlib/date.cpp
  stdlib/datetimeclass.cpp
  stdlib/datetimeobjects.h
  stdlib/eastasianwidth.cpp stdlib/eastasianwidth.h
  stdlib/hashlibmodule.cpp
  stdlib/hostmodule.cpp stdlib/hostmodule.h
  stdlib/identitymemo.cpp stdlib/identitymemo.h
  stdlib/jsonmodule.cpp
  stdlib/jsonreader.cpp stdlib/jsonreader.h
  stdlib/mathmodule.cpp
  stdlib/modules.h
  stdlib/parsetime.cpp
  stdlib/pattern.cpp stdlib/pattern.h
  stdlib/plainlogging.cpp stdlib/plainlogging.h
  stdlib/remodule.cpp
  stdlib/scriptmodules.h
  stdlib/stdlib.cpp stdlib/stdlib.h
  stdlib/structmodule.cpp
  stdlib/sysmodule.cpp
  stdlib/timedelta.cpp
  stdlib/timemodule.cpp
  stdlib/timeofday.cpp
  stdlib/timezone.cpp
  stdlib/unavailablenames.cpp stdlib/unavailablenames.h
  stdlib/unicodedatamodule.cpp
  stdlib/zoneinfomodule.cpp)
