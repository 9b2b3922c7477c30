// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/stdlib/pattern.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

/// Rewrites a pattern piece by piece.
class PatternTranslator
{
public:
    PatternTranslator(const QString &pattern, quint32 &flags)
        : m_pattern(pattern)
        , m_flags(flags)
    {
    }

    QString translate()
    {
        while (m_position < m_pattern.size()) {
            const QChar c = m_pattern.at(m_position);
            if (c == u'\\')
                escape();
            else if (m_inClass)
                classCharacter(c);
            else if (c == u'[')
                openClass();
            else if (c == u'(' && at(1) == u'?')
                groupExtension();
            else if (c == u'{' && at(1) == u',' && at(2).isDigit())
                emit2(u"{0", 1);
            else
                emit2(QString(c), 1);
        }
        return m_result;
    }

private:
    [[nodiscard]] QChar at(qsizetype offset) const
    {
        return m_position + offset < m_pattern.size() ? m_pattern.at(m_position + offset) : QChar();
    }

    void emit2(QStringView text, qsizetype consumed)
    {
        m_result += text;
        m_position += consumed;
    }

    void escape()
    {
        const QChar next = at(1);
        if (next == u'Z' && !m_inClass)
            emit2(u"\\z", 2);
        else if (next == u'u')
            emit2(u"\\x{"_s + m_pattern.mid(m_position + 2, 4) + u'}', 6);
        else if (next == u'U')
            emit2(u"\\x{"_s + m_pattern.mid(m_position + 2, 8) + u'}', 10);
        else
            emit2(QStringView(m_pattern).mid(m_position, 2), 2);
    }

    void openClass()
    {
        m_inClass = true;
        emit2(u"[", 1);
        if (at(0) == u'^')
            emit2(u"^", 1);
        if (at(0) == u']')
            emit2(u"\\]", 1);
    }

    void classCharacter(QChar c)
    {
        if (c == u']')
            m_inClass = false;
        emit2(c == u'[' ? u"\\["_s : QString(c), 1); // Python knows no [[:alpha:]]
    }

    /// `(?aiLmsux)` and `(?i-s:…)`: flags that PCRE lacks are taken out.
    void groupExtension()
    {
        qsizetype end = m_position + 2;
        while (end < m_pattern.size() && QStringView(u"aiLmsux-").contains(m_pattern.at(end)))
            ++end;
        const QChar stop = end < m_pattern.size() ? m_pattern.at(end) : QChar();
        if (end == m_position + 2 || (stop != u')' && stop != u':')) {
            emit2(u"(?", 2);
            return;
        }
        QString letters = m_pattern.mid(m_position + 2, end - m_position - 2);
        if (letters.contains(u'a') && stop == u')')
            m_flags |= RegexAscii;
        letters.remove(u'a').remove(u'u').remove(u'L');
        m_position = end + 1;
        if (letters.isEmpty())
            m_result += stop == u')' ? u""_s : u"(?:"_s;
        else
            m_result += u"(?"_s + letters + stop;
    }

    const QString &m_pattern;
    quint32 &m_flags;
    QString m_result;
    qsizetype m_position = 0;
    bool m_inClass = false;
};

// How often a match may try another way; PCRE2 reads it at the beginning of a pattern.
const QString limit = u"(*LIMIT_MATCH=5000000)"_s;

} // namespace

tl::expected<QRegularExpression, QString> compilePattern(const QString &pattern, quint32 flags)
{
    const QString translated = PatternTranslator(pattern, flags).translate();
    QRegularExpression::PatternOptions options;
    options.setFlag(QRegularExpression::CaseInsensitiveOption, (flags & RegexIgnoreCase) != 0);
    options.setFlag(QRegularExpression::MultilineOption, (flags & RegexMultiLine) != 0);
    options.setFlag(QRegularExpression::DotMatchesEverythingOption, (flags & RegexDotAll) != 0);
    options.setFlag(QRegularExpression::ExtendedPatternSyntaxOption, (flags & RegexVerbose) != 0);
    options.setFlag(QRegularExpression::UseUnicodePropertiesOption, (flags & RegexAscii) == 0);
    QRegularExpression expression(limit + translated, options);
    if (!expression.isValid())
        return tl::unexpected(u"%1 at position %2"_s.arg(expression.errorString())
                                  .arg(expression.patternErrorOffset() - limit.size()));
    return expression;
}

QRegularExpression wholeTextPattern(const QRegularExpression &compiled, quint32 flags)
{
    const bool mayEndInComment = (flags & RegexVerbose) != 0;
    QRegularExpression expression = compiled;
    expression.setPattern(limit + u"(?:"_s + compiled.pattern().mid(limit.size())
                          + (mayEndInComment ? u"\n)\\z"_s : u")\\z"_s));
    return expression;
}

} // namespace limbeck::lang
