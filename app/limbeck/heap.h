// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

/// The heap of the command line: a command allocates some hundred thousand small blocks on two
/// threads, and ends.
namespace limbeck {

/// Makes the heap ready for a command; call it first in main().
///
/// The allocator is gperftools' tcmalloc, which the program is linked with (never under sanitizers:
/// they bring their own). Its threads do not wait for each other, and a block costs half of what
/// the C library's does.
void prepareHeap();

} // namespace limbeck
