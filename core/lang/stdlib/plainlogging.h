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

    /// Writes a line of the logger and level of these names where it belongs, perhaps nowhere.
    /// False, with nothing done, if that is for the module to do.
    [[nodiscard]] bool write(Interpreter &interpreter, const QString &logger, const QString &level,
                             const QString &text);

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

    /// What a format puts around the message for one logger and level: the same for all lines.
    struct Frame
    {
        QString format;
        QString logger;
        QString levelName;
        qint64 level = -1;
        QString before, after;
    };

    class Line;

    [[nodiscard]] bool isAsMade(Interpreter &interpreter);
    [[nodiscard]] Value loggerNamed(Interpreter &interpreter, const QString &name) const;
    [[nodiscard]] std::optional<qint64> levelNamed(Interpreter &interpreter,
                                                   const QString &name) const;

    Ref<Dict> m_globals;
    Names m_names;
    Classes m_classes;
    std::vector<Method> m_methods;
    quint64 m_asMadeAt = 0; ///< the version of all classes at which m_methods were last found so
    Frame m_frame; ///< the last one
};

/// Writes a line with the PlainLogging of the module `logging`. False, with nothing done, if that
/// is not imported, or if the line is for its own code to write.
[[nodiscard]] bool writePlainLog(Interpreter &interpreter, const QString &logger,
                                 const QString &level, const QString &text);

void definePlainLogging(ModuleBuilder &module);

} // namespace limbeck::lang
