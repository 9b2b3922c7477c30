// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/blockcache.h"

#include <QtGlobal>

#include <cstddef>
#include <limits>

namespace limbeck::lang {

class Object;

/// Memory of one interpreter: counts the bytes that its objects take and knows all objects that can
/// hold others, so that cycles end with the interpreter.
class Heap
{
public:
    Heap();
    ~Heap();
    Heap(const Heap &) = delete;
    Heap &operator=(const Heap &) = delete;

    void setLimit(qint64 bytes) { m_limit = bytes; }

    [[nodiscard]] qint64 used() const { return m_used; }

    [[nodiscard]] qint64 limit() const { return m_limit; }

    /// Counts @p bytes to the heap of the interpreter that is current in this thread; throws
    /// LimitReached beyond its limit.
    static void charge(std::size_t bytes)
    {
        if (!currentHeap)
            return;
        currentHeap->m_used += static_cast<qint64>(bytes);
        if (currentHeap->m_used > currentHeap->m_limit)
            overflow(bytes);
    }

    static void discharge(std::size_t bytes) noexcept
    {
        if (currentHeap)
            currentHeap->m_used -= static_cast<qint64>(bytes);
    }

    /// Throws LimitReached if @p bytes more would not fit; for results whose size is known before
    /// they are built.
    static void require(qint64 bytes);

    /// Empties every object that can hold others.
    void clear();

    /// The heap that objects made in this thread belong to; null outside of an
    /// Interpreter::Activation.
    static Heap *current() { return currentHeap; }

    static void setCurrent(Heap *heap) { currentHeap = heap; }

private:
    friend class Object;
    [[noreturn]] static void overflow(std::size_t bytes);
    void link(Object *object);
    static void unlink(Object *object);

    static inline constinit thread_local Heap *currentHeap = nullptr;

    qint64 m_used = 0;
    qint64 m_limit = std::numeric_limits<qint64>::max();
    Object *m_first = nullptr;
};

/// Standard allocator that counts against the interpreter's memory limit.
template <typename T>
struct CountingAllocator
{
    using value_type = T;

    CountingAllocator() = default;

    template <typename U>
    CountingAllocator(const CountingAllocator<U> &) noexcept
    {
    }

    [[nodiscard]] T *allocate(std::size_t count)
    {
        Heap::charge(count * sizeof(T));
        return static_cast<T *>(BlockCache::take(count * sizeof(T)));
    }

    void deallocate(T *memory, std::size_t count) noexcept
    {
        Heap::discharge(count * sizeof(T));
        BlockCache::give(memory, count * sizeof(T));
    }

    friend bool operator==(const CountingAllocator &, const CountingAllocator &) { return true; }
};

} // namespace limbeck::lang
