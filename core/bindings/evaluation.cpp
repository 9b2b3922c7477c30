// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/evaluation.h"

#include "core/bindings/alembicmodules.h"
#include "core/bindings/engineservices.h"
#include "core/bindings/migrationcontextobject.h"
#include "core/bindings/operationconversion.h"
#include "core/bindings/operationsobject.h"
#include "core/bindings/sqlalchemymodule.h"
#include "core/bindings/valuetools.h"
#include "core/lang/code.h"
#include "core/lang/evaluator.h"
#include "core/lang/opaque.h"
#include "core/lang/staticname.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

const QString sessionModule = u"alembic._session"_s;

/// Keeps the session of an interpreter where its modules can be found.
class SessionHolder : public Object
{
public:
    static constexpr const char *typeName = "_Session";

    explicit SessionHolder(Type *type)
        : Object(type)
    {
    }

    HostSessionPtr session;

    void clearReferences() override
    {
        if (session)
            session->clear();
        session.reset();
        Object::clearReferences();
    }
};

/// Asked for at each step of a run.
HostSessionPtr sessionOf(Interpreter &interpreter)
{
    static const StaticName moduleName(sessionModule), holderName(u"session");
    const Interpreter::Activation active(interpreter);
    if (!interpreter.modules().find(moduleName.in(interpreter))
        && !interpreter.importModule(sessionModule))
        return nullptr;
    const Value *const module = interpreter.modules().find(moduleName.in(interpreter));
    const auto *const object = module ? module->as<ModuleObject>() : nullptr;
    const Value *const holder = object ? object->dict().find(holderName.in(interpreter)) : nullptr;
    const auto *const session = holder ? holder->as<SessionHolder>() : nullptr;
    return session ? session->session : nullptr;
}

/// A script's traceback without the lines of Limbeck's own modules.
void hideLibraryFrames(ExceptionObject &exception)
{
    auto &trace = exception.traceback;
    const auto isLibrary = [](const TraceEntry &entry) { return isLibraryFile(entry.span.file); };
    const bool hasOwnLines = !std::all_of(trace.begin(), trace.end(), isLibrary);
    if (hasOwnLines)
        trace.erase(std::remove_if(trace.begin(), trace.end(), isLibrary), trace.end());
}

/// A CommandError that no script catches is told as Alembic's commands tell it: its text alone.
void tellAsCommandError(Interpreter &interpreter, ExceptionObject &exception)
{
    if (exception.original)
        return;
    const Value type =
        interpreter.getAttr(interpreter.import(u"alembic.util.exc"_s), "CommandError");
    if (!exception.type()->isSubclassOf(type.as<Type>()))
        return;
    Error error;
    error.code = ErrorCode::InvalidPlan;
    error.message = exception.str(interpreter);
    if (!exception.traceback.empty())
        error.span = exception.traceback.front().span;
    exception.original = std::make_shared<const Error>(std::move(error));
}

Result<Value> evaluate(Interpreter &interpreter, const std::function<Value()> &code)
{
    return interpreter.guarded([&]() -> Value {
        try {
            return code();
        } catch (const ScriptException &failure) {
            hideLibraryFrames(*failure.object());
            tellAsCommandError(interpreter, *failure.object());
            throw;
        }
    });
}

/// Puts a migration's host in force, and takes it back.
class MigrationScope
{
public:
    MigrationScope(Interpreter &interpreter, HostSessionPtr session, MigrationHost &host)
        : m_interpreter(interpreter)
        , m_session(std::move(session))
        , m_previousHost(std::exchange(m_session->migration, &host))
        , m_previousDialect(sqlAlchemyServices(interpreter).dialect)
        , m_previousPolicy(interpreter.opaquePolicy())
    {
        interpreter.setOpaquePolicy(OpaquePolicy::Effects);
        sqlAlchemyServices(interpreter).dialect = &host.dialect();
        if (m_session->migrationContext.isAbsent()) {
            m_ownContext = true;
            m_session->migrationContext = makeMigrationContext(interpreter, m_session, Value());
        }
        m_previousOperations =
            std::exchange(m_session->operations,
                          makeOperations(interpreter, m_session, m_session->migrationContext));
        m_previousConnection = std::exchange(m_session->connection, Value::absent());
    }

