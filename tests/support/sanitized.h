// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace limbeck::test {

/// Whether this is a build with sanitizers, which keep freed memory back and slow everything down:
/// bounds of time and memory say little there.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool isSanitized = true;
#else
constexpr bool isSanitized = false;
#endif

/// How many times longer a test waits there.
constexpr int slowness = isSanitized ? 60 : 1;

} // namespace limbeck::test
