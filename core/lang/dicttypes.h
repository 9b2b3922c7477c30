// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/sequence.h"

namespace limbeck::lang {

/// dict.keys(), values() and items().
class DictView : public Object
{
public:
    DictView(Type *type, Value dict, TableIterator::What what);

    QString repr(Interpreter &interpreter) override;
    qint64 hash(Interpreter &interpreter) override;
    Value compare(Interpreter &interpreter, Comparison comparison, const Value &other) override;
    Value binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                 bool reflected) override;
    std::optional<qint64> length(Interpreter &interpreter) override;
    std::optional<bool> contains(Interpreter &interpreter, const Value &item) override;
    Value iterate(Interpreter &interpreter) override;
    void clearReferences() override;

    [[nodiscard]] const Value &dict() const { return m_dict; }

    [[nodiscard]] TableIterator::What what() const { return m_what; }

private:
    Value m_dict;
    TableIterator::What m_what;
};

} // namespace limbeck::lang
