// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <cstddef>
#include <memory>
#include <new>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace limbeck::lang {

/// What stands in an arena ahead of the items of a List.
struct alignas(8) ListHead
{
    quint32 size = 0;
};

/// Ahead of all empty lists.
inline constinit ListHead emptyList;

/// An array in an Arena, copied by value. A pointer and no more: trees are full of empty lists.
template <typename T>
class List
{
public:
    List() = default;

    explicit List(ListHead *head)
        : m_head(head)
    {
    }

    [[nodiscard]] quint32 size() const { return m_head->size; }

    [[nodiscard]] bool isEmpty() const { return size() == 0; }

    [[nodiscard]] T *begin() const { return reinterpret_cast<T *>(m_head + 1); }

    [[nodiscard]] T *end() const { return begin() + size(); }

    [[nodiscard]] T &operator[](quint32 index) const { return begin()[index]; }

    [[nodiscard]] T &front() const { return begin()[0]; }

    [[nodiscard]] T &back() const { return begin()[size() - 1]; }

private:
    ListHead *m_head = &emptyList;
};

/// Memory for many small objects that live and die together. Nothing is destroyed one by one: only
/// trivially destructible types are allowed.
///
/// Thousands of small trees are in memory at a time, one for each migration. The arenas that a
/// thread makes one after the other lie in the same blocks, which live as long as the last of them.
class Arena
{
public:
    Arena() = default;
    Arena(const Arena &) = delete;
    Arena &operator=(const Arena &) = delete;

    template <typename T, typename... Args>
    [[nodiscard]] T *make(Args &&...args)
    {
        static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= alignment);
        return new (allocate(sizeof(T))) T { std::forward<Args>(args)... };
    }

    /// Copies @p items into the arena.
    template <typename T>
    [[nodiscard]] List<T> list(const T *items, size_t count)
    {
        static_assert(std::is_trivially_copyable_v<
                          T> && std::is_trivially_destructible_v<T> && alignof(T) <= alignment);
        if (count == 0)
            return {};
        auto *const head =
            new (allocate(sizeof(ListHead) + std::span(items, count).size_bytes())) ListHead;
        head->size = static_cast<quint32>(count);
        std::uninitialized_copy_n(items, count, reinterpret_cast<T *>(head + 1));
        return List<T>(head);
    }

    template <typename T>
    [[nodiscard]] List<T> list(const std::vector<T> &items)
    {
        return list(items.data(), items.size());
    }

    /// Nothing more will be made here: the rest of the last block is for the thread's next arena.
    void close();

private:
    static constexpr size_t alignment = 8;
    using Block = std::shared_ptr<std::byte[]>;

    /// What an arena of this thread has left of its last block.
    struct Rest;
    static Rest &threadsRest();

    void *allocate(size_t size)
    {
        size = (size + alignment - 1) & ~(alignment - 1);
        if (size > static_cast<size_t>(m_end - m_next))
            addBlock(size);
        void *const result = m_next;
        m_next += size;
        return result;
    }

    void addBlock(size_t leastSize);

    std::vector<Block> m_blocks; ///< the first one perhaps shared with others
    size_t m_total = 0; ///< bytes of those that were made for this one
    std::byte *m_next = nullptr; ///< what is free of the last one
    std::byte *m_end = nullptr; ///< its end
};

} // namespace limbeck::lang
