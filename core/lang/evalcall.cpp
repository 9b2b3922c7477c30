// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Calls and the functions of scripts.

#include "core/lang/descriptors.h"
#include "core/lang/evaluator.h"
#include "core/lang/generator.h"
#include "core/lang/protocol.h"

#include <alloca.h>

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

/// Variables of a call on the C++ stack, where they cost nothing; on the heap when there are very
/// many.
class LocalSlots
{
public:
    LocalSlots(void *memory, size_t values, size_t cells)
        : m_values(static_cast<Value *>(memory))
        , m_cells(reinterpret_cast<Ref<Cell> *>(m_values + values))
        , m_valueCount(values)
        , m_cellCount(cells)
    {
        for (size_t i = 0; i < values; ++i)
            new (m_values + i) Value(Value::absent());
        for (size_t i = 0; i < cells; ++i)
            new (m_cells + i) Ref<Cell>();
    }

    ~LocalSlots()
    {
        std::destroy_n(m_values, m_valueCount);
        std::destroy_n(m_cells, m_cellCount);
    }

    LocalSlots(const LocalSlots &) = delete;
    LocalSlots &operator=(const LocalSlots &) = delete;

    [[nodiscard]] static size_t bytes(size_t values, size_t cells)
    {
        return values * sizeof(Value) + cells * sizeof(Ref<Cell>) + 1;
    }

    [[nodiscard]] Value *values() const { return m_values; }

    [[nodiscard]] Ref<Cell> *cells() const { return m_cells; }

private:
    Value *m_values;
    Ref<Cell> *m_cells;
    size_t m_valueCount;
    size_t m_cellCount;
};

QString displayName(const FunctionObject &function)
{
    return textOf(function.qualifiedName);
}

QStringList keywordNames(const FunctionObject &function)
{
    QStringList names;
    const ast::Parameters &parameters = *function.parameters;
    for (quint32 i = parameters.positionalOnly; i < parameters.positional + parameters.keywordOnly;
         ++i)
        names.append(parameters.all[i].name->text);
    return names;
}

/// "f" or "Class.f" of what is called, for messages about its arguments.
QString calleeName(Interpreter &interpreter, const Value &callee)
{
    if (callee.isType())
        return static_cast<Type *>(callee.object())->fullName() + u"()"_s;
    const Value name = interpreter.findAttr(callee, interpreter.names().qualname.get());
    if (!name.isStr())
        return interpreter.typeName(callee) + u" object"_s;
    const Value module = interpreter.findAttr(callee, interpreter.names().module.get());
    const bool plain = !module.isStr() || textOf(module) == u"builtins";
    return (plain ? QString() : textOf(module) + u'.') + textOf(name) + u"()"_s;
}

} // namespace

FunctionObject::FunctionObject(Type *type, Ref<CodeUnit> code, const ast::Scope &ownScope,
                               const ast::Parameters &ownParameters)
    : Object(type, Kind::Function)
    , unit(std::move(code))
    , scope(&ownScope)
    , parameters(&ownParameters)
{
}

void FunctionObject::annotate(Str *parameter, const Value &annotation)
{
    m_annotated.push_back({ Ref<Str>(parameter), annotation });
}

const Ref<Dict> &FunctionObject::annotations()
{
    if (!m_annotations) {
        m_annotations = makeDict();
        for (const auto &[parameter, annotation] : m_annotated)
            m_annotations->set(parameter.get(), annotation);
        m_annotated.clear();
    }
    return m_annotations;
}

void FunctionObject::setAnnotations(const Ref<Dict> &annotations)
{
    m_annotated.clear();
    m_annotations = annotations;
}

Value FunctionObject::call(Interpreter &interpreter, const Arguments &arguments)
{
    return interpreter.evaluator().callFunction(*this, arguments);
}

