// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/mysqltableoptions.h"

#include "core/dialect/options.h"

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

struct TableOption
{
    QString word;
    schema::Literal value;
};

bool isStringOption(const QString &word)
{
    static const QStringList words { u"COMMENT"_s, u"PASSWORD"_s, u"CONNECTION"_s };
    return words.contains(word);
}

bool isWrittenApart(const QString &word)
{
    static const QStringList words { u"DATA_DIRECTORY"_s,        u"INDEX_DIRECTORY"_s,
                                     u"DEFAULT_CHARACTER_SET"_s, u"CHARACTER_SET"_s,
                                     u"DEFAULT_CHARSET"_s,       u"DEFAULT_COLLATE"_s };
    return words.contains(word);
}

bool isPartitioning(const QString &word)
{
    return word.startsWith(u"PARTITION") || word.startsWith(u"SUBPARTITION");
}

/// Puts options in order. SQLAlchemy takes most of them as a Python set yields them, at random from
/// run to run; here the order is always the same.
void sortOptions(std::vector<TableOption> &options)
{
    static const QStringList plain {
        u"COLLATE"_s,        u"DEFAULT_CHARACTER_SET"_s,
        u"ROW_FORMAT"_s,     u"KEY_BLOCK_SIZE"_s,
        u"AUTO_INCREMENT"_s, u"ENGINE"_s,
        u"CHARACTER_SET"_s,  u"CHARSET"_s,
    };
    // The grammar's own order.
    static const QStringList last { u"COLLATE"_s, u"PARTITION_BY"_s, u"PARTITIONS"_s,
                                    u"SUBPARTITION_BY"_s, u"SUBPARTITIONS"_s };
    static const QStringList characterSets { u"DEFAULT_CHARSET"_s, u"DEFAULT_CHARACTER_SET"_s,
                                             u"CHARSET"_s, u"CHARACTER_SET"_s };
    const bool hasCharacterSet =
        std::any_of(options.begin(), options.end(),
                    [](const TableOption &each) { return characterSets.contains(each.word); });
    const auto rank = [&](const TableOption &each) -> qsizetype {
        if (isPartitioning(each.word) || (each.word == u"COLLATE" && hasCharacterSet))
            return plain.size() + 1 + last.indexOf(each.word);
        const qsizetype at = plain.indexOf(each.word);
        return at < 0 ? plain.size() : at;
    };
    std::stable_sort(options.begin(), options.end(),
                     [&](const TableOption &a, const TableOption &b) { return rank(a) < rank(b); });
}

Result<QString> optionText(const TableOption &tableOption,
                           const std::function<QString(const QString &)> &quoted)
{
    const auto *text = std::get_if<QString>(&tableOption.value.value);
    if (!text)
        return failure(ErrorCode::Unsupported,
                       u"Table option %1 has to be a string, not %2"_s.arg(
                           tableOption.word, plainText(tableOption.value)));
    const QString argument = isStringOption(tableOption.word) ? quoted(*text) : *text;
    QString word = tableOption.word;
    if (isPartitioning(word))
        return word.replace(u'_', u' ') + u' ' + argument;
    if (isWrittenApart(word))
        word.replace(u'_', u' ');
    const bool noEqualsSign = word == u"TABLESPACE" || word == u"DEFAULT CHARACTER SET"
        || word == u"CHARACTER SET" || word == u"COLLATE";
    return word + (noEqualsSign ? u' ' : u'=') + argument;
}

} // namespace

Result<QString> mysqlTableOptions(const TableLayout &table, const QString &dialectName,
                                  const std::function<QString(const QString &)> &quoted)
{
    const QString prefix = dialectName + u'_';
    std::vector<TableOption> options;
    for (const auto &[key, value] : table.dialectOptions) {
        if (key.startsWith(prefix))
            options.push_back({ key.mid(prefix.size()).toUpper(), value });
    }
    if (table.comment) {
        std::erase_if(options, [](const TableOption &given) { return given.word == u"COMMENT"; });
        options.push_back({ u"COMMENT"_s, schema::Literal(*table.comment) });
    }
    sortOptions(options);

    QStringList words;
    for (const TableOption &tableOption : options) {
        auto text = optionText(tableOption, quoted);
        if (!text)
            return text;
        words.append(*text);
    }
    return words.join(u' ');
}

} // namespace limbeck::dialect
