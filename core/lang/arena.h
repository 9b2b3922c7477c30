// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace limbeck::lang {

/// An array in an Arena: a pointer and a length, copied by value.
template <typename T>
class List
{
public:
    List() = default;

    List(T *data, quint32 size)
        : m_data(data)
        , m_size(size)
    {
    }

    [[nodiscard]] quint32 size() const { return m_size; }

    [[nodiscard]] bool isEmpty() const { return m_size == 0; }

    [[nodiscard]] T *begin() const { return m_data; }

    [[nodiscard]] T *end() const { return m_data + m_size; }

    [[nodiscard]] T &operator[](quint32 index) const { return m_data[index]; }

    [[nodiscard]] T &front() const { return m_data[0]; }

    [[nodiscard]] T &back() const { return m_data[m_size - 1]; }

private:
    T *m_data = nullptr;
    quint32 m_size = 0;
};

/// Memory for many small objects that live and die together. Nothing is destroyed one by one: only
/// trivially destructible types are allowed.
class Arena
{
public:
    Arena() = default;
    Arena(const Arena &) = delete;
    Arena &operator=(const Arena &) = delete;

    template <typename T, typename... Args>
    [[nodiscard]] T *make(Args &&...args)
    {
        static_assert(std::is_trivially_destructible_v<T>);
        return new (allocate(sizeof(T), alignof(T))) T { std::forward<Args>(args)... };
    }

    /// Copies @p items into the arena.
    template <typename T>
    [[nodiscard]] List<T> list(const T *items, size_t count)
    {
        static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
        if (count == 0)
            return {};
        T *const data = static_cast<T *>(allocate(sizeof(T) * count, alignof(T)));
        std::uninitialized_copy_n(items, count, data);
        return { data, static_cast<quint32>(count) };
    }

    template <typename T>
    [[nodiscard]] List<T> list(const std::vector<T> &items)
    {
        return list(items.data(), items.size());
    }

private:
    /// A migration takes some 5 KiB, and thousands of them are kept at a time: of what a block has
    /// left at the end there must not be much.
    /// Below the 1024 bytes from which the C library tidies up at each allocation.
    static constexpr size_t smallestBlock = 1000;
    static constexpr size_t blocksOfMigration = 8;

    void *allocate(size_t size, size_t alignment)
    {
        const size_t padding = (alignment - m_used % alignment) % alignment;
        if (m_used + padding + size > m_capacity) {
            m_capacity = std::max({ smallestBlock, m_total / 4, size });
            m_total += m_capacity;
            if (m_blocks.empty())
                m_blocks.reserve(blocksOfMigration);
            m_blocks.push_back(std::make_unique_for_overwrite<std::byte[]>(m_capacity));
            m_used = 0;
        } else {
            m_used += padding;
        }
        void *const result = m_blocks.back().get() + m_used;
        m_used += size;
        return result;
    }

    std::vector<std::unique_ptr<std::byte[]>> m_blocks;
    size_t m_total = 0; ///< bytes of all blocks
    size_t m_capacity = 0; ///< bytes of the last one
    size_t m_used = 0; ///< of those
};

} // namespace limbeck::lang
