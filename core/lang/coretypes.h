// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/exceptions.h"
#include "core/lang/type.h"

namespace limbeck::lang {

/// The builtin classes of one interpreter.
struct CoreTypes
{
    Ref<Type> object, type;
    Ref<Type> none, notImplemented, ellipsis, boolean, integer, floating, complexNumber;
    Ref<Type> str, bytes, bytearray, list, tuple, dict, set, frozenset, slice, range;
    Ref<Type> dictKeys, dictValues, dictItems;
    Ref<Type> function, nativeFunction, boundMethod, property, classMethod, staticMethod, super,
        module, cell;
    Ref<Type> generator, coroutine, asyncGenerator, iterator, unionType, genericAlias, traceback,
        code, memberDescriptor;
    Ref<Type> enumerate, zip, map, filter, reversed, mappingProxy;
    Ref<Type> opaque;

    Ref<Type> BaseException;
#define LIMBECK_DECLARE(name, base) Ref<Type> name;
    LIMBECK_EXCEPTIONS(LIMBECK_DECLARE)
#undef LIMBECK_DECLARE
};

} // namespace limbeck::lang
