// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/stackswitch.h"

#include <cstdint>

#if defined(__x86_64__)

// Source: System V ABI for AMD64, 3.2.1 (registers that belong to the caller) and 3.2.2 (the stack
// is aligned to 16 bytes before a call).
extern "C" {
void limbeckChangeStack(void **from, void *to);
void limbeckBeginStack();
}

asm(R"(
        .text
        .p2align 4
        .hidden limbeckChangeStack
        .globl  limbeckChangeStack
        .type   limbeckChangeStack, @function
limbeckChangeStack:
        .cfi_startproc
        pushq   %rbp
        .cfi_adjust_cfa_offset 8
        pushq   %rbx
        .cfi_adjust_cfa_offset 8
        pushq   %r12
        .cfi_adjust_cfa_offset 8
        pushq   %r13
        .cfi_adjust_cfa_offset 8
        pushq   %r14
        .cfi_adjust_cfa_offset 8
        pushq   %r15
        .cfi_adjust_cfa_offset 8
        subq    $8, %rsp
        .cfi_adjust_cfa_offset 8
        stmxcsr (%rsp)
        fnstcw  4(%rsp)
        movq    %rsp, (%rdi)
        movq    %rsi, %rsp
        ldmxcsr (%rsp)
        fldcw   4(%rsp)
        addq    $8, %rsp
        .cfi_adjust_cfa_offset -8
        popq    %r15
        .cfi_adjust_cfa_offset -8
        popq    %r14
        .cfi_adjust_cfa_offset -8
        popq    %r13
        .cfi_adjust_cfa_offset -8
        popq    %r12
        .cfi_adjust_cfa_offset -8
        popq    %rbx
        .cfi_adjust_cfa_offset -8
        popq    %rbp
        .cfi_adjust_cfa_offset -8
        ret
        .cfi_endproc
        .size   limbeckChangeStack, . - limbeckChangeStack

        .p2align 4
        .hidden limbeckBeginStack
        .globl  limbeckBeginStack
        .type   limbeckBeginStack, @function
limbeckBeginStack:
        .cfi_startproc
        .cfi_undefined rip
        movq    %rbx, %rdi
        callq   *%rbp
        ud2
        .cfi_endproc
        .size   limbeckBeginStack, . - limbeckBeginStack
)");

namespace limbeck::lang {

namespace {

/// What limbeckChangeStack() leaves on a stack, from its lowest address.
struct SavedRegisters
{
    std::uint32_t mxcsr;
    std::uint16_t floatControl;
    std::uint16_t unused;
    void *r15, *r14, *r13, *r12, *rbx, *rbp;
    void *returnAddress;
};

} // namespace

void StackState::prepare(void *stack, std::size_t size, Entry entry, void *argument)
{
    const std::uintptr_t top =
        (reinterpret_cast<std::uintptr_t>(stack) + size) & ~std::uintptr_t(15);
    auto *const saved = reinterpret_cast<SavedRegisters *>(top - sizeof(SavedRegisters));
    *saved = {};
    asm volatile("stmxcsr %0\n\tfnstcw %1" : "=m"(saved->mxcsr), "=m"(saved->floatControl));
    saved->rbx = argument;
    saved->rbp = reinterpret_cast<void *>(entry);
    saved->returnAddress = reinterpret_cast<void *>(&limbeckBeginStack);
    m_stackPointer = saved;
}

void StackState::change(StackState &from, StackState &to)
{
    limbeckChangeStack(&from.m_stackPointer, to.m_stackPointer);
}

} // namespace limbeck::lang

#else

namespace limbeck::lang {

void StackState::enter(unsigned high, unsigned low)
{
    auto *const self = reinterpret_cast<StackState *>((static_cast<std::uintptr_t>(high) << 32)
                                                      | static_cast<std::uintptr_t>(low));
    self->m_entry(self->m_argument);
}

void StackState::prepare(void *stack, std::size_t size, Entry entry, void *argument)
{
    m_entry = entry;
    m_argument = argument;
    getcontext(&m_context);
    m_context.uc_stack.ss_sp = stack;
    m_context.uc_stack.ss_size = size;
    m_context.uc_link = nullptr;
    const auto address = reinterpret_cast<std::uintptr_t>(this);
    makecontext(&m_context, reinterpret_cast<void (*)()>(&StackState::enter), 2,
                static_cast<unsigned>(address >> 32), static_cast<unsigned>(address & 0xFFFFFFFFU));
}

void StackState::change(StackState &from, StackState &to)
{
    swapcontext(&from.m_context, &to.m_context);
}

} // namespace limbeck::lang

#endif
