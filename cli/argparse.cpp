// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/argparse.h"

#include <QRegularExpression>

#include <optional>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

QString OptionSpec::name() const
{
    for (const QString &flag : flags) {
        if (flag.startsWith(u"--"))
            return flag.mid(2).replace(u'-', u'_');
    }
    return flags.front().mid(1);
}

QString OptionSpec::valueName() const
{
    return metavar.isEmpty() ? name().toUpper() : metavar;
}

QString Arguments::value(const QString &name) const
{
    const QStringList values = m_values.value(name);
    return values.isEmpty() ? QString() : values.last();
}

namespace {

const OptionSpec &helpOption()
{
    static const OptionSpec option = [] {
        OptionSpec help;
        help.flags = QStringList { u"-h"_s, u"--help"_s };
        help.action = OptionSpec::Action::Help;
        return help;
    }();
    return option;
}

QString quoted(const QString &text)
{
    return u'\'' + text + u'\'';
}

/// Thrown within the parser only, caught at its door.
struct Stop
{
    ArgumentMessage message;
};

/// One level: the program's own arguments, or a command's.
class LevelParser
{
public:
    LevelParser(const ProgramSpec &program, const CommandSpec *command, Arguments &result)
        : m_program(program)
        , m_command(command)
        , m_result(result)
    {
        m_options.push_back(&helpOption());
        for (const OptionSpec &option : command != nullptr ? command->options : program.options)
            m_options.push_back(&option);
        for (const OptionSpec *option : m_options) {
            if (option->action == OptionSpec::Action::Store && !option->defaultValue.isEmpty())
                m_result.set(option->name(), option->defaultValue);
        }
    }

    /// Returns the arguments that nothing wanted.
    QStringList parse(const QStringList &texts);

    [[noreturn]] void fail(const QString &message) const;

private:
    /// What an argument is taken for, before its place is known.
    struct Argument
    {
        QString text;
        bool isOption = false;
        bool isSeparator = false; ///< "--"
        const OptionSpec *option = nullptr; ///< null: an unknown option
        QString flag;
        std::optional<QString> explicitValue;
    };

    struct Match
    {
        const OptionSpec *option;
        QString flag;
        std::optional<QString> explicitValue;
    };

    [[nodiscard]] std::vector<Argument> classify(const QStringList &arguments) const;
    [[nodiscard]] Argument classifyOne(const QString &text) const;
    [[nodiscard]] std::vector<Match> abbreviations(const QString &text) const;
    [[nodiscard]] const OptionSpec *find(const QString &flag) const;

    qsizetype consumeOption(const std::vector<Argument> &arguments, qsizetype index);
    qsizetype consumePositionals(const std::vector<Argument> &arguments, qsizetype index);
    qsizetype consumeCommand(const std::vector<Argument> &arguments, qsizetype index);
    void apply(const OptionSpec &option, const QString &value);
    [[nodiscard]] static QString badChoice(const QString &value, const QStringList &choices);
    [[noreturn]] void failFor(const OptionSpec &option, const QString &message) const;

