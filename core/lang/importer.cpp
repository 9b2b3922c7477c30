// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/importer.h"

#include "core/lang/evaluator.h"
#include "core/lang/opaque.h"
#include "core/lang/parser.h"
#include "core/lang/protocol.h"
#include "core/lang/statementnames.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

/// A syntax error as the exception that scripts can catch; told in the parser's own words if none
/// does.
[[noreturn]] void throwSyntaxError(Interpreter &interpreter, const Error &error)
{
    const CoreTypes &types = interpreter.types();
    const QString kind = error.message.section(u':', 0, 0);
    const Ref<Type> &type = kind == u"IndentationError" ? types.IndentationError
        : kind == u"TabError"                           ? types.TabError
                                                        : types.SyntaxError;
    const SourceRange &range = error.span.range;
    const Value message = makeStr(error.message.section(u": "_s, 1));
    const Value file = makeStr(error.span.file ? error.span.file->path() : QString());
    const Value text = error.span.file ? makeStr(error.span.file->line(range.line)) : Value();
    const Ref<ExceptionObject> exception = make<ExceptionObject>(type.get());
    exception->args = { message, makeTuple({ file, range.line, range.column, text }) };
    exception->original = std::make_shared<const Error>(error);
    Dict &values = exception->ensureInstanceDict();
    values.set("msg", message);
    values.set("filename", file);
    values.set("lineno", range.line);
    values.set("offset", range.column);
    values.set("text", text);
    throw ScriptException { exception };
}

/// Whether a file can be named so: no part of it leads to another folder.
bool isModuleName(const QString &name)
{
    const QStringList parts = name.split(u'.');
    return std::all_of(parts.begin(), parts.end(), [](const QString &part) {
        return !part.isEmpty() && !part.contains(u'/') && !part.contains(u'\\')
            && !part.contains(QChar::Null);
    });
}

} // namespace

ModulePtr parseOrThrow(Interpreter &interpreter, const SourceFilePtr &file, bool expression)
{
    Result<ModulePtr> parsed = expression ? parseExpression(file) : parse(file);
    if (!parsed)
        throwSyntaxError(interpreter, parsed.error());
    return *parsed;
}

Importer::Importer(Interpreter &interpreter)
    : m_in(interpreter)
{
}

void Importer::addNative(const QString &name, ModuleDefinition define)
{
    m_native.insert(name, std::move(define));
    for (qsizetype dot = name.lastIndexOf(u'.'); dot > 0; dot = name.lastIndexOf(u'.', dot - 1)) {
        const QString package = name.left(dot);
        if (m_nativePackages.contains(package))
            break;
        m_nativePackages.insert(package);
    }
}

void Importer::remember(const QString &name, const Value &module)
{
    m_in.modules().set(m_in.intern(name).get(), module);
}

void Importer::forget(const QString &name)
{
    m_in.modules().table().remove(m_in.intern(name).get());
}

Value Importer::import(const QString &name)
{
    if (const Value *const found = m_in.modules().find(m_in.intern(name).get())) {
        if (found->isNone())
            throwError(m_in.types().ModuleNotFoundError.get(),
                       u"import of %1 halted; None in sys.modules"_s.arg(name));
        return *found;
    }
    m_in.checkStack();
    Value parent;
    const qsizetype dot = name.lastIndexOf(u'.');
    if (dot > 0) {
        parent = import(name.left(dot));
        if (const Value *const found = m_in.modules().find(m_in.intern(name).get()))
            return *found;
    }
    const Value module = load(name, parent);
    if (hasKind(parent, Kind::Module))
        static_cast<ModuleObject *>(parent.object())
            ->dict()
            .set(m_in.intern(name.mid(dot + 1)).get(), module);
    return module;
}

