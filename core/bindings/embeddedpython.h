// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace limbeck::bindings {

/// A module of the folder python/, compiled in.
struct EmbeddedPython
{
    const char *name; ///< file name without ".py"; null ends the table
    const char *text; ///< UTF-8
};

/// Generated at build time from python/*.py.
extern const EmbeddedPython embeddedPythonFiles[];

} // namespace limbeck::bindings
