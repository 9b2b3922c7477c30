// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/object.h"

#include <QByteArray>

namespace limbeck::lang {

/// Python's str: immutable, indexed by code points.
class Str : public Object
{
public:
    Str(Type *type, QString text);
    ~Str() override;

    [[nodiscard]] const QString &text() const { return m_text; }

    /// Length in code points.
    [[nodiscard]] qsizetype size() const { return m_size; }

    /// Whether code points outside the BMP make positions in text() differ from indexes.
    [[nodiscard]] bool hasSurrogates() const { return m_size != m_text.size(); }

    /// The position in text() of code point @p index (0 … size()).
    [[nodiscard]] qsizetype position(qsizetype index) const;
    /// The index of the code point that starts at @p position of text().
    [[nodiscard]] qsizetype indexAt(qsizetype position) const;
    /// Code points [from, to).
    [[nodiscard]] QString slice(qsizetype from, qsizetype to) const;

    [[nodiscard]] qint64 cachedHash() const
    {
        if (!m_hashed)
            computeHash();
        return m_hash;
    }

    /// Interned: equal names are the same object (Interpreter::intern()).
    [[nodiscard]] bool isInterned() const { return m_interned; }

    QString repr(Interpreter &interpreter) override;
    QString str(Interpreter &interpreter) override;
    QString format(Interpreter &interpreter, const QString &spec) override;
    bool truth(Interpreter &interpreter) override;
    qint64 hash(Interpreter &interpreter) override;
    Value compare(Interpreter &interpreter, Comparison comparison, const Value &other) override;
    Value binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                 bool reflected) override;
    std::optional<qint64> length(Interpreter &interpreter) override;
    Value getItem(Interpreter &interpreter, const Value &key) override;
    std::optional<bool> contains(Interpreter &interpreter, const Value &item) override;
    Value iterate(Interpreter &interpreter) override;

private:
    friend class Interpreter;

    void computeHash() const;

    QString m_text;
    qsizetype m_size;
    mutable qint64 m_hash = 0;
    mutable bool m_hashed = false;
    bool m_interned = false;
};

/// Python's bytes (and bytearray, when its type says so).
class Bytes : public Object
{
public:
    Bytes(Type *type, QByteArray data);

    [[nodiscard]] const QByteArray &data() const { return m_data; }

    [[nodiscard]] QByteArray &mutableData() { return m_data; }

    QString repr(Interpreter &interpreter) override;
    bool truth(Interpreter &interpreter) override;
    qint64 hash(Interpreter &interpreter) override;
    Value compare(Interpreter &interpreter, Comparison comparison, const Value &other) override;
    Value binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                 bool reflected) override;
    std::optional<qint64> length(Interpreter &interpreter) override;
    Value getItem(Interpreter &interpreter, const Value &key) override;
    void setItem(Interpreter &interpreter, const Value &key, const Value &value) override;
    void delItem(Interpreter &interpreter, const Value &key) override;
    Value inPlace(Interpreter &interpreter, BinaryOperator op, const Value &other) override;
    std::optional<bool> contains(Interpreter &interpreter, const Value &item) override;
    Value iterate(Interpreter &interpreter) override;

private:
    void setSlice(Interpreter &interpreter, const Value &slice, const Value &value);

    QByteArray m_data;
};

/// A new str; the values of equal texts are equal, not identical.
[[nodiscard]] Value makeStr(const QString &text);
[[nodiscard]] Value makeBytes(const QByteArray &data);
/// The text of a str, or an empty QString (check isStr() first).
[[nodiscard]] const QString &textOf(const Value &value);
/// The text as Python's repr() writes it: choice of quotes, escapes.
[[nodiscard]] QString quoted(const QString &text);

} // namespace limbeck::lang