QString FunctionObject::repr(Interpreter &)
{
    return u"<function %1 at 0x%2>"_s.arg(textOf(qualifiedName))
        .arg(reinterpret_cast<quintptr>(this), 12, 16, QLatin1Char('0'));
}

void FunctionObject::clearReferences()
{
    defaults.clear();
    keywordDefaults.clear();
    closure.clear();
    globals = nullptr;
    m_annotated.clear();
    m_annotations = nullptr;
    doc = {};
    module = {};
    Object::clearReferences();
}

Value Evaluator::evaluateCall(Frame &frame, const ast::Call *call)
{
    CollectedArguments arguments;
    Value callee;
    if (call->func->kind == ast::Kind::Attribute) {
        // A method is called without making a bound method object.
        const auto *const attribute = static_cast<const ast::Attribute *>(call->func);
        Value object = evaluate(frame, attribute->value);
        const TextRange *const previous = std::exchange(frame.range, &attribute->range);
        const bool isMethod = loadMethod(object, nameOf(attribute->attr), callee);
        frame.range = previous;
        if (isMethod)
            arguments.positional.append(std::move(object));
    } else {
        callee = evaluate(frame, call->func);
    }
    collectArguments(frame, call, arguments, callee);
    const TextRange *const previous = std::exchange(frame.range, &call->range);
    m_in.step();
    Value result = hasKind(callee, Kind::Function)
        ? callFunction(*static_cast<FunctionObject *>(callee.object()), arguments.view())
        : m_in.call(callee, arguments.view());
    frame.range = previous;
    return result;
}

bool Evaluator::loadMethod(const Value &object, Str *name, Value &method)
{
    Type *const type = m_in.typeOf(object);
    Object *const target = object.object();
    bool plain = true;
    if (target) {
        const Kind kind = target->kind();
        plain = kind != Kind::Type && kind != Kind::Module && kind != Kind::Super
            && kind != Kind::Opaque && !specialMethod(object, m_in.names().getattribute.get());
    }
    if (plain) {
        const Value *const found = type->lookup(name);
        if (found
            && (hasKind(*found, Kind::Function)
                || (hasKind(*found, Kind::NativeFunction)
                    && static_cast<NativeFunction *>(found->object())->bindsToInstances))
            && !(target && target->instanceDict() && target->instanceDict()->find(name))) {
            method = *found;
            return true;
        }
    }
    method = m_in.getAttr(object, name);
    return false;
}

void Evaluator::collectArguments(Frame &frame, const ast::Call *call, CollectedArguments &arguments,
                                 const Value &callee)
{
    for (const ast::Expr *argument : call->args) {
        if (argument->kind != ast::Kind::Starred) {
            arguments.positional.append(evaluate(frame, argument));
            continue;
        }
        const Value values = evaluate(frame, static_cast<const ast::Starred *>(argument)->value);
        frame.range = &argument->range;
        if (!values.isOpaque() && !m_in.isIterable(values))
            throwTypeError(u"%1 argument after * must be an iterable, not %2"_s.arg(
                calleeName(m_in, callee), m_in.typeName(values)));
        for (const Value &value : m_in.toVector(values))
            arguments.positional.append(value);
    }
    if (!call->keywords.isEmpty())
        collectKeywords(frame, call->keywords, arguments, callee);
}

void Evaluator::collectKeywords(Frame &frame, const List<ast::Keyword> &keywords,
                                CollectedArguments &arguments, const Value &callee)
{
    bool unpacked = false;
    for (const ast::Keyword &keyword : keywords) {
        Value value = evaluate(frame, keyword.value);
        if (!keyword.name) {
            frame.range = &keyword.range;
            unpackMapping(value, arguments, callee);
            unpacked = true;
            continue;
        }
        Str *const name = nameOf(keyword.name);
        if (unpacked) {
            for (const KeywordArgument &given : arguments.keywords) {
                if (given.name.get() == name)
                    throwTypeError(u"%1 got multiple values for keyword argument '%2'"_s.arg(
                        calleeName(m_in, callee), name->text()));
            }
        }
        arguments.keywords.append({ Ref<Str>(name), std::move(value) });
    }
}

