// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/arguments.h"

#include "core/base/nearest.h"
#include "core/lang/interpreter.h"
#include "core/lang/number.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

void setDefault(Signature::Parameter &parameter, std::string_view text)
{
    parameter.required = false;
    if (text == "?")
        parameter.defaultValue = Value::absent();
    else if (text == "None")
        parameter.defaultValue = Value();
    else if (text == "True" || text == "False")
        parameter.defaultValue = Value(text == "True");
    else if (text.front() == '\'') {
        parameter.textDefault =
            QString::fromUtf8(text.data() + 1, static_cast<qsizetype>(text.size()) - 2);
        parameter.defaultValue = Value::notImplemented();
    } else {
        const QByteArray number(text.data(), static_cast<qsizetype>(text.size()));
        parameter.defaultValue =
            number.contains('.') ? Value(number.toDouble()) : Value(number.toLongLong());
    }
}

/// Whether a parameter has the name of a keyword.
bool isNamed(const std::string &parameter, const QString &keyword)
{
    return parameter.size() == static_cast<size_t>(keyword.size())
        && std::equal(parameter.begin(), parameter.end(), keyword.utf16(),
                      [](char a, ushort b) { return static_cast<uchar>(a) == b; });
}

QString quotedNames(const QStringList &names)
{
    QStringList texts;
    for (const QString &name : names)
        texts.append(u'\'' + name + u'\'');
    if (texts.size() == 1)
        return texts.constFirst();
    if (texts.size() == 2)
        return texts.join(u" and "_s);
    return texts.mid(0, texts.size() - 1).join(u", "_s) + u", and "_s + texts.constLast();
}

} // namespace

void throwMissingArguments(const QString &function, const QStringList &names, bool keywordOnly)
{
    throwTypeError(u"%1() missing %2 required %3 argument%4: %5"_s.arg(function)
                       .arg(names.size())
                       .arg(keywordOnly ? u"keyword-only"_s : u"positional"_s,
                            names.size() == 1 ? QString() : u"s"_s, quotedNames(names)));
}

void throwUnexpectedKeyword(const QString &function, const QString &keyword,
                            const QStringList &known)
{
    throwTypeError(u"%1() got an unexpected keyword argument '%2'"_s.arg(function, keyword),
                   didYouMean(keyword, known));
}

Signature::Signature(std::string_view text)
{
    const size_t open = text.find('(');
    m_name = QString::fromUtf8(text.data(), static_cast<qsizetype>(open));
    std::string_view rest = text.substr(open + 1);
    rest = rest.substr(0, rest.rfind(')'));
    if (!rest.empty())
        m_parameters.reserve(1 + static_cast<size_t>(std::count(rest.begin(), rest.end(), ',')));
    bool keywordOnly = false;
    while (!trimmed(rest).empty()) {
        // A default text may hold a comma.
        size_t comma = 0;
        for (bool inText = false; comma < rest.size() && (inText || rest[comma] != ','); ++comma)
            inText = inText != (rest[comma] == '\'');
        std::string_view part = trimmed(rest.substr(0, comma));
        rest = comma < rest.size() ? rest.substr(comma + 1) : std::string_view();
        if (part == "/") {
            for (Parameter &parameter : m_parameters)
                parameter.kind = Parameter::Kind::PositionalOnly;
            continue;
        }
        if (part == "*") {
            keywordOnly = true;
            continue;
        }
        Parameter &parameter = m_parameters.emplace_back();
        if (part.starts_with("**")) {
            parameter.kind = Parameter::Kind::VarKeywords;
            m_varKeywords = static_cast<int>(m_parameters.size()) - 1;
            part.remove_prefix(2);
        } else if (part.starts_with("*")) {
            parameter.kind = Parameter::Kind::VarPositional;
            m_varPositional = static_cast<int>(m_parameters.size()) - 1;
            keywordOnly = true;
            part.remove_prefix(1);
        } else if (keywordOnly) {
            parameter.kind = Parameter::Kind::KeywordOnly;
        } else {
            ++m_positionalCount;
        }
        const size_t equals = part.find('=');
        parameter.name = std::string(trimmed(part.substr(0, equals)));
        if (equals != std::string_view::npos)
            setDefault(parameter, trimmed(part.substr(equals + 1)));
    }
}

int Signature::indexOf(std::string_view parameter) const
{
    for (size_t i = 0; i < m_parameters.size(); ++i) {
        // The lengths differ mostly, and then the last letters.
        const std::string &name = m_parameters[i].name;
        if (name.size() == parameter.size() && (name.empty() || name.back() == parameter.back())
            && name == parameter)
            return static_cast<int>(i);
    }
    return -1;
}

QStringList Signature::parameterNames() const
{
    QStringList names;
    for (const Parameter &parameter : m_parameters) {
        if (parameter.kind != Parameter::Kind::VarPositional
            && parameter.kind != Parameter::Kind::VarKeywords)
            names.append(QString::fromStdString(parameter.name));
    }
    return names;
}

Args::Args(Interpreter &interpreter, const Signature &signature, const Arguments &arguments)
    : m_interpreter(interpreter)
    , m_signature(signature)
    , m_values(signature.count(), Value::absent())
{
    const std::span<const Value> positional = arguments.positional();
    const auto fixed = static_cast<size_t>(signature.positionalCount());
    for (size_t i = 0; i < std::min(fixed, positional.size()); ++i)
        m_values[static_cast<qsizetype>(i)] = positional[i];
    if (signature.varPositional() >= 0) {
        ValueVector more;
        if (positional.size() > fixed)
            more.assign(positional.begin() + static_cast<ptrdiff_t>(fixed), positional.end());
        m_values[signature.varPositional()] = makeTuple(std::move(more));
    }
    if (signature.varKeywords() >= 0)
        m_values[signature.varKeywords()] = makeDict();
    if (!arguments.keywords().empty())
        takeKeywords(arguments);
    fillDefaults(arguments);
}

