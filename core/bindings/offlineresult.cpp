// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/resultobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

void OfflineResult::stop(Interpreter &interpreter) const
{
    stopDataDependent(
        interpreter, *session,
        u"The script needs %1 of the database, which offline mode does not have."_s.arg(what));
}

Value OfflineResult::attribute(Interpreter &interpreter, Str *name)
{
    if (name->text().startsWith(u"__"))
        return Value::absent(); // how Python looks an object over
    stop(interpreter);
}

bool OfflineResult::setAttribute(Interpreter &interpreter, Str *, const Value &)
{
    stop(interpreter);
}

Value OfflineResult::call(Interpreter &interpreter, const Arguments &)
{
    stop(interpreter);
}

QString OfflineResult::str(Interpreter &interpreter)
{
    stop(interpreter);
}

bool OfflineResult::truth(Interpreter &interpreter)
{
    stop(interpreter);
}

qint64 OfflineResult::hash(Interpreter &interpreter)
{
    stop(interpreter);
}

Value OfflineResult::compare(Interpreter &interpreter, Comparison, const Value &)
{
    stop(interpreter);
}

Value OfflineResult::binary(Interpreter &interpreter, BinaryOperator, const Value &, bool)
{
    stop(interpreter);
}

std::optional<qint64> OfflineResult::length(Interpreter &interpreter)
{
    stop(interpreter);
}

Value OfflineResult::getItem(Interpreter &interpreter, const Value &)
{
    stop(interpreter);
}

std::optional<bool> OfflineResult::contains(Interpreter &interpreter, const Value &)
{
    stop(interpreter);
}

Value OfflineResult::iterate(Interpreter &interpreter)
{
    stop(interpreter);
}

void OfflineResult::clearReferences()
{
    session.reset();
    Object::clearReferences();
}

Value makeOfflineResult(Interpreter &interpreter, const HostSessionPtr &session,
                        const QString &what)
{
    interpreter.import(u"sqlalchemy.engine._native"_s);
    const auto result = interpreter.create<OfflineResult>();
    result->session = session;
    result->what = what;
    return result;
}

} // namespace limbeck::bindings
