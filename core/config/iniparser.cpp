// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/inifile.h"
#include "core/config/pythontext.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace limbeck {

/// Reads an INI text line by line; see IniFile for the rules.
class IniParser
{
public:
    IniParser(const QString &path, const QString &text)
        : m_source(std::make_shared<SourceFile>(path, text))
    {
        m_ini.m_path = path;
    }

    [[nodiscard]] Result<IniFile> parse();

private:
    [[nodiscard]] Result<> readLine(int number, const QString &line);
    [[nodiscard]] Result<> startSection(int number, const QString &name);
    [[nodiscard]] Result<> startOption(int number, const QString &name, const QString &value);
    [[nodiscard]] Error errorAt(int number, const QString &message) const;
    [[nodiscard]] QString place(int number) const;

    SourceFilePtr m_source;
    IniFile m_ini;
    IniFile::Section *m_section = nullptr;
    QString m_sectionName;
    IniFile::Option *m_option = nullptr; ///< which an indented line goes on with
    int m_indent = 0;
    QSet<QString> m_seenSections;
    QSet<QPair<QString, QString>> m_seenOptions;
    QStringList m_problems;
    int m_firstProblem = 0;
};

Result<IniFile> IniParser::parse()
{
    QString text = m_source->text();
    text.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n');
    if (text.startsWith(QChar::ByteOrderMark))
        text.remove(0, 1);
    QStringList lines = text.split(u'\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (auto read = readLine(static_cast<int>(i) + 1, lines[i]); !read)
            return failure(read.error());
    }
    if (!m_problems.isEmpty()) {
        return failure(
            errorAt(m_firstProblem,
                    u"Source contains parsing errors: %1"_s.arg(pythonRepr(m_source->path()))
                        + m_problems.join(QString())));
    }
    const auto trimEnds = [](IniFile::Section &section) {
        for (IniFile::Option &option : section.options) {
            while (!option.value.isEmpty() && option.value.back().isSpace())
                option.value.chop(1);
        }
    };
    trimEnds(m_ini.m_defaults);
    for (IniFile::Section &section : m_ini.m_sections)
        trimEnds(section);
    return std::move(m_ini);
}

Result<> IniParser::readLine(int number, const QString &line)
{
    const QString content = line.trimmed();
    if (content.startsWith(u'#') || content.startsWith(u';'))
        return {};
    if (content.isEmpty()) {
        if (m_option != nullptr)
            m_option->value += u'\n';
        return {};
    }
    const int indent = static_cast<int>(line.indexOf(content.front()));
    if (m_option != nullptr && indent > m_indent) {
        m_option->value += u'\n' + content;
        return {};
    }
    m_indent = indent;
    static const QRegularExpression sectionPattern(uR"(\A\[(.+)\])"_s);
    static const QRegularExpression optionPattern(uR"(\A(.*?)\s*[=:]\s*(.*)\z)"_s,
                                                  QRegularExpression::DotMatchesEverythingOption);
    if (const auto match = sectionPattern.match(content); match.hasMatch())
        return startSection(number, match.captured(1));
    if (m_section == nullptr) {
        return failure(errorAt(
            number,
            u"File contains no section headers.\nfile: %1, line: %2\n%3"_s.arg(
                pythonRepr(m_source->path()), QString::number(number), pythonRepr(line + u'\n'))));
    }
    const auto match = optionPattern.match(content);
    if (match.hasMatch() && !match.captured(1).isEmpty())
        return startOption(number, match.captured(1).toLower(), match.captured(2));
    // ConfigParser reads on and reports all such lines together.
    if (m_problems.isEmpty())
        m_firstProblem = number;
    m_problems.append(u"\n\t[line %1]: %2"_s.arg(number, 2).arg(pythonRepr(line + u'\n')));
    return {};
}

Result<> IniParser::startSection(int number, const QString &name)
{
    m_option = nullptr;
    m_sectionName = name;
    if (name == u"DEFAULT") {
        m_section = &m_ini.m_defaults;
        return {};
    }
    if (m_seenSections.contains(name))
        return failure(
            errorAt(number, place(number) + u"section %1 already exists"_s.arg(pythonRepr(name))));
    m_seenSections.insert(name);
    m_ini.addSection(name);
    m_section = &m_ini.m_sections[name];
    return {};
}

Result<> IniParser::startOption(int number, const QString &name, const QString &value)
{
    const QPair<QString, QString> key(m_sectionName, name);
    if (m_seenOptions.contains(key)) {
        return failure(errorAt(number,
                               place(number)
                                   + u"option %1 in section %2 already exists"_s.arg(
                                       pythonRepr(name), pythonRepr(m_sectionName))));
    }
    m_seenOptions.insert(key);
    m_section->options.push_back({ name, value, number, false });
    m_option = &m_section->options.back();
    return {};
}

QString IniParser::place(int number) const
{
    return u"While reading from %1 [line %2]: "_s.arg(pythonRepr(m_source->path())).arg(number, 2);
}

Error IniParser::errorAt(int number, const QString &message) const
{
    return Error { ErrorCode::Syntax, message, { m_source, { number, 1, number, 1 } }, {}, {}, {} };
}

Result<IniFile> IniFile::parse(const QString &path, const QString &text)
{
    return IniParser(path, text).parse();
}

} // namespace limbeck
