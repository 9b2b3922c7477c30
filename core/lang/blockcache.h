// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <new>

namespace limbeck::lang {

/// Small blocks of memory that a thread has given back and will ask for again.
///
/// A script makes and drops dozens of small objects with each call. The C library's own cache holds
/// seven of a size; those beyond it are merged with their neighbours, to be cut out again a moment
/// later.
class BlockCache
{
public:
    [[nodiscard]] static void *take(std::size_t size)
    {
        const std::size_t index = indexOf(size);
        if (!isUsed || index >= sizes)
            return ::operator new(size);
        List &list = lists[index];
        if (!list.first)
            return ::operator new((index + 1) * unit);
        Block *const block = list.first;
        list.first = block->next;
        --list.count;
        return block;
    }

    /// @p memory is one of take(), perhaps of another thread, with the same @p size.
    static void give(void *memory, std::size_t size) noexcept
    {
        const std::size_t index = indexOf(size);
        if (!isUsed || index >= sizes || lists[index].count >= mostKept || !isOpen()) {
            ::operator delete(memory);
            return;
        }
        List &list = lists[index];
        list.first = ::new (memory) Block { list.first };
        ++list.count;
    }

private:
    struct Block
    {
        Block *next;
    };

    struct List
    {
        Block *first;
        unsigned count;
    };

    /// Gives a thread's blocks back when the thread ends.
    struct Closing
    {
        ~Closing();
    };

    enum class State : unsigned char { New, Open, Closed };

    static bool isOpen() noexcept { return state == State::Open || open(); }

    static bool open() noexcept;

    static std::size_t indexOf(std::size_t size) { return (size + unit - 1) / unit - 1; }

    static constexpr std::size_t unit = 16; ///< in bytes
    static constexpr std::size_t sizes = 32;
    static constexpr unsigned mostKept = 256; ///< of each size

#ifdef LIMBECK_SANITIZED // which is to see each block come and go
    static constexpr bool isUsed = false;
#else
    static constexpr bool isUsed = true;
#endif

    static inline constinit thread_local std::array<List, sizes> lists {};
    static inline constinit thread_local State state = State::New;
};

} // namespace limbeck::lang
