// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/blockcache.h"

namespace limbeck::lang {

bool BlockCache::open() noexcept
{
    if (state == State::Closed)
        return false; // objects that outlive their thread's other thread-local ones
    static thread_local Closing closing;
    state = State::Open;
    return true;
}

BlockCache::Closing::~Closing()
{
    state = State::Closed;
    for (List &list : lists) {
        while (Block *const block = list.first) {
            list.first = block->next;
            ::operator delete(block);
        }
        list.count = 0;
    }
}

} // namespace limbeck::lang
