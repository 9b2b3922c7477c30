// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/inifile.h"

#include "core/config/pythontext.h"
#include "core/config/textfile.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// ConfigParser follows this many references in references.
constexpr int maxInterpolationDepth = 10;

template <typename Options>
auto findOption(Options &options, const QString &name)
{
    const auto found = std::find_if(options.begin(), options.end(),
                                    [&](const auto &option) { return option.name == name; });
    return found == options.end() ? nullptr : &*found;
}

} // namespace

const IniFile::Option *IniFile::Section::find(const QString &name) const
{
    return findOption(options, name);
}

IniFile::Option *IniFile::Section::find(const QString &name)
{
    return findOption(options, name);
}

Result<IniFile> IniFile::read(const QString &path)
{
    const Result<QString> text = readTextFile(path);
    if (!text)
        return failure(text.error());
    return parse(path, *text);
}

void IniFile::setDefault(const QString &name, const QString &value)
{
    if (Option *option = m_defaults.find(name)) {
        if (option->line > 0)
            return; // what the file's [DEFAULT] says comes after the host's values
        option->value = value;
        return;
    }
    m_defaults.options.insert(m_defaults.options.begin(), { name, value, 0, true });
}

QStringList IniFile::sections() const
{
    return m_sectionOrder;
}

const IniFile::Option *IniFile::find(const QString &section, const QString &name) const
{
    const QString key = name.toLower();
    const auto found = m_sections.constFind(section);
    if (found == m_sections.cend())
        return section == u"DEFAULT" ? m_defaults.find(key) : nullptr;
    const Option *option = found->find(key);
    return option != nullptr ? option : m_defaults.find(key);
}

bool IniFile::hasOption(const QString &section, const QString &name) const
{
    return find(section, name) != nullptr;
}

QStringList IniFile::ownOptions(const QString &section) const
{
    QStringList names;
    for (const Option &option : m_sections.value(section).options)
        names.append(option.name);
    return names;
}

std::optional<QString> IniFile::rawValue(const QString &section, const QString &name) const
{
    const Option *option = find(section, name);
    return option == nullptr ? std::nullopt : std::optional(option->value);
}

int IniFile::lineOf(const QString &section, const QString &name) const
{
    const Option *option = find(section, name);
    return option == nullptr ? 0 : option->line;
}

Result<std::optional<QString>> IniFile::value(const QString &section, const QString &name) const
{
    const Option *option = find(section, name);
    if (option == nullptr)
        return std::optional<QString>();
    const Result<QString> text = interpolated(section, *option);
    if (!text)
        return failure(text.error());
    return std::optional(*text);
}

QStringList IniFile::options(const QString &section) const
{
    QStringList names;
    for (const Option &option : m_defaults.options)
        names.append(option.name);
    for (const QString &name : ownOptions(section)) {
        if (!names.contains(name))
            names.append(name);
    }
    return names;
}

Result<IniFile::Items> IniFile::items(const QString &section) const
{
    Items result;
    for (const QString &name : options(section)) {
        const auto text = value(section, name);
        if (!text)
            return failure(text.error());
        result.emplace_back(name, text->value_or(QString()));
    }
    return result;
}

Result<QString> IniFile::interpolated(const QString &section, const Option &option) const
{
    if (option.isLiteral || !option.value.contains(u'%'))
        return option.value;
    QString result;
    if (auto done = interpolate(section, option, option.value, 1, result); !done)
        return failure(done.error());
    return result;
}

Result<> IniFile::interpolate(const QString &section, const Option &option, QString rest, int depth,
                              QString &result) const
{
    const auto refuse = [&](const QString &message) {
        Error error { ErrorCode::Syntax, message, {}, {}, { section, option.name }, {} };
        if (option.line > 0)
            error.hint = u"See %1, line %2"_s.arg(m_path).arg(option.line);
        return failure(error);
    };
    if (depth > maxInterpolationDepth) {
        return refuse(
            u"Recursion limit exceeded in value substitution: option %1 in section %2 contains an "
            "interpolation key which cannot be substituted in %3 steps. Raw value: %4"_s.arg(
                pythonRepr(option.name), pythonRepr(section),
                QString::number(maxInterpolationDepth), pythonRepr(option.value)));
    }
    static const QRegularExpression keyPattern(uR"(\A%\(([^)]+)\)s)"_s);
    while (!rest.isEmpty()) {
        const qsizetype percent = rest.indexOf(u'%');
        result += rest.left(percent < 0 ? rest.size() : percent);
        if (percent < 0)
            return {};
        rest.remove(0, percent);
        const QChar next = rest.size() > 1 ? rest[1] : QChar();
        if (next == u'%') {
            result += u'%';
            rest.remove(0, 2);
            continue;
        }
        if (next != u'(')
            return refuse(u"'%' must be followed by '%' or '(', found: "_s + pythonRepr(rest));
        const QRegularExpressionMatch match = keyPattern.match(rest);
        if (!match.hasMatch())
            return refuse(u"bad interpolation variable reference "_s + pythonRepr(rest));
        const QString name = match.captured(1).toLower();
        const Option *referenced = find(section, name);
        if (referenced == nullptr) {
            return refuse(u"Bad value substitution: option %1 in section %2 contains an "
                          u"interpolation key %3 which is "
                          "not a valid option name. Raw value: %4"_s.arg(
                              pythonRepr(option.name), pythonRepr(section), pythonRepr(name),
                              pythonRepr(option.value)));
        }
        rest.remove(0, match.capturedEnd());
        if (referenced->isLiteral || !referenced->value.contains(u'%')) {
            result += referenced->value;
        } else if (auto done = interpolate(section, option, referenced->value, depth + 1, result);
                   !done) {
            return done;
        }
    }
    return {};
}

void IniFile::addSection(const QString &section)
{
    if (m_sections.contains(section))
        return;
    m_sections.insert(section, {});
    m_sectionOrder.append(section);
}

IniFile::Section *IniFile::sectionOrDefaults(const QString &section)
{
    if (section == u"DEFAULT")
        return &m_defaults;
    addSection(section);
    return &m_sections[section];
}

Result<> IniFile::setValue(const QString &section, const QString &name, const QString &value)
{
    static const QRegularExpression reference(uR"(%\([^)]+\)s)"_s);
    QString rest = value;
    rest.remove(u"%%"_s);
    rest.remove(reference);
    if (const qsizetype percent = rest.indexOf(u'%'); percent >= 0) {
        return failure(ErrorCode::Syntax,
                       u"invalid interpolation syntax in %1 at position %2"_s.arg(pythonRepr(value))
                           .arg(percent),
                       u"A percent sign that means itself is written %%"_s);
    }
    Section *target = sectionOrDefaults(section);
    const QString key = name.toLower();
    if (Option *option = target->find(key))
        *option = { key, value, option->line, false };
    else
        target->options.push_back({ key, value, 0, false });
    return {};
}

bool IniFile::removeOption(const QString &section, const QString &name)
{
    const QString key = name.toLower();
    auto found = m_sections.find(section);
    if (found == m_sections.end())
        return false;
    return std::erase_if(found->options, [&](const Option &option) { return option.name == key; })
        > 0;
}

} // namespace limbeck
