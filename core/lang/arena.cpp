// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/arena.h"

#include <algorithm>

namespace limbeck::lang {

namespace {

/// A migration takes some 4 KiB.
constexpr size_t smallestBlock = size_t { 32 } << 10;

} // namespace

struct Arena::Rest
{
    Block block;
    std::byte *next = nullptr;
    std::byte *end = nullptr;
};

Arena::Rest &Arena::threadsRest()
{
    static thread_local Rest rest;
    return rest;
}

void Arena::addBlock(size_t leastSize)
{
    Rest &rest = threadsRest();
    if (leastSize <= static_cast<size_t>(rest.end - rest.next)) {
        m_blocks.push_back(std::move(rest.block));
        m_next = std::exchange(rest.next, nullptr);
        m_end = std::exchange(rest.end, nullptr);
        return;
    }
    const size_t size = std::max({ smallestBlock, m_total / 4, leastSize });
    m_total += size;
    m_blocks.emplace_back(new std::byte[size]);
    m_next = m_blocks.back().get();
    m_end = m_next + size;
}

void Arena::close()
{
    Rest &rest = threadsRest();
    if (m_end - m_next <= rest.end - rest.next)
        return;
    rest = { m_blocks.back(), m_next, m_end };
    m_next = m_end = nullptr;
}

} // namespace limbeck::lang