    ~MigrationScope()
    {
        m_session->migration = m_previousHost;
        m_session->operations = m_previousOperations;
        m_session->connection = m_previousConnection;
        if (m_ownContext)
            m_session->migrationContext = Value::absent();
        sqlAlchemyServices(m_interpreter).dialect = m_previousDialect;
        m_interpreter.setOpaquePolicy(m_previousPolicy);
    }

    MigrationScope(const MigrationScope &) = delete;
    MigrationScope &operator=(const MigrationScope &) = delete;

private:
    Interpreter &m_interpreter;
    HostSessionPtr m_session;
    MigrationHost *m_previousHost;
    const dialect::Dialect *m_previousDialect;
    OpaquePolicy m_previousPolicy;
    Value m_previousOperations, m_previousConnection;
    bool m_ownContext = false;
};

/// What a preview passes for a parameter that nobody gives.
Value fillerFor(Interpreter &in, const QString &parameter)
{
    const Value fillers = in.import(u"alembic._preview"_s);
    if (parameter == u"op")
        return in.import(u"alembic.op"_s);
    if (parameter == u"tester")
        return in.getAttr(fillers, "tester");
    if (parameter == u"tables")
        return in.getAttr(fillers, "tables");
    return makeStr(QString());
}

/// Throws what became of a statement as if the script had waited for it.
[[noreturn]] void throwLateFailure(Interpreter &in, const Error &error, const QString &function)
{
    try {
        throwHostFailure(in, error);
    } catch (const ScriptException &raised) {
        raised.object()->traceback = { TraceEntry { error.span, function } };
        throw;
    }
}

/// Runs a migration function, and waits for the answers of all that it has sent ahead: a statement
/// that failed would have ended it before anything else did.
Value runToItsEnd(Interpreter &in, MigrationHost &host, const QString &function,
                  const std::function<Value()> &code)
{
    Value result;
    std::exception_ptr ended;
    try {
        const Evaluator::Outermost outermost(in.evaluator());
        result = code();
    } catch (const ScriptException &) {
        ended = std::current_exception();
    } catch (const Interruption &) {
        ended = std::current_exception();
    }
    std::ignore = host.catchUp(); // its failure is the late one
    if (const auto late = host.takeLateFailure())
        throwLateFailure(in, *late, function);
    if (ended)
        std::rethrow_exception(ended);
    return result;
}

/// The parameters of a function of a script that have neither a value nor a default.
QStringList unfilledParameters(const Value &function, const std::map<QString, Value> &given)
{
    const auto *object = function.as<FunctionObject>();
    QStringList missing;
    if (!object)
        return missing;
    const ast::Parameters &parameters = *object->parameters;
    const auto note = [&](quint32 slot) {
        const QString name = parameters.all[slot].name->text;
        if (!given.contains(name))
            missing.append(name);
    };
    for (quint32 slot = 0; slot + object->defaults.size() < parameters.positional; ++slot)
        note(slot);
    for (quint32 i = 0; i < parameters.keywordOnly; ++i) {
        if (object->keywordDefaults[i].isAbsent())
            note(parameters.positional + i);
    }
    return missing;
}

} // namespace

void registerModules(Interpreter &interpreter)
{
    const auto session = std::make_shared<HostSession>();
    interpreter.addNativeModule(sessionModule, [session](ModuleBuilder &module) {
        module.define<SessionHolder>("_Session");
        const auto holder = module.interpreter().create<SessionHolder>();
        holder->session = session;
        module.value("session", holder);
    });
    registerSqlAlchemy(interpreter, engineServices(session));
    registerAlembic(interpreter, session);
    registerEngineModules(interpreter, session);
    registerPackageShims(interpreter);
}

HostSession *hostSession(Interpreter &interpreter)
{
    return sessionOf(interpreter).get();
}

void setDefaultDialect(Interpreter &interpreter, const dialect::Dialect &dialect)
{
    const Interpreter::Activation active(interpreter);
    sqlAlchemyServices(interpreter).dialect = &dialect;
}

void setDiagnose(Interpreter &interpreter, std::function<void(const Diagnostic &)> diagnose)
{
    const Interpreter::Activation active(interpreter);
    sqlAlchemyServices(interpreter).diagnose = std::move(diagnose);
}

