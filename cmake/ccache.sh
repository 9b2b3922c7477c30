#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The compiler through ccache, but for precompiled headers. In those g++ keeps the time stamps of the headers behind
# #pragma once: one that comes out of the cache after a checkout touched them lets every header be read twice.
for argument in "$@"; do
  if [ "$argument" = c++-header ]; then
    exec "$@"
  fi
done
# A precompiled header's time stamp must not hide a hit.
CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime exec ccache "$@"