void Evaluator::unpackMapping(const Value &mapping, CollectedArguments &arguments,
                              const Value &callee)
{
    Ref<Dict> dict;
    if (mapping.isOpaque()) {
        if (callee.isOpaque())
            return;
        m_in.requireKnown(mapping);
        return;
    }
    if (mapping.isDict()) {
        dict = Ref<Dict>(static_cast<Dict *>(mapping.object()));
    } else {
        if (m_in.findAttr(mapping, "keys").isAbsent())
            throwTypeError(u"%1 argument after ** must be a mapping, not %2"_s.arg(
                calleeName(m_in, callee), m_in.typeName(mapping)));
        dict = makeDict();
        updateDict(m_in, *dict, mapping);
    }
    for (const HashTable::Entry &entry : dict->table().entries()) {
        if (entry.key.isAbsent())
            continue;
        if (!entry.key.isStr())
            throwTypeError(u"keywords must be strings"_s);
        const Ref<Str> name = m_in.intern(textOf(entry.key));
        for (const KeywordArgument &given : arguments.keywords) {
            if (given.name == name)
                throwTypeError(u"%1 got multiple values for keyword argument '%2'"_s.arg(
                    calleeName(m_in, callee), name->text()));
        }
        arguments.keywords.append({ name, entry.value });
    }
}

Value Evaluator::callFunction(FunctionObject &function, const Arguments &arguments)
{
    checkStack();
    if (function.leftOut) [[unlikely]]
        readBody(function);
    const ast::Scope &scope = *function.scope;
    if (scope.isGenerator || scope.isCoroutine)
        return makeGenerator(function, arguments);
    if (m_depth >= m_in.limits().callDepth)
        throwTooDeep();
    const Ref<FunctionObject> keep(&function);
    const size_t locals = scope.locals.size();
    const size_t cells = static_cast<size_t>(scope.cells.size()) + scope.free.size();
    const size_t bytes = LocalSlots::bytes(locals, cells);
    constexpr size_t maximumOnStack = 8192;
    const std::unique_ptr<std::byte[]> onHeap(
        bytes > maximumOnStack ? std::make_unique_for_overwrite<std::byte[]>(bytes) : nullptr);
    const LocalSlots variables(onHeap ? onHeap.get() : alloca(bytes), locals, cells);
    bindArguments(function, arguments, variables.values());
    if (cells > 0)
        setUpCells(scope, function.closure, variables.values(), variables.cells());
    Frame frame;
    frame.unit = function.unit.get();
    frame.scope = &scope;
    frame.locals = variables.values();
    frame.cells = variables.cells();
    frame.globals = function.globals.get();
    frame.function = &function;
    const FrameScope running(*this, frame);
    return runBody(frame);
}

Value Evaluator::runBody(Frame &frame)
{
    try {
        if (frame.function && frame.function->expression)
            return evaluate(frame, frame.function->expression);
        execute(frame, frame.function->body);
        return std::move(frame.returned);
    } catch (ScriptException &exception) {
        noteTraceback(frame, exception);
        throw;
    } catch (Interruption &interruption) {
        noteInterruption(interruption);
        throw;
    }
}

void Evaluator::setUpCells(const ast::Scope &scope, const Cells &closure, Value *locals,
                           Ref<Cell> *cells)
{
    const quint32 own = scope.cells.size();
    for (quint32 i = 0; i < own; ++i)
        cells[i] = make<Cell>(m_in.types().cell.get());
    for (quint32 i = 0; i < scope.free.size(); ++i)
        cells[own + i] = closure[i];
    for (const ast::Scope::CellParameter &parameter : scope.cellParameters)
        cells[parameter.cell]->value = std::exchange(locals[parameter.slot], Value::absent());
}

