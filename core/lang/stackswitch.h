// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>

#if !defined(__x86_64__)
#include <ucontext.h>
#endif

namespace limbeck::lang {

/// Where a C++ stack stands while another one runs.
///
/// swapcontext() asks the kernel for the signal mask at each switch, which costs a hundred times as
/// much as the switch itself. On x86-64 the few registers that a call must keep are saved here
/// instead; signals are handled alike on all stacks. Elsewhere it is swapcontext().
class StackState
{
public:
    using Entry = void (*)(void *argument);

    /// Makes this the state of a stack that has not run: the first switch to it calls @p entry with
    /// @p argument. @p entry must not return.
    void prepare(void *stack, std::size_t size, Entry entry, void *argument);

    /// Keeps where this code stands in @p from, and goes on where @p to stands.
    static void change(StackState &from, StackState &to);

private:
#if defined(__x86_64__)
    void *m_stackPointer = nullptr;
#else
    static void enter(unsigned high, unsigned low);

    ucontext_t m_context {};
    Entry m_entry = nullptr;
    void *m_argument = nullptr;
#endif
};

} // namespace limbeck::lang
