// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/strobject.h"

// Names that the interpreter itself looks up: member, text.
// clang-format off
#define LIMBECK_NAMES(X) \
    X(init) X(new_) X(call) X(repr) X(str) X(format) X(hash) X(bool_) X(len) X(iter) X(next) \
    X(contains) X(getitem) X(setitem) X(delitem) X(missing) X(getattr) X(getattribute) \
    X(setattr) X(delattr) X(get) X(set) X(delete_) X(set_name) X(init_subclass) \
    X(class_getitem) X(prepare) X(instancecheck) X(subclasscheck) X(enter) X(exit) X(aenter) \
    X(aexit) X(aiter) X(anext) X(await) X(index) X(int_) X(float_) X(complex) X(round) \
    X(trunc) X(floor) X(ceil) X(neg) X(pos) X(invert) X(abs) X(lt) X(le) X(eq) X(ne) X(gt) \
    X(ge) X(dict) X(class_) X(name) X(qualname) X(module) X(doc) X(file) X(path) X(package) \
    X(all) X(annotations) X(bases) X(mro) X(slots) X(wrapped) X(match_args) X(cause) \
    X(context) X(traceback) X(notes) X(builtins) X(metaclass_) X(reversed) X(dir) \
    X(length_hint) X(bytes) X(del_) X(mro_entries) X(orig_bases) X(classcell) X(spec) \
    X(loader) X(code) X(defaults) X(kwdefaults) X(globals) X(closure) X(self) X(func) \
    X(abstractmethods) X(isabstractmethod) X(divmod) X(rdivmod) X(fspath) X(args) X(origin) \
    X(suppress_context) X(main) X(static_attributes) X(firstlineno) X(type_params) X(weakref) \
    X(subclasshook) X(reduce)

// clang-format on

namespace limbeck::lang {

/// Interned names: `names().init` is "__init__".
struct Names
{
#define LIMBECK_DECLARE(name) Ref<Str> name;
    LIMBECK_NAMES(LIMBECK_DECLARE)
#undef LIMBECK_DECLARE

    Ref<Str> empty; ///< ""

    // Indexed by BinaryOperator: "__add__", "__radd__", "__iadd__" ….
    Ref<Str> binary[13];
    Ref<Str> reflected[13];
    Ref<Str> inPlace[13];
    Ref<Str> comparison[6]; ///< indexed by Comparison
};

} // namespace limbeck::lang