void Evaluator::bindArguments(FunctionObject &function, const Arguments &arguments, Value *locals)
{
    const ast::Parameters &parameters = *function.parameters;
    const std::span<const Value> given = arguments.positional();
    const size_t positional = parameters.positional;
    const size_t direct = std::min(given.size(), positional);
    for (size_t i = 0; i < direct; ++i)
        locals[i] = given[i];
    if (given.size() == positional && arguments.keywords().empty()
        && parameters.all.size() == positional)
        return;
    if (parameters.hasVarArgs) {
        ValueVector more;
        if (given.size() > positional)
            more.assign(given.begin() + static_cast<ptrdiff_t>(positional), given.end());
        locals[parameters.varArgsSlot()] = makeTuple(std::move(more));
    }
    Dict *more = nullptr;
    if (parameters.hasKwArgs) {
        const Ref<Dict> dict = makeDict();
        more = dict.get();
        locals[parameters.kwArgsSlot()] = dict;
    }
    if (!arguments.keywords().empty())
        bindKeywords(function, arguments, locals, more);
    if (given.size() > positional && !parameters.hasVarArgs)
        throwTooManyArguments(function, given.size(), locals);
    fillDefaults(function, direct, locals);
}

void Evaluator::bindKeywords(FunctionObject &function, const Arguments &arguments, Value *locals,
                             Dict *more)
{
    const ast::Parameters &parameters = *function.parameters;
    const quint32 named = parameters.positional + parameters.keywordOnly;
    for (const KeywordArgument &keyword : arguments.keywords()) {
        quint32 slot = parameters.positionalOnly;
        while (slot < named && nameOf(parameters.all[slot].name) != keyword.name.get())
            ++slot;
        if (slot < named) {
            if (!locals[slot].isAbsent())
                throwTypeError(u"%1() got multiple values for argument '%2'"_s.arg(
                    displayName(function), keyword.name->text()));
            locals[slot] = keyword.value;
            continue;
        }
        if (more) {
            more->set(keyword.name.get(), keyword.value);
            continue;
        }
        // Whichever keyword is the wrong one: those that may only be given by position are told
        // first.
        QStringList positionalOnly;
        for (quint32 i = 0; i < parameters.positionalOnly; ++i) {
            for (const KeywordArgument &given : arguments.keywords()) {
                if (nameOf(parameters.all[i].name) == given.name.get())
                    positionalOnly.append(given.name->text());
            }
        }
        if (positionalOnly.isEmpty())
            throwUnexpectedKeyword(displayName(function), keyword.name->text(),
                                   keywordNames(function));
        throwTypeError(
            u"%1() got some positional-only arguments passed as keyword arguments: '%2'"_s.arg(
                displayName(function), positionalOnly.join(u", "_s)));
    }
}

void Evaluator::fillDefaults(FunctionObject &function, size_t given, Value *locals)
{
    const ast::Parameters &parameters = *function.parameters;
    const size_t positional = parameters.positional;
    const size_t firstDefault = positional - std::min(positional, function.defaults.size());
    QStringList missing;
    for (size_t i = given; i < positional; ++i) {
        if (!locals[i].isAbsent())
            continue;
        if (i >= firstDefault)
            locals[i] = function.defaults[i - firstDefault];
        else
            missing.append(parameters.all[static_cast<quint32>(i)].name->text);
    }
    if (!missing.isEmpty())
        throwMissingArguments(displayName(function), missing, false);
    for (quint32 i = 0; i < parameters.keywordOnly; ++i) {
        Value &slot = locals[positional + i];
        if (!slot.isAbsent())
            continue;
        slot = function.keywordDefaults[i];
        if (slot.isAbsent())
            missing.append(parameters.all[static_cast<quint32>(positional) + i].name->text);
    }
    if (!missing.isEmpty())
        throwMissingArguments(displayName(function), missing, true);
}

