// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The memory that SQLite gets: blocks hold what is written to them, whoever frees them.

#include "core/database/sqlitememory.h"

#include <QTest>

#include <cstring>
#include <mutex>
#include <random>
#include <sqlite3.h>
#include <thread>
#include <vector>

using namespace limbeck;

namespace {

/// A block that is filled with one byte.
struct Block
{
    unsigned char *bytes = nullptr;
    size_t size = 0;
    unsigned char mark = 0;

    static Block make(size_t size, unsigned char mark)
    {
        auto *const bytes = static_cast<unsigned char *>(sqlite3_malloc64(size));
        std::memset(bytes, mark, size);
        return { bytes, size, mark };
    }

    void resize(size_t wanted)
    {
        bytes = static_cast<unsigned char *>(sqlite3_realloc64(bytes, wanted));
        if (wanted > size)
            std::memset(bytes + size, mark, wanted - size);
        size = wanted;
    }

    [[nodiscard]] bool isWhole() const
    {
        return reinterpret_cast<quintptr>(bytes) % 8 == 0 && sqlite3_msize(bytes) >= size
            && std::all_of(bytes, bytes + size, [this](unsigned char c) { return c == mark; });
    }
};

/// Makes, resizes and frees blocks of all sizes; some it takes from and leaves to other threads.
bool churn(unsigned seed, std::vector<Block> &shared, std::mutex &mutex)
{
    std::mt19937 random(seed);
    std::vector<Block> own;
    bool whole = true;
    for (int turn = 0; turn < 20'000; ++turn) {
        const size_t size = random() % 8 == 0 ? 1 + random() % 5000 : 1 + random() % 300;
        own.push_back(Block::make(size, static_cast<unsigned char>(random())));
        if (random() % 3 == 0)
            own[random() % own.size()].resize(1 + random() % 2000);
        if (random() % 4 == 0) {
            const std::lock_guard lock(mutex);
            shared.push_back(own.back());
            own.pop_back();
            std::swap(shared.back(), shared[random() % shared.size()]);
            own.push_back(shared.back());
            shared.pop_back();
        }
        while (own.size() > 200) {
            const size_t at = random() % own.size();
            whole = whole && own[at].isWhole();
            sqlite3_free(own[at].bytes);
            own[at] = own.back();
            own.pop_back();
        }
    }
    const std::lock_guard lock(mutex);
    shared.insert(shared.end(), own.begin(), own.end());
    return whole;
}

} // namespace

class TestSqliteMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase() { database::prepareSqliteMemory(); }

    void holdsEverySize()
    {
        std::vector<Block> blocks;
        for (size_t size = 1; size < 3000; ++size)
            blocks.push_back(Block::make(size, static_cast<unsigned char>(size)));
        for (const Block &block : blocks)
            QVERIFY2(block.isWhole(), qPrintable(QString::number(block.size)));
        for (const Block &block : blocks)
            sqlite3_free(block.bytes);
        sqlite3_free(nullptr);
    }

    void keepsContentsWhenResized()
    {
        Block block = Block::make(10, 7);
        for (const size_t size : { 16, 17, 1000, 1024, 1025, 100'000, 2000, 1024, 3 }) {
            block.resize(size);
            QVERIFY2(block.isWhole(), qPrintable(QString::number(size)));
        }
        sqlite3_free(block.bytes);
    }

    /// Threads come and go, and free what others have made.
    void isSharedByThreads()
    {
        std::vector<Block> shared;
        std::mutex mutex;
        for (unsigned round = 0; round < 3; ++round) {
            bool whole[4] {};
            std::vector<std::thread> threads;
            for (unsigned i = 0; i < 4; ++i)
                threads.emplace_back([&, i]() { whole[i] = churn(round * 4 + i, shared, mutex); });
            for (std::thread &thread : threads)
                thread.join();
            QVERIFY(whole[0] && whole[1] && whole[2] && whole[3]);
        }
        for (const Block &block : shared) {
            QVERIFY(block.isWhole());
            sqlite3_free(block.bytes);
        }
    }
};

QTEST_GUILESS_MAIN(TestSqliteMemory)
#include "tst_sqlitememory.moc"
