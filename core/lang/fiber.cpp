// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/fiber.h"

#include "core/lang/stackswitch.h"

#include <QtGlobal>

#include <cstring>
#include <cxxabi.h>
#include <new>
#include <sys/mman.h>
#include <vector>

#if defined(__SANITIZE_ADDRESS__)
#define LIMBECK_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LIMBECK_ASAN 1
#endif
#endif

#ifdef LIMBECK_ASAN
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif
#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

namespace limbeck::lang {

namespace {

// Address space only: pages are taken as they are touched.
#ifdef LIMBECK_ASAN
constexpr size_t stackBytes = 1024 * 1024;
#else
constexpr size_t stackBytes = 512 * 1024;
#endif
constexpr size_t guardBytes = 4096;
constexpr size_t reserveBytes = 64 * 1024; // for code that does not ask for the limit
constexpr size_t keptStacks = 32;

/// Stacks that ended generators left; mapping memory costs more than a generator's life.
class StackPool
{
public:
    ~StackPool()
    {
        for (void *stack : m_free)
            munmap(stack, stackBytes);
    }

    void *take()
    {
        if (!m_free.empty()) {
            void *const stack = m_free.back();
            m_free.pop_back();
            return stack;
        }
        void *const stack = mmap(nullptr, stackBytes, PROT_READ | PROT_WRITE,
                                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_NORESERVE, -1, 0);
        if (stack == MAP_FAILED)
            throw std::bad_alloc();
        mprotect(stack, guardBytes, PROT_NONE);
        return stack;
    }

    void give(void *stack)
    {
#ifdef LIMBECK_ASAN
        __asan_unpoison_memory_region(static_cast<char *>(stack) + guardBytes,
                                      stackBytes - guardBytes);
#endif
        if (m_free.size() < keptStacks)
            m_free.push_back(stack);
        else
            munmap(stack, stackBytes);
    }

private:
    std::vector<void *> m_free;
};

StackPool &stackPool()
{
    static thread_local StackPool pool;
    return pool;
}

/// What the C++ runtime knows of exceptions in flight belongs to a stack, not to a thread.
struct ExceptionState
{
    void *caught = nullptr;
    unsigned uncaught = 0;
};

void exchangeExceptionState(ExceptionState &state)
{
    auto *const current = reinterpret_cast<ExceptionState *>(abi::__cxa_get_globals());
    std::swap(current->caught, state.caught);
    std::swap(current->uncaught, state.uncaught);
}

} // namespace

struct Fiber::Machine
{
    std::function<void()> body;
    void *stack = nullptr;
    StackState own;
    StackState resumer;
    ExceptionState exceptions;
    bool started = false;
    bool finished = false;
#ifdef LIMBECK_ASAN
    void *ownFakeStack = nullptr;
    const void *resumerStack = nullptr;
    size_t resumerSize = 0;
#endif
#if defined(__SANITIZE_THREAD__)
    void *tsanOwn = nullptr;
    void *tsanResumer = nullptr;
#endif
};

Fiber::Fiber(std::function<void()> body)
    : m_machine(std::make_unique<Machine>())
{
    m_machine->body = std::move(body);
    m_machine->stack = stackPool().take();
}

Fiber::~Fiber()
{
    Q_ASSERT(!m_machine->started || m_machine->finished);
    stackPool().give(m_machine->stack);
#if defined(__SANITIZE_THREAD__)
    if (m_machine->tsanOwn)
        __tsan_destroy_fiber(m_machine->tsanOwn);
#endif
}

bool Fiber::isStarted() const
{
    return m_machine->started;
}

bool Fiber::isFinished() const
{
    return m_machine->finished;
}

const char *Fiber::stackLimit() const
{
    return static_cast<const char *>(m_machine->stack) + guardBytes + reserveBytes;
}

void Fiber::enter(void *argument)
{
    auto *const machine = static_cast<Machine *>(argument);
#ifdef LIMBECK_ASAN
    __sanitizer_finish_switch_fiber(nullptr, &machine->resumerStack, &machine->resumerSize);
#endif
    machine->body();
    machine->finished = true;
    exchangeExceptionState(machine->exceptions);
#ifdef LIMBECK_ASAN
    __sanitizer_start_switch_fiber(nullptr, machine->resumerStack, machine->resumerSize);
#endif
#if defined(__SANITIZE_THREAD__)
    __tsan_switch_to_fiber(machine->tsanResumer, 0);
#endif
    StackState::change(machine->own, machine->resumer);
}

void Fiber::resume()
{
    Machine &machine = *m_machine;
    if (!machine.started) {
        machine.started = true;
        machine.own.prepare(machine.stack, stackBytes, &Fiber::enter, &machine);
#if defined(__SANITIZE_THREAD__)
        machine.tsanOwn = __tsan_create_fiber(0);
#endif
    }
    exchangeExceptionState(machine.exceptions);
#ifdef LIMBECK_ASAN
    void *fakeStack = nullptr;
    __sanitizer_start_switch_fiber(&fakeStack, machine.stack, stackBytes);
#endif
#if defined(__SANITIZE_THREAD__)
    machine.tsanResumer = __tsan_get_current_fiber();
    __tsan_switch_to_fiber(machine.tsanOwn, 0);
#endif
    StackState::change(machine.resumer, machine.own);
#ifdef LIMBECK_ASAN
    __sanitizer_finish_switch_fiber(fakeStack, nullptr, nullptr);
#endif
}

void Fiber::suspend()
{
    Machine &machine = *m_machine;
    exchangeExceptionState(machine.exceptions);
#ifdef LIMBECK_ASAN
    __sanitizer_start_switch_fiber(&machine.ownFakeStack, machine.resumerStack,
                                   machine.resumerSize);
#endif
#if defined(__SANITIZE_THREAD__)
    __tsan_switch_to_fiber(machine.tsanResumer, 0);
#endif
    StackState::change(machine.own, machine.resumer);
#ifdef LIMBECK_ASAN
    __sanitizer_finish_switch_fiber(machine.ownFakeStack, &machine.resumerStack,
                                    &machine.resumerSize);
#endif
}

} // namespace limbeck::lang