void Evaluator::throwTooManyArguments(const FunctionObject &function, size_t given,
                                      const Value *locals)
{
    const ast::Parameters &parameters = *function.parameters;
    const size_t most = parameters.positional;
    const size_t defaults = function.defaults.size();
    size_t keywordOnly = 0;
    for (quint32 i = 0; i < parameters.keywordOnly; ++i)
        keywordOnly += locals[most + i].isAbsent() ? 0 : 1;
    const QString takes =
        defaults > 0 ? u"from %1 to %2"_s.arg(most - defaults).arg(most) : QString::number(most);
    const bool plural = defaults > 0 || most != 1;
    const QString more = keywordOnly == 0
        ? QString()
        : u" positional argument%1 (and %2 keyword-only argument%3)"_s
              .arg(given == 1 ? u""_s : u"s"_s)
              .arg(keywordOnly)
              .arg(keywordOnly == 1 ? u""_s : u"s"_s);
    throwTypeError(
        u"%1() takes %2 positional argument%3 but %4%5 %6 given"_s.arg(displayName(function), takes)
            .arg(plural ? u"s"_s : QString())
            .arg(given)
            .arg(more, given == 1 && keywordOnly == 0 ? u"was"_s : u"were"_s));
}

Cells Evaluator::closureFor(Frame &frame, const ast::Scope &scope)
{
    Cells cells;
    cells.reserve(scope.free.size());
    for (const ast::Scope::FreeVariable &variable : scope.free)
        cells.push_back(frame.cells[variable.parentCell]);
    return cells;
}

Value Evaluator::makeFunction(Frame &frame, const ast::Scope &scope,
                              const ast::Parameters &parameters)
{
    const Ref<FunctionObject> function = make<FunctionObject>(
        m_in.types().function.get(), Ref<CodeUnit>(frame.unit), scope, parameters);
    function->closure = closureFor(frame, scope);
    function->globals = Ref<Dict>(frame.globals);
    function->name = Ref<Str>(nameOf(scope.name));
    function->qualifiedName = Value(nameOf(scope.qualifiedName));
    if (const Value *const module = frame.globals->find(m_in.names().name.get()))
        function->module = *module;
    for (quint32 i = 0; i < parameters.positional; ++i) {
        if (parameters.all[i].defaultValue)
            function->defaults.push_back(evaluate(frame, parameters.all[i].defaultValue));
    }
    for (quint32 i = parameters.positional; i < parameters.positional + parameters.keywordOnly;
         ++i) {
        const ast::Expr *const value = parameters.all[i].defaultValue;
        function->keywordDefaults.push_back(value ? evaluate(frame, value) : Value::absent());
    }
    return function;
}

Value Evaluator::makeGenerator(FunctionObject &function, const Arguments &arguments)
{
    const ast::Scope &scope = *function.scope;
    FrameStorage storage;
    storage.locals.assign(scope.locals.size(), Value::absent());
    storage.cells.resize(static_cast<size_t>(scope.cells.size()) + scope.free.size());
    bindArguments(function, arguments, storage.locals.data());
    setUpCells(scope, function.closure, storage.locals.data(), storage.cells.data());
    Type *const type = scope.isGenerator && scope.isCoroutine ? m_in.types().asyncGenerator.get()
        : scope.isCoroutine                                   ? m_in.types().coroutine.get()
                                                              : m_in.types().generator.get();
    const Ref<FunctionObject> keep(&function);
    return make<GeneratorObject>(type, textOf(function.qualifiedName), std::move(storage),
                                 [keep](Interpreter &interpreter, Frame &frame) {
                                     frame.unit = keep->unit.get();
                                     frame.scope = keep->scope;
                                     frame.globals = keep->globals.get();
                                     frame.function = keep.get();
                                     return interpreter.evaluator().runBody(frame);
                                 });
}

} // namespace limbeck::lang
