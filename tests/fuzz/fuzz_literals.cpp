// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// A text written into SQL is one literal, whatever is in it: it ends where it should and reads back
// as the text.

#include "core/dialect/dialect.h"

using namespace limbeck;
using namespace Qt::StringLiterals;

namespace {

/// What a server makes of the literal @p sql: the text between the quotes, or nothing if it is not
/// exactly one literal.
std::optional<QString> readBack(const QString &sql, bool backslashEscapes)
{
    if (sql.size() < 2 || !sql.startsWith(u'\''))
        return std::nullopt;
    QString text;
    for (qsizetype i = 1; i < sql.size(); ++i) {
        if (sql[i] == u'\\' && backslashEscapes) {
            if (++i >= sql.size())
                return std::nullopt;
            text += sql[i];
        } else if (sql[i] != u'\'') {
            text += sql[i];
        } else if (i + 1 < sql.size() && sql[i + 1] == u'\'') {
            text += sql[++i];
        } else {
            return i + 1 == sql.size() ? std::optional(text) : std::nullopt;
        }
    }
    return std::nullopt;
}

void checkText(const dialect::Dialect &dialect, const QString &text, bool backslashEscapes)
{
    const Result<QString> sql = dialect.literal(text, nullptr);
    if (!sql)
        return;
    // SQLAlchemy doubles backslashes for PostgreSQL when it knows no server; with standard strings
    // both stay.
    const std::optional<QString> read = readBack(*sql, backslashEscapes);
    const QString doubled = QString(text).replace(u'\\', u"\\\\"_s);
    if (!read || (*read != text && *read != doubled))
        qFatal("a literal is not the text that it stands for");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QString text = QString::fromUtf8(bytes);
    for (const auto &[name, backslashEscapes] :
         { std::pair { u"postgresql"_s, false }, std::pair { u"mysql"_s, true },
           std::pair { u"sqlite"_s, false } }) {
        const dialect::Dialect *const dialect = dialect::dialectByName(name);
        checkText(*dialect, text, backslashEscapes);
        (void)dialect->literal(bytes, nullptr);
        (void)dialect->literal(schema::Decimal { text }, nullptr);
        (void)dialect->literal(schema::Json { text }, nullptr);
        (void)dialect->literal(schema::Uuid { text }, nullptr);
    }
    return 0;
}