    const ProgramSpec &m_program;
    const CommandSpec *m_command;
    Arguments &m_result;
    std::vector<const OptionSpec *> m_options;
    QStringList m_extras;
    bool m_hasPositionals = false;
};

void LevelParser::fail(const QString &message) const
{
    QString name = m_program.name;
    if (m_command != nullptr)
        name += u' ' + m_command->name;
    throw Stop { { usageText(m_program, m_command, helpWidth()) + name + u": error: "_s + message
                       + u'\n',
                   2 } };
}

void LevelParser::failFor(const OptionSpec &option, const QString &message) const
{
    fail(u"argument "_s + option.flags.join(u'/') + u": "_s + message);
}

const OptionSpec *LevelParser::find(const QString &flag) const
{
    for (const OptionSpec *option : m_options) {
        if (option->flags.contains(flag))
            return option;
    }
    return nullptr;
}

std::vector<LevelParser::Argument> LevelParser::classify(const QStringList &arguments) const
{
    std::vector<Argument> result;
    bool isAfterSeparator = false;
    for (const QString &text : arguments) {
        if (isAfterSeparator) {
            result.push_back({ text, false, false, nullptr, {}, {} });
        } else if (text == u"--") {
            isAfterSeparator = true;
            result.push_back({ text, false, true, nullptr, {}, {} });
        } else {
            result.push_back(classifyOne(text));
        }
    }
    return result;
}

LevelParser::Argument LevelParser::classifyOne(const QString &text) const
{
    static const QRegularExpression negativeNumber(uR"(\A-\d+\z|\A-\d*\.\d+\z)"_s);
    const Argument positional { text, false, false, nullptr, {}, {} };
    if (!text.startsWith(u'-') || text.size() == 1)
        return positional;
    if (const OptionSpec *option = find(text))
        return { text, true, false, option, text, {} };
    if (const qsizetype equals = text.indexOf(u'='); equals > 0) {
        if (const OptionSpec *option = find(text.left(equals)))
            return { text, true, false, option, text.left(equals), text.mid(equals + 1) };
    }
    const std::vector<Match> matches = abbreviations(text);
    if (matches.size() > 1) {
        QStringList flags;
        for (const Match &match : matches)
            flags.append(match.flag);
        fail(u"ambiguous option: "_s + text + u" could match "_s + flags.join(u", "_s));
    }
    if (matches.size() == 1)
        return { text,
                 true,
                 false,
                 matches.front().option,
                 matches.front().flag,
                 matches.front().explicitValue };
    if (negativeNumber.match(text).hasMatch() || text.contains(u' '))
        return positional;
    return { text, true, false, nullptr, text, {} };
}

/// Long options that begin with the text, and short ones with their value attached.
std::vector<LevelParser::Match> LevelParser::abbreviations(const QString &text) const
{
    std::vector<Match> matches;
    const bool isLong = text.startsWith(u"--");
    const qsizetype equals = isLong ? text.indexOf(u'=') : -1;
    const QString prefix = equals > 0 ? text.left(equals) : text;
    const std::optional<QString> value =
        equals > 0 ? std::optional(text.mid(equals + 1)) : std::nullopt;
    for (const OptionSpec *option : m_options) {
        for (const QString &flag : option->flags) {
            if (!isLong && flag == text.left(2))
                matches.push_back({ option, flag, text.mid(2) });
            else if (flag.startsWith(prefix) && (option->canBeAbbreviated || flag == prefix))
                matches.push_back({ option, flag, value });
        }
    }
    return matches;
}

QStringList LevelParser::parse(const QStringList &texts)
{
    const std::vector<Argument> arguments = classify(texts);
    const auto count = static_cast<qsizetype>(arguments.size());
    qsizetype index = 0;
    while (index < count) {
        const Argument &argument = arguments[static_cast<size_t>(index)];
        if (argument.isOption) {
            index = consumeOption(arguments, index);
            continue;
        }
        const qsizetype after = m_command != nullptr ? consumePositionals(arguments, index)
                                                     : consumeCommand(arguments, index);
        if (after == index) {
            m_extras.append(argument.text);
            ++index;
        } else {
            index = after;
        }
    }
    if (m_command != nullptr && !m_command->positionals.empty() && !m_hasPositionals
        && m_command->positionals.front().count != PositionalSpec::Count::ZeroOrOne
        && !m_result.has(m_command->positionals.front().optionalWith))
        fail(u"the following arguments are required: "_s + m_command->positionals.front().name);
    return m_extras;
}

qsizetype LevelParser::consumeOption(const std::vector<Argument> &arguments, qsizetype index)
{
    const Argument &argument = arguments[static_cast<size_t>(index)];
    const OptionSpec *option = argument.option;
    if (option == nullptr) {
        m_extras.append(argument.text);
        return index + 1;
    }
    QString flag = argument.flag;
    std::optional<QString> value = argument.explicitValue;
    while (value && !option->takesValue() && !option->hasOptionalValue) {
        // "-vi" is "-v -i"; "--verbose=x" and "-vx" are errors.
        const OptionSpec *next =
            flag.startsWith(u"--") || value->isEmpty() ? nullptr : find(u'-' + value->left(1));
        if (next == nullptr)
            failFor(*option, u"ignored explicit argument "_s + quoted(*value));
        apply(*option, {});
        option = next;
        flag = u'-' + value->left(1);
        value = value->size() > 1 ? std::optional(value->mid(1)) : std::nullopt;
    }
    if (value || !option->takesValue()) {
        apply(*option, value.value_or(QString()));
        return index + 1;
    }
    const auto next = static_cast<size_t>(index) + 1;
    if (next >= arguments.size() || arguments[next].isOption || arguments[next].isSeparator)
        failFor(*option, u"expected one argument"_s);
    apply(*option, arguments[next].text);
    return index + 2;
}

QString LevelParser::badChoice(const QString &value, const QStringList &choices)
{
    QStringList shown;
    for (const QString &choice : choices)
        shown.append(quoted(choice));
    return u"invalid choice: "_s + quoted(value) + u" (choose from "_s + shown.join(u", "_s) + u')';
}

void LevelParser::apply(const OptionSpec &option, const QString &value)
{
    if (!option.choices.isEmpty() && !option.choices.contains(value))
        failFor(option, badChoice(value, option.choices));
    switch (option.action) {
    case OptionSpec::Action::Store:
    case OptionSpec::Action::SetTrue:
        m_result.set(option.name(), value);
        break;
    case OptionSpec::Action::Append:
        m_result.append(option.name(), value);
        break;
    case OptionSpec::Action::Help:
        throw Stop { { helpText(m_program, m_command, helpWidth()), 0 } };
    case OptionSpec::Action::Version:
        throw Stop { { m_program.name + u' ' + m_program.version + u'\n', 0 } };
    }
}

qsizetype LevelParser::consumePositionals(const std::vector<Argument> &arguments, qsizetype index)
{
    if (m_command->positionals.empty() || m_hasPositionals) {
        // A separator belongs to the positional before it.
        return arguments[static_cast<size_t>(index)].isSeparator && m_hasPositionals ? index + 1
                                                                                     : index;
    }
    const PositionalSpec &spec = m_command->positionals.front();
    QStringList values;
    qsizetype next = index;
    while (next < static_cast<qsizetype>(arguments.size())
           && !arguments[static_cast<size_t>(next)].isOption) {
        const Argument &argument = arguments[static_cast<size_t>(next)];
        if (!argument.isSeparator) {
            if (spec.count != PositionalSpec::Count::OneOrMore && !values.isEmpty())
                break;
            values.append(argument.text);
        }
        ++next;
    }
    if (values.isEmpty())
        return index + 1; // a lone separator
    for (const QString &value : std::as_const(values)) {
        if (!spec.choices.isEmpty() && !spec.choices.contains(value))
            fail(u"argument "_s + spec.name + u": "_s + badChoice(value, spec.choices));
        m_result.append(spec.name, value);
    }
    m_hasPositionals = true;
    return next;
}

/// The first argument without a dash is the command; the rest is the command's.
qsizetype LevelParser::consumeCommand(const std::vector<Argument> &arguments, qsizetype index)
{
    const QString name = arguments[static_cast<size_t>(index)].text;
    const auto command = std::find_if(m_program.commands.begin(), m_program.commands.end(),
                                      [&](const CommandSpec &spec) { return spec.name == name; });
    if (command == m_program.commands.end()) {
        QStringList names;
        for (const CommandSpec &spec : m_program.commands)
            names.append(spec.name);
        fail(u"argument {%1}: "_s.arg(names.join(u',')) + badChoice(name, names));
    }
    m_result.command = name;
    QStringList rest;
    for (auto next = static_cast<size_t>(index) + 1; next < arguments.size(); ++next)
        rest.append(arguments[next].text);
    m_extras += LevelParser(m_program, &*command, m_result).parse(rest);
    return static_cast<qsizetype>(arguments.size());
}

} // namespace

std::variant<Arguments, ArgumentMessage> parseArguments(const ProgramSpec &program,
                                                        const QStringList &arguments)
{
    try {
        Arguments result;
        LevelParser parser(program, nullptr, result);
        const QStringList extras = parser.parse(arguments);
        if (!extras.isEmpty())
            parser.fail(u"unrecognized arguments: "_s + extras.join(u' '));
        if (result.command.isEmpty())
            parser.fail(u"too few arguments"_s);
        return result;
    } catch (const Stop &stop) {
        return stop.message;
    }
}

} // namespace limbeck::cli