namespace {

template <typename Source>
Result<Value> runWithHost(Interpreter &interpreter, const Source &source, const QString &name,
                          MigrationHost &host)
{
    const Interpreter::Activation active(interpreter);
    const HostSessionPtr session = sessionOf(interpreter);
    Q_ASSERT(session);
    session->raised = Value::absent(); // a module that cannot be loaded goes before it
    const OpaquePolicy policy = interpreter.opaquePolicy();
    const MigrationScope scope(interpreter, session, host);
    interpreter.setOpaquePolicy(policy); // a top level may go by what is not there, as ever
    const auto module = interpreter.runModule(source, name, false);
    if (!module)
        return failure(module.error());
    return Value(*module);
}

} // namespace

Result<Value> runMigrationModule(Interpreter &interpreter, const SourceFilePtr &file,
                                 const QString &name, MigrationHost &host)
{
    return runWithHost(interpreter, file, name, host);
}

Result<Value> runMigrationModule(Interpreter &interpreter, const ModulePtr &parsed,
                                 const QString &name, MigrationHost &host)
{
    return runWithHost(interpreter, parsed, name, host);
}

Result<> runMigrationFunction(Interpreter &interpreter, const Value &module,
                              const QString &function, const std::map<QString, Value> &keywords,
                              MigrationHost &host, MissingArguments missing)
{
    const Interpreter::Activation active(interpreter);
    const HostSessionPtr session = sessionOf(interpreter);
    Q_ASSERT(session);
    session->raised = Value::absent();
    const auto migrate = [&]() -> Value {
        const MigrationScope scope(interpreter, session, host);
        const Value callable = interpreter.getAttr(module, interpreter.intern(function).get());
        CallBuilder call(interpreter);
        for (const auto &[name, value] : keywords)
            call.keyword(name, value);
        if (missing == MissingArguments::Fill) {
            for (const QString &name : unfilledParameters(callable, keywords))
                call.keyword(name, fillerFor(interpreter, name));
        }
        Value result = call.call(callable);
        if (!interpreter.findAttr(result, "__await__").isAbsent())
            result = interpreter.await(result);
        requireKnownEffect(interpreter, result); // a decorator that is not there
        return result;
    };
    const auto done = evaluate(interpreter, [&]() -> Value {
        try {
            return runToItsEnd(interpreter, host, function, migrate);
        } catch (const ScriptException &exception) {
            session->raised = exception.exception;
            throw;
        }
    });
    if (!done)
        return failure(done.error());
    return {};
}

Result<> runEnvironment(Interpreter &interpreter, const SourceFilePtr &env, EnvironmentHost &host)
{
    const Interpreter::Activation active(interpreter);
    const HostSessionPtr session = sessionOf(interpreter);
    Q_ASSERT(session);
    EnvironmentHost *previous = std::exchange(session->environment, &host);
    const auto done = evaluate(interpreter, [&]() -> Value {
        interpreter.call(interpreter.getAttr(interpreter.import(u"alembic.context"_s), "_begin"));
        // env.py is a module of its own at each run, as Alembic loads it anew.
        const Ref<Dict> globals = makeDict();
        globals->set("__name__", makeStr(u"env_py"_s));
        globals->set("__file__", makeStr(env->path()));
        interpreter.runText(env, globals);
        return {};
    });
    session->environment = previous;
    if (!done)
        return failure(done.error());
    return {};
}

Result<Value> callScript(Interpreter &interpreter, const Value &callable,
                         const std::vector<Value> &positional,
                         const std::vector<std::pair<QString, Value>> &keywords)
{
    const Interpreter::Activation active(interpreter);
    return evaluate(interpreter, [&]() -> Value {
        CallBuilder call(interpreter);
        for (const Value &value : positional)
            call.positional(value);
        for (const auto &[name, value] : keywords)
            call.keyword(name, value);
        return call.call(callable);
    });
}

void releaseModules(Interpreter &interpreter)
{
    const Interpreter::Activation active(interpreter);
    if (const HostSessionPtr session = sessionOf(interpreter))
        session->clear();
}

} // namespace limbeck::bindings
