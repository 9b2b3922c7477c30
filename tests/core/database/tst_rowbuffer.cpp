// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/rowbuffer.h"

#include <QTest>

using namespace limbeck::database;

class TestRowBuffer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsOrderAndNulls();
    void goesToFileBeyondItsLimit();
    void readsWhileItGrows();
};

namespace {

std::vector<RowBuffer::Cell> row(const std::vector<std::optional<QByteArray>> &cells)
{
    std::vector<RowBuffer::Cell> result;
    for (const auto &cell : cells)
        result.push_back(cell ? RowBuffer::Cell(QByteArrayView(*cell)) : std::nullopt);
    return result;
}

} // namespace

void TestRowBuffer::keepsOrderAndNulls()
{
    RowBuffer buffer;
    QVERIFY(buffer.append(row({ QByteArray("a"), std::nullopt, QByteArray("") })));
    QVERIFY(buffer.append(row({ QByteArray("\0b", 2) })));
    QVERIFY(buffer.append(row({})));
    QCOMPARE(buffer.rowCount(), 3);
    std::vector<RowBuffer::Cell> read;
    QVERIFY(buffer.take(read).value());
    QCOMPARE(read.size(), std::size_t { 3 });
    QCOMPARE(read[0]->toByteArray(), QByteArray("a"));
    QVERIFY(!read[1]);
    QVERIFY(read[2] && read[2]->isEmpty());
    QVERIFY(buffer.take(read).value());
    QCOMPARE(read[0]->toByteArray(), QByteArray("\0b", 2));
    QVERIFY(buffer.take(read).value());
    QVERIFY(read.empty());
    QVERIFY(!buffer.take(read).value());
    QCOMPARE(buffer.rowCount(), 0);
}

void TestRowBuffer::goesToFileBeyondItsLimit()
{
    RowBuffer buffer(3 << 20);
    const QByteArray filler(1000, 'x');
    for (int i = 0; i < 20'000; ++i)
        QVERIFY(buffer.append(row({ QByteArray::number(i), filler })));
    QVERIFY(buffer.usesFile());
    std::vector<RowBuffer::Cell> read;
    for (int i = 0; i < 20'000; ++i) {
        QVERIFY(buffer.take(read).value());
        QCOMPARE(read[0]->toByteArray(), QByteArray::number(i));
        QCOMPARE(read[1]->size(), filler.size());
    }
    QVERIFY(!buffer.take(read).value());
}

void TestRowBuffer::readsWhileItGrows()
{
    RowBuffer buffer(1 << 20);
    const QByteArray filler(5000, 'y');
    int written = 0;
    int expected = 0;
    std::vector<RowBuffer::Cell> read;
    for (int turn = 0; turn < 200; ++turn) {
        for (int i = 0; i < 20; ++i)
            QVERIFY(buffer.append(row({ QByteArray::number(written++), filler })));
        for (int i = 0; i < 10; ++i) {
            QVERIFY(buffer.take(read).value());
            QCOMPARE(read[0]->toByteArray(), QByteArray::number(expected++));
        }
    }
    while (buffer.take(read).value())
        QCOMPARE(read[0]->toByteArray(), QByteArray::number(expected++));
    QCOMPARE(expected, written);
}

QTEST_GUILESS_MAIN(TestRowBuffer)

#include "tst_rowbuffer.moc"
