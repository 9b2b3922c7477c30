// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/containers.h"

#include <QVarLengthArray>

#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace limbeck::lang {

struct KeywordArgument
{
    Ref<Str> name; ///< interned
    Value value;
};

/// The arguments of one call as they were written. Borrowed: valid during the call.
class Arguments
{
public:
    Arguments() = default;

    Arguments(std::span<const Value> positional, std::span<const KeywordArgument> keywords = {})
        : m_positional(positional)
        , m_keywords(keywords)
    {
    }

    /// For calls from C++: `interpreter.call(function, Arguments {a, b})`.
    Arguments(std::initializer_list<Value> positional)
        : m_positional(positional.begin(), positional.size())
    {
    }

    [[nodiscard]] std::span<const Value> positional() const { return m_positional; }

    [[nodiscard]] std::span<const KeywordArgument> keywords() const { return m_keywords; }

    /// Without the first positional argument.
    [[nodiscard]] Arguments withoutFirst() const { return { m_positional.subspan(1), m_keywords }; }

private:
    std::span<const Value> m_positional;
    std::span<const KeywordArgument> m_keywords;
};

/// What a native function takes, written as Python writes it:
///
///     Signature("create_index(index_name, table_name, columns, *, schema=None, unique=False,
///     where=?, **kw)")
///
/// Defaults are None, True, False, an int, a 'text', or `?`: then the argument is absent when it is
/// not given. `/`, `*`,
/// `*args` and `**kw` mean what they mean in Python.
class Signature
{
public:
    explicit Signature(std::string_view text);

    [[nodiscard]] const QString &name() const { return m_name; }

    [[nodiscard]] qsizetype count() const { return static_cast<qsizetype>(m_parameters.size()); }

    /// Index of a parameter, `args` and `kw` included; -1 if there is none.
    [[nodiscard]] int indexOf(std::string_view parameter) const;
    [[nodiscard]] QStringList parameterNames() const;

    struct Parameter
    {
        enum class Kind : quint8 {
            PositionalOnly,
            Normal,
            VarPositional,
            KeywordOnly,
            VarKeywords
        };

        std::string name;
        Kind kind = Kind::Normal;
        bool required = true;
        QString textDefault; ///< of a 'text' default, when defaultValue is NotImplemented
        Value defaultValue = Value::absent();
    };

    [[nodiscard]] const std::vector<Parameter> &parameters() const { return m_parameters; }

    [[nodiscard]] int positionalCount() const { return m_positionalCount; }

    [[nodiscard]] int varPositional() const { return m_varPositional; }

    [[nodiscard]] int varKeywords() const { return m_varKeywords; }

private:
    QString m_name;
    std::vector<Parameter> m_parameters;
    int m_positionalCount = 0;
    int m_varPositional = -1;
    int m_varKeywords = -1;
};

/// The arguments of a call after they were matched to a Signature: one value for each parameter.
///
/// `*args` is a tuple, `**kw` a dict. Missing, unknown and surplus arguments throw TypeError as
/// CPython words it, before the native code runs.
class Args
{
public:
    Args(Interpreter &interpreter, const Signature &signature, const Arguments &arguments);

    [[nodiscard]] Interpreter &interpreter() const { return m_interpreter; }

    /// By position in the signature (the fast way).
    [[nodiscard]] const Value &operator[](int index) const { return m_values[index]; }

    /// By name; asserts that the signature has it.
    [[nodiscard]] const Value &operator[](std::string_view name) const;

    [[nodiscard]] const Value &operator[](const char *name) const
    {
        return (*this)[std::string_view(name)];
    }

    /// Whether the argument was given or has a default other than `?`.
    [[nodiscard]] bool has(std::string_view name) const { return !(*this)[name].isAbsent(); }

    // Checked readers. Wrong types throw TypeError: "f() argument 'x' must be str, not int".
    [[nodiscard]] QString text(std::string_view name) const; ///< a str
    [[nodiscard]] std::optional<QString>
    optionalText(std::string_view name) const; ///< a str, or None/absent
    [[nodiscard]] qint64 integer(std::string_view name) const; ///< int or bool (or __index__)
    [[nodiscard]] double number(std::string_view name) const; ///< float or int
    [[nodiscard]] bool truth(std::string_view name) const; ///< truth of anything
    /// Items of any iterable; a str is refused when @p refuseText, as it is nearly always a
    /// forgotten bracket.
    [[nodiscard]] ValueVector sequence(std::string_view name, bool refuseText = true) const;

    /// The native object behind the argument.
    template <typename T>
    [[nodiscard]] T &object(std::string_view name) const
    {
        if (T *found = (*this)[name].template as<T>())
            return *found;
        throwWrongType(name, T::typeName);
    }

    /// Of `*args` and `**kw`.
    [[nodiscard]] const ValueVector &varPositional() const;
    [[nodiscard]] Dict &varKeywords() const;

    /// Throws the TypeError for argument @p name: "… must be @p expected, not …".
    [[noreturn]] void throwWrongType(std::string_view name, const char *expected) const;

    [[nodiscard]] const Signature &signature() const { return m_signature; }

private:
    void takeKeywords(const Arguments &arguments);
    void fillDefaults(const Arguments &arguments);

    Interpreter &m_interpreter;
    const Signature &m_signature;
    QVarLengthArray<Value, 10> m_values;
};

/// Throws TypeError "f() missing 2 required positional arguments: 'a' and 'b'".
[[noreturn]] void throwMissingArguments(const QString &function, const QStringList &names,
                                        bool keywordOnly);
/// Throws TypeError "f() got an unexpected keyword argument 'x'", with the nearest of @p known as
/// hint.
[[noreturn]] void throwUnexpectedKeyword(const QString &function, const QString &keyword,
                                         const QStringList &known);

} // namespace limbeck::lang
