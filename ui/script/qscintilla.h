// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

// QScintilla's headers use Qt's lower-case keywords, which the rest of the program does without.
// clang-format off
#define signals Q_SIGNALS // NOLINT
#define slots Q_SLOTS // NOLINT
#include <Qsci/qscilexer.h>
#include <Qsci/qscilexerpython.h>
#include <Qsci/qscilexersql.h>
#include <Qsci/qsciscintilla.h>
#undef signals
#undef slots
// clang-format on
