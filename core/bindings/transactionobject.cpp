// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/transactionobject.h"

#include "core/bindings/operationconversion.h"
#include "core/bindings/valuetools.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

void send(Interpreter &in, ConnectionObject &connection, const QString &sql)
{
    ops::ExecuteSql action;
    action.statement = sql;
    (void)connection.execute(in, { action, callerSpan(in) });
}

TransactionObject &selfOf(Args &a)
{
    return a.object<TransactionObject>("self");
}

Ref<TransactionObject> transactionOn(Interpreter &in, const Value &connection)
{
    const auto transaction = in.create<TransactionObject>();
    transaction->connection = Ref<ConnectionObject>(connection.as<ConnectionObject>());
    return transaction;
}

} // namespace

void TransactionObject::finish(Interpreter &interpreter, bool commit)
{
    if (!std::exchange(isActive, false) || isInner)
        return;
    if (!savepoint.isEmpty()) {
        send(interpreter, *connection,
             (commit ? u"RELEASE SAVEPOINT "_s : u"ROLLBACK TO SAVEPOINT "_s) + savepoint);
        return;
    }
    dialect::Connection &live = connection->live(interpreter, u"a transaction"_s);
    if (live.inTransaction())
        hostValue(interpreter, commit ? live.commit() : live.rollback());
}

Value TransactionObject::enter(Interpreter &)
{
    // `with engine.begin() as connection` takes the connection, `with connection.begin() as t` the
    // transaction; engine.begin() wraps it itself.
    return Value(Ref<Object>(this));
}

bool TransactionObject::exit(Interpreter &interpreter, const Value &exception)
{
    finish(interpreter, !isGiven(exception));
    return false;
}

void TransactionObject::clearReferences()
{
    connection = nullptr;
    Object::clearReferences();
}

void defineTransactionObjects(ModuleBuilder &module)
{
    TypeBuilder type = module.define<TransactionObject>("Transaction");
    type.slots("__enter__ __exit__");
    type.method("commit(self)", [](Args &a) -> Value {
        selfOf(a).finish(a.interpreter(), true);
        return {};
    });
    type.method("rollback(self)", [](Args &a) -> Value {
        selfOf(a).finish(a.interpreter(), false);
        return {};
    });
    type.method("close(self)", [](Args &a) -> Value {
        selfOf(a).finish(a.interpreter(), false);
        return {};
    });
    type.property("is_active",
                  [](Interpreter &, TransactionObject &self) -> Value { return self.isActive; });
    type.property("connection", [](Interpreter &, TransactionObject &self) -> Value {
        return Value(self.connection);
    });
    module.alias("RootTransaction", "Transaction");
    module.alias("NestedTransaction", "Transaction");
}

Value beginOn(Interpreter &interpreter, const Value &connection)
{
    const auto transaction = transactionOn(interpreter, connection);
    dialect::Connection &live = transaction->connection->live(interpreter, u"begin()"_s);
    // Who begins after SQLAlchemy's implicit beginning owns that transaction.
    if (live.inTransaction())
        transaction->isInner = !std::exchange(transaction->connection->beganImplicitly, false);
    else
        hostValue(interpreter, live.begin());
    return transaction;
}

Value beginNestedOn(Interpreter &interpreter, const Value &connection)
{
    const auto transaction = transactionOn(interpreter, connection);
    ConnectionObject &object = *transaction->connection;
    dialect::Connection &live = object.live(interpreter, u"begin_nested()"_s);
    if (!live.inTransaction())
        hostValue(interpreter, live.begin());
    transaction->savepoint = u"sa_savepoint_%1"_s.arg(++object.savepoints);
    send(interpreter, object, u"SAVEPOINT "_s + transaction->savepoint);
    return transaction;
}

void endTransaction(Interpreter &interpreter, ConnectionObject &connection, bool commit)
{
    dialect::Connection &live =
        connection.live(interpreter, commit ? u"commit()"_s : u"rollback()"_s);
    if (!live.inTransaction())
        return;
    hostValue(interpreter, commit ? live.commit() : live.rollback());
    connection.beganImplicitly = false;
    if (!connection.own)
        hostValue(interpreter, live.begin());
}

} // namespace limbeck::bindings
