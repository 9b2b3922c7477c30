// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/native.h"

#include <optional>

namespace limbeck::lang {

/// Writes what the host logs through the loggers, handlers and formatters of the script language's
/// `logging` without making a record and running their code, as long as all of them are the
/// module's own, as nearly every alembic.ini has them. A run logs two lines for each revision.
///
/// What a script has derived, replaced or filtered is left to the module itself.
class PlainLogging : public Object
{
public:
    static constexpr const char *typeName = "PlainLogging";

    explicit PlainLogging(Type *type)
        : Object(type)
    {
    }

    /// Remembers how the classes of the module with the namespace @p globals are made.
    void watch(Interpreter &interpreter, const Ref<Dict> &globals);

    /// Writes a line where it belongs, perhaps nowhere. False, with nothing done, if that is for
    /// the module to do.
    [[nodiscard]] bool write(Interpreter &interpreter, const Value &logger, qint64 level,
                             const Value &text);

    void clearReferences() override;

private:
    /// A method as the module has it.
    struct Method
    {
        Ref<Type> type;
        Ref<Str> name;
        Value function;
    };

    struct Names
    {
        Ref<Str> disable, disabled, defaults, filters, format, formatter, handlers, level, manager,
            name, parent, propagate, stream, style;
    };

    struct Classes
    {
        Ref<Type> logger, rootLogger, nullHandler, streamHandler, lastResort, formatter, style;
    };

    class Line;

    [[nodiscard]] bool isAsMade(Interpreter &interpreter) const;

    Ref<Dict> m_globals;
    Names m_names;
    Classes m_classes;
    std::vector<Method> m_methods;
};

void definePlainLogging(ModuleBuilder &module);

} // namespace limbeck::lang
