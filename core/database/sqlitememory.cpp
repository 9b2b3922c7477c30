// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/sqlitememory.h"

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <sqlite3.h>
#include <utility>

namespace limbeck::database {

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

namespace {

/// Before each block: how many bytes SQLite has there.
struct Head
{
    quint64 size;
};

/// A block that is free, in the place of its bytes.
struct FreeBlock
{
    FreeBlock *next;
};

constexpr size_t sizeStep = 16;
constexpr size_t largestPooled = 1024;
constexpr size_t kindCount = largestPooled / sizeStep;
constexpr size_t chunkSize = 128 * 1024;

/// Blocks of 16, 32, 48 … bytes: free lists by size, and what is left of the last chunk. Chunks are
/// kept for ever.
struct Pool
{
    std::array<FreeBlock *, kindCount> free;
    std::byte *next;
    std::byte *end;
};

/// What threads left that have ended.
struct Inheritance
{
    std::mutex mutex;
    Pool pool {};
};

Inheritance &inheritance()
{
    static auto *const left = new Inheritance; // for threads that end after main() as well
    return *left;
}

/// Its pool of a thread. Without a destructor: what is freed at the very end still has it.
thread_local constinit Pool pool {};

void give(Pool &from, Pool &to)
{
    for (size_t kind = 0; kind < kindCount; ++kind) {
        while (FreeBlock *const block = from.free[kind]) {
            from.free[kind] = block->next;
            block->next = std::exchange(to.free[kind], block);
        }
    }
    if (to.next == to.end) {
        to.next = std::exchange(from.next, nullptr);
        to.end = std::exchange(from.end, nullptr);
    }
}

/// A thread takes what others have left when it needs its first block, and leaves its own pool at
/// its end.
struct Heir
{
    Heir()
    {
        Inheritance &left = inheritance();
        const std::lock_guard lock(left.mutex);
        give(left.pool, pool);
    }

    ~Heir()
    {
        Inheritance &left = inheritance();
        const std::lock_guard lock(left.mutex);
        give(pool, left.pool);
    }

    Q_DISABLE_COPY_MOVE(Heir)
};

size_t kindOf(size_t size)
{
    return (size - 1) / sizeStep;
}

Head &headOf(void *block)
{
    return static_cast<Head *>(block)[-1];
}

void *withHead(void *memory, size_t size)
{
    if (!memory)
        return nullptr;
    auto *const head = new (memory) Head { size };
    return head + 1;
}

/// A block of @p size bytes from the chunk.
void *cutBlock(size_t size)
{
    const size_t needed = sizeof(Head) + size;
    if (static_cast<size_t>(pool.end - pool.next) < needed) {
        auto *const chunk = static_cast<std::byte *>(std::malloc(chunkSize));
        if (!chunk)
            return nullptr;
        pool.next = chunk;
        pool.end = chunk + chunkSize;
    }
    return withHead(std::exchange(pool.next, pool.next + needed), size);
}

int roundUp(int size)
{
    const auto wanted = static_cast<size_t>(std::max(size, 1));
    if (wanted <= largestPooled)
        return static_cast<int>((kindOf(wanted) + 1) * sizeStep);
    return (size + 7) & ~7;
}

void *allocate(int size)
{
    const auto rounded = static_cast<size_t>(roundUp(size));
    if (rounded > largestPooled)
        return withHead(std::malloc(sizeof(Head) + rounded), rounded);
    FreeBlock *&first = pool.free[kindOf(rounded)];
    if (!first) [[unlikely]] {
        static thread_local const Heir heir;
        if (!first)
            return cutBlock(rounded);
    }
    return std::exchange(first, first->next);
}

void release(void *block)
{
    if (!block)
        return;
    const size_t size = headOf(block).size;
    if (size > largestPooled) {
        std::free(&headOf(block));
        return;
    }
    FreeBlock *&first = pool.free[kindOf(size)];
    first = new (block) FreeBlock { first };
}

int sizeOf(void *block)
{
    return block ? static_cast<int>(headOf(block).size) : 0;
}

void *reallocate(void *block, int size)
{
    const auto wanted = static_cast<size_t>(roundUp(size));
    const size_t had = headOf(block).size;
    if (wanted == had)
        return block;
    if (wanted > largestPooled && had > largestPooled)
        return withHead(std::realloc(&headOf(block), sizeof(Head) + wanted), wanted);
    void *const moved = allocate(size);
    if (!moved)
        return nullptr;
    std::memcpy(moved, block, std::min(had, wanted));
    release(block);
    return moved;
}

int begin(void *)
{
    return SQLITE_OK;
}

void end(void *) { }

} // namespace

#endif

void prepareSqliteMemory()
{
    static const bool done = []() {
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        static const sqlite3_mem_methods methods { allocate, release, reallocate, sizeOf,
                                                   roundUp,  begin,   end,        nullptr };
        sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
#endif
        return true;
    }();
    Q_UNUSED(done);
}

} // namespace limbeck::database
