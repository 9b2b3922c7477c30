// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/textfile.h"
#include "core/script/scriptheader.h"

#include <QRegularExpression>
#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// The encoding that a comment in one of the first two lines declares (PEP 263), in lower case;
/// empty without one.
QString declaredEncoding(const QByteArray &source)
{
    static const QRegularExpression cookie(uR"(\A[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+))"_s);
    static const QRegularExpression blank(uR"(\A[ \t\f]*(?:#.*)?\r?\z)"_s);
    const qsizetype firstEnd = source.indexOf('\n');
    const qsizetype secondEnd = firstEnd < 0 ? -1 : source.indexOf('\n', firstEnd + 1);
    if (!QByteArrayView(source).first(secondEnd < 0 ? source.size() : secondEnd).contains("coding"))
        return {};
    qsizetype start = 0;
    for (int line = 0; line < 2 && start < source.size(); ++line) {
        qsizetype end = source.indexOf('\n', start);
        if (end < 0)
            end = source.size();
        const QString text = QString::fromLatin1(source.mid(start, end - start));
        if (const auto match = cookie.match(text); match.hasMatch())
            return match.captured(1).toLower().replace(u'_', u'-');
        if (!blank.match(text).hasMatch())
            break;
        start = end + 1;
    }
    return {};
}

} // namespace

Result<QString> decodeSource(const QString &path, const QByteArray &source)
{
    const bool hasMark = source.startsWith("\xef\xbb\xbf");
    const QByteArray bytes = hasMark ? source.mid(3) : source;
    const QString encoding = declaredEncoding(bytes);
    if (encoding.isEmpty() || encoding == u"utf-8" || encoding == u"utf8"
        || encoding.startsWith(u"utf-8-"))
        return decodeUtf8(path, bytes);
    if (hasMark) {
        return failure(
            ErrorCode::Syntax,
            u"File '%1' begins with the mark of UTF-8, but declares the encoding %2"_s.arg(
                path, encoding));
    }
    if (encoding == u"latin-1" || encoding == u"iso-8859-1" || encoding == u"latin1"
        || encoding == u"iso8859-1" || encoding == u"l1")
        return QString::fromLatin1(bytes);
    if (encoding == u"ascii" || encoding == u"us-ascii") {
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            if (static_cast<uchar>(bytes[i]) > 0x7f) {
                return failure(
                    ErrorCode::Syntax,
                    u"File '%1' is not ASCII, which it declares: byte 0x%2 at offset %3"_s.arg(
                        path, QString::number(static_cast<uchar>(bytes[i]), 16),
                        QString::number(i)));
            }
        }
        return QString::fromLatin1(bytes);
    }
    QStringDecoder decoder(encoding.toLatin1().constData());
    if (!decoder.isValid())
        return failure(ErrorCode::Syntax,
                       u"File '%1' declares the unknown encoding %2"_s.arg(path, encoding));
    QString text = decoder.decode(bytes);
    if (decoder.hasError())
        return failure(ErrorCode::Syntax,
                       u"File '%1' is not in its declared encoding %2"_s.arg(path, encoding));
    return text;
}

} // namespace limbeck
