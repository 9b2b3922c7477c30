// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/valueshash.h"

#include <bit>

namespace limbeck::database {

namespace {

/// FNV-1a with 64 bits.
class Hash
{
public:
    explicit Hash(quint64 seed)
        : m_value(seed)
    {
    }

    void bytes(const void *data, size_t size)
    {
        const auto *byte = static_cast<const unsigned char *>(data);
        for (size_t i = 0; i < size; ++i)
            m_value = (m_value ^ byte[i]) * 0x100000001b3ULL;
    }

    void number(quint64 value) { bytes(&value, sizeof value); }

    void text(const QString &value)
    {
        number(static_cast<quint64>(value.size()));
        bytes(value.constData(), static_cast<size_t>(value.size()) * sizeof(QChar));
    }

    [[nodiscard]] quint64 value() const { return m_value; }

    // --- the values of a Literal
    void operator()(schema::Null) { }

    void operator()(bool value) { number(value ? 1 : 0); }

    void operator()(qint64 value) { number(static_cast<quint64>(value)); }

    void operator()(double value) { number(std::bit_cast<quint64>(value)); }

    void operator()(const QString &value) { text(value); }

    void operator()(const QByteArray &value)
    {
        bytes(value.constData(), static_cast<size_t>(value.size()));
    }

    void operator()(const schema::Date &value)
    {
        number(static_cast<quint64>(value.year * 372 + value.month * 31 + value.day));
    }

    void operator()(const schema::Time &value)
    {
        number(static_cast<quint64>((value.hour * 60 + value.minute) * 60 + value.second));
        number(static_cast<quint64>(value.microsecond));
        number(static_cast<quint64>(value.utcOffsetSeconds.value_or(-1)));
    }

    void operator()(const schema::DateTime &value)
    {
        (*this)(value.date);
        (*this)(value.time);
    }

    void operator()(const schema::Interval &value)
    {
        number(static_cast<quint64>(value.days));
        number(static_cast<quint64>(value.seconds));
        number(static_cast<quint64>(value.microseconds));
    }

    void operator()(const schema::Decimal &value) { text(value.text); }

    void operator()(const schema::Uuid &value) { text(value.text); }

    void operator()(const schema::Json &value) { text(value.text); }

    void operator()(const std::shared_ptr<const schema::LiteralList> &list)
    {
        for (const schema::Literal &item : list->items)
            literal(item);
    }

    void literal(const schema::Literal &value)
    {
        number(value.value.index());
        std::visit([this](const auto &v) { (*this)(v); }, value.value);
    }

private:
    quint64 m_value;
};

constexpr quint64 start = 0xcbf29ce484222325ULL;

} // namespace

quint64 addToHash(quint64 seed, const schema::Literal &value)
{
    Hash hash(seed);
    hash.literal(value);
    return hash.value();
}

quint64 valuesHash(const std::vector<dialect::Parameter> &parameters)
{
    quint64 hash = start;
    for (const dialect::Parameter &parameter : parameters)
        hash = addToHash(hash, parameter.value);
    return hash;
}

} // namespace limbeck::database