void Args::takeKeywords(const Arguments &arguments)
{
    using ParameterKind = Signature::Parameter::Kind;
    for (const KeywordArgument &keyword : arguments.keywords()) {
        const QString &name = keyword.name->text();
        const auto &parameters = m_signature.parameters();
        const auto found =
            std::find_if(parameters.begin(), parameters.end(),
                         [&name](const auto &parameter) { return isNamed(parameter.name, name); });
        const qsizetype index = found - parameters.begin();
        const ParameterKind kind =
            found == parameters.end() ? ParameterKind::VarKeywords : found->kind;
        if (kind == ParameterKind::Normal || kind == ParameterKind::KeywordOnly) {
            if (!m_values[index].isAbsent())
                throwTypeError(u"%1() got multiple values for argument '%2'"_s.arg(
                    m_signature.name(), keyword.name->text()));
            m_values[index] = keyword.value;
        } else if (m_signature.varKeywords() >= 0) {
            static_cast<Dict *>(m_values[m_signature.varKeywords()].object())
                ->set(keyword.name.get(), keyword.value);
        } else if (m_signature.count() == 0) {
            throwTypeError(u"%1() takes no keyword arguments"_s.arg(m_signature.name()));
        } else {
            throwUnexpectedKeyword(m_signature.name(), keyword.name->text(),
                                   m_signature.parameterNames());
        }
    }
}

void Args::fillDefaults(const Arguments &arguments)
{
    using ParameterKind = Signature::Parameter::Kind;
    const auto given = static_cast<qsizetype>(arguments.positional().size());
    if (given > m_signature.positionalCount() && m_signature.varPositional() < 0) {
        qsizetype needed = 0;
        for (const Signature::Parameter &parameter : m_signature.parameters())
            needed += parameter.required && parameter.kind <= ParameterKind::Normal ? 1 : 0;
        const qsizetype most = m_signature.positionalCount();
        const QString takes =
            needed == most ? QString::number(most) : u"from %1 to %2"_s.arg(needed).arg(most);
        throwTypeError(
            u"%1() takes %2 positional argument%3 but %4 %5 given"_s.arg(m_signature.name(), takes)
                .arg(most == 1 && needed == most ? QString() : u"s"_s)
                .arg(given)
                .arg(given == 1 ? u"was"_s : u"were"_s));
    }
    QStringList missing;
    QStringList missingKeywords;
    for (qsizetype i = 0; i < m_values.size(); ++i) {
        if (!m_values[i].isAbsent())
            continue;
        const Signature::Parameter &parameter = m_signature.parameters()[static_cast<size_t>(i)];
        if (parameter.kind == ParameterKind::VarPositional
            || parameter.kind == ParameterKind::VarKeywords)
            continue;
        if (!parameter.required)
            m_values[i] = parameter.defaultValue.isNotImplemented()
                ? Value(m_interpreter.intern(parameter.textDefault))
                : parameter.defaultValue;
        else if (parameter.kind == ParameterKind::KeywordOnly)
            missingKeywords.append(QString::fromStdString(parameter.name));
        else
            missing.append(QString::fromStdString(parameter.name));
    }
    if (!missing.isEmpty())
        throwMissingArguments(m_signature.name(), missing, false);
    if (!missingKeywords.isEmpty())
        throwMissingArguments(m_signature.name(), missingKeywords, true);
}

const Value &Args::operator[](std::string_view name) const
{
    const int index = m_signature.indexOf(name);
    Q_ASSERT_X(index >= 0, "Args", std::string(name).c_str());
    return m_values[index];
}

void Args::throwWrongType(std::string_view name, const char *expected) const
{
    throwTypeError(u"%1() argument '%2' must be %3, not %4"_s.arg(
        m_signature.name(), QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())),
        QLatin1StringView(expected).toString(), m_interpreter.typeName((*this)[name])));
}

QString Args::text(std::string_view name) const
{
    const Value &value = (*this)[name];
    if (value.isOpaque())
        m_interpreter.requireKnown(value);
    if (!value.isStr())
        throwWrongType(name, "str");
    return textOf(value);
}

std::optional<QString> Args::optionalText(std::string_view name) const
{
    const Value &value = (*this)[name];
    if (value.isNone() || value.isAbsent())
        return std::nullopt;
    return text(name);
}

qint64 Args::integer(std::string_view name) const
{
    const Value &value = (*this)[name];
    return value.isSmallInt() ? value.integer() : m_interpreter.toIndex(value);
}

double Args::number(std::string_view name) const
{
    return m_interpreter.toDouble((*this)[name]);
}

bool Args::truth(std::string_view name) const
{
    return m_interpreter.truth((*this)[name]);
}

ValueVector Args::sequence(std::string_view name, bool refuseText) const
{
    const Value &value = (*this)[name];
    if (refuseText && value.isStr())
        throwWrongType(name, "a sequence");
    return m_interpreter.toVector(value);
}

const ValueVector &Args::varPositional() const
{
    return static_cast<Tuple *>(m_values[m_signature.varPositional()].object())->items();
}

Dict &Args::varKeywords() const
{
    return *static_cast<Dict *>(m_values[m_signature.varKeywords()].object());
}

} // namespace limbeck::lang
