// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/limbeck/heap.h"

#include <cstddef>
#include <cstdlib>
#ifdef LIMBECK_TCMALLOC
#include <gperftools/malloc_extension.h>
#include <sys/mman.h>
#include <tuple>
#endif

namespace limbeck {

#ifdef LIMBECK_TCMALLOC

namespace {

/// A large page of x86-64, and of ARM with small pages of 4 KiB.
constexpr std::size_t largePage = 2 << 20;

/// What a command needs that reads a thousand revisions.
constexpr std::size_t firstBlock = 8 * largePage;

/// What threads may keep of freed blocks. More would not be faster, and would stay resident.
constexpr std::size_t threadCaches = 512 << 10;

/// Lets the heap begin in large pages: such a command would else fault thousands of times, for a
/// seventh of its time. Where there are none, the pages stay small.
void beginInLargePages()
{
    void *const block = std::aligned_alloc(largePage, firstBlock);
    if (block == nullptr)
        return;
    std::ignore = ::madvise(block, firstBlock, MADV_HUGEPAGE);
    std::free(block); // the heap keeps it
}

} // namespace

void prepareHeap()
{
    MallocExtension::instance()->SetNumericProperty("tcmalloc.max_total_thread_cache_bytes",
                                                    threadCaches);
    beginInLargePages();
}

#else

void prepareHeap() { }

#endif

} // namespace limbeck