Value Importer::load(const QString &name, const Value &parent)
{
    if (parent.isOpaque())
        return m_in.getAttr(parent, m_in.intern(name.section(u'.', -1)).get());
    if (const auto native = m_native.constFind(name); native != m_native.constEnd()) {
        const ModuleDefinition define = *native;
        return loadFound(name, { ImportResult::Native { define } });
    }
    ImportResult result;
    if (m_in.capabilities().modules && isModuleName(name)) {
        QStringList paths;
        if (hasKind(parent, Kind::Module)) {
            const Value path = m_in.findAttr(parent, m_in.names().path.get());
            if (!path.isAbsent()) {
                for (const Value &entry : m_in.toVector(path))
                    paths.append(textOf(entry));
            }
        }
        result = m_in.capabilities().modules->load(name, paths);
    }
    if (std::holds_alternative<ImportResult::NotFound>(result.found) && hasNativeBelow(name))
        return loadFound(name, { ImportResult::Native { [](ModuleBuilder &) {} } });
    if (const std::optional<Value> replacement = m_in.opaqueReplacement(name);
        replacement && !std::holds_alternative<ImportResult::Source>(result.found))
        return *replacement;
    return loadFound(name, result);
}

Value Importer::loadFound(const QString &name, const ImportResult &result)
{
    if (const auto *const source = std::get_if<ImportResult::Source>(&result.found))
        return runFile(source->file, name, true, source);
    if (const auto *const native = std::get_if<ImportResult::Native>(&result.found)) {
        const Ref<ModuleObject> module = makeModule(name, hasNativeBelow(name));
        remember(name, module);
        ModuleBuilder builder(m_in, module);
        try {
            native->define(builder);
        } catch (...) {
            forget(name);
            throw;
        }
        return module;
    }
    if (const auto *const space = std::get_if<ImportResult::NamespacePackage>(&result.found)) {
        const Ref<ModuleObject> module = makeModule(name, true);
        module->dict().set(m_in.names().path.get(), makeStrList(space->searchPaths));
        remember(name, module);
        return module;
    }
    const bool opaque = std::holds_alternative<ImportResult::Opaque>(result.found);
    // Who guards an import is prepared for its failure.
    if (opaque && !m_in.evaluator().isImportGuarded())
        return makeOpaqueModule(name);
    const Ref<ExceptionObject> error =
        make<ExceptionObject>(m_in.types().ModuleNotFoundError.get());
    const qsizetype dot = name.lastIndexOf(u'.');
    const Value *const parent =
        dot > 0 ? m_in.modules().find(m_in.intern(name.left(dot)).get()) : nullptr;
    const bool plainParent = parent && hasKind(*parent, Kind::Module)
        && m_in.findAttr(*parent, m_in.names().path.get()).isAbsent();
    error->args.push_back(makeStr(
        plainParent ? u"No module named '%1'; '%2' is not a package"_s.arg(name, name.left(dot))
                    : u"No module named '%1'"_s.arg(name)));
    error->ensureInstanceDict().set("name", makeStr(name));
    throw ScriptException { error };
}

Value Importer::makeOpaqueModule(const QString &name)
{
    const Value module = m_in.makeOpaque(name);
    remember(name, module);
    return module;
}

Value Importer::importSubmodule(const Value &package, const QString &packageName,
                                const QString &name)
{
    if (!hasKind(package, Kind::Module)
        || m_in.findAttr(package, m_in.names().path.get()).isAbsent())
        return Value::absent();
    const QString full = packageName + u'.' + name;
    try {
        return import(full);
    } catch (const ScriptException &exception) {
        if (!isException(exception, m_in.types().ModuleNotFoundError))
            throw;
        const Value missing = m_in.findAttr(exception.exception, "name");
        if (!missing.isStr() || textOf(missing) != full)
            throw;
    }
    return Value::absent();
}

QString Importer::absoluteName(const QString &name, int level, Dict &globals) const
{
    const Value *const package = globals.find(m_in.names().package.get());
    QString base = package && package->isStr() ? textOf(*package) : QString();
    if (base.isEmpty())
        throwImportError(u"attempted relative import with no known parent package"_s);
    for (int i = 1; i < level; ++i) {
        const qsizetype dot = base.lastIndexOf(u'.');
        if (dot < 0)
            throwImportError(u"attempted relative import beyond top-level package"_s);
        base.truncate(dot);
    }
    return name.isEmpty() ? base : base + u'.' + name;
}

Ref<ModuleObject> Importer::makeModule(const QString &name, bool isPackage)
{
    const Ref<ModuleObject> module = make<ModuleObject>(m_in.types().module.get(), name);
    const qsizetype dot = name.lastIndexOf(u'.');
    if (isPackage || dot > 0)
        module->dict().set(m_in.names().package.get(), makeStr(isPackage ? name : name.left(dot)));
    if (isPackage)
        module->dict().set(m_in.names().path.get(), makeList());
    return module;
}

/// A statement of the project's module that goes by something that is not there, or does what it
/// may not, leaves what it has to do with unknown: whoever needs one of its names is told why.
void Importer::withhold(ModuleObject &module, const SourceSpan &importedAt,
                        const StatementNames &names, const Error &error)
{
    const QString reason = u"%1: %2"_s.arg(error.span.toString(), error.message);
    const auto unknown = [&](const QString &path) {
        return make<OpaqueObject>(m_in.types().opaque.get(), path, module.name(), importedAt,
                                  reason);
    };
    const HashTable known = module.dict().table(); // a copy
    for (const HashTable::Entry &entry : known.entries()) {
        const QString name = entry.key.isStr() ? textOf(entry.key) : QString();
        const bool isTouched = names.bound.contains(name)
            || (names.mentioned.contains(name) && isChangeable(entry.value));
        if (isTouched && !name.startsWith(u"__"))
            module.dict().set(m_in.intern(name).get(), unknown(module.name() + u'.' + name));
    }
    for (const QString &name : names.classes) {
        const Ref<OpaqueObject> hidden = unknown(module.name() + u'.' + name);
        hidden->setHidesClasses();
        module.dict().set(m_in.intern(name).get(), hidden);
    }
    if (!module.opaqueFallback.isOpaque())
        module.opaqueFallback = unknown(module.name());
}

/// Whether a statement can have changed a value that it mentions: containers, and objects of the
/// project's classes.
bool Importer::isChangeable(const Value &value) const
{
    if (value.isList() || value.isDict() || value.isSet())
        return true;
    if (!hasKind(value, Kind::Plain))
        return false;
    const Value *const module = value.object()->type()->lookup(m_in.names().module.get());
    return !module || !module->isStr() || !hasNative(textOf(*module));
}

Ref<ModuleObject> Importer::runFile(const SourceFilePtr &file, const QString &name, bool rememberIt,
                                    const ImportResult::Source *source)
{
    return runParsed(parseOrThrow(m_in, file, false), name, rememberIt, source);
}

Ref<ModuleObject> Importer::runParsed(const ModulePtr &parsed, const QString &name, bool rememberIt,
                                      const ImportResult::Source *source)
{
    const Ref<ModuleObject> module = makeModule(name, source && source->isPackage);
    module->dict().set(m_in.names().file.get(), makeStr(parsed->file->path()));
    if (source && source->isPackage)
        module->dict().set(m_in.names().path.get(), makeStrList(source->searchPaths));
    if (parsed->docstring >= 0)
        module->dict().set(
            m_in.names().doc.get(),
            makeStr(std::get<QString>(parsed->constants[static_cast<size_t>(parsed->docstring)])));
    if (rememberIt)
        remember(name, module);
    Evaluator::StatementFailure failed;
    const SourceSpan importedAt = m_in.currentSpan();
    if (rememberIt && source)
        failed = [&](quint32 index, const Error &error) {
            withhold(*module, importedAt, namesOfStatement(*parsed, index), error);
        };
    try {
        m_in.evaluator().runModule(make<CodeUnit>(m_in, parsed), Ref<Dict>(&module->dict()),
                                   failed);
    } catch (...) {
        if (rememberIt)
            forget(name);
        throw;
    }
    return module;
}

} // namespace limbeck::lang
