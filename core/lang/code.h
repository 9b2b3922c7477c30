// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/ast.h"
#include "core/lang/containers.h"
#include "core/lang/outline.h"
#include "core/lang/strobject.h"

#include <vector>

namespace limbeck::lang {

/// A parsed module as one interpreter uses it: its constants as values, its names interned.
class CodeUnit : public Counted
{
public:
    /// @p outline if the module is one, or a function of one.
    CodeUnit(Interpreter &interpreter, ModulePtr module,
             std::shared_ptr<const Outline> outline = nullptr);

    [[nodiscard]] const Module &module() const { return *m_module; }

    [[nodiscard]] const SourceFilePtr &file() const { return m_module->file; }

    [[nodiscard]] const std::shared_ptr<const Outline> &outline() const { return m_outline; }

    /// Whether names of the module may not be defined yet: see runBuiltInPieces().
    [[nodiscard]] bool isInPieces() const { return m_outline && m_outline->isInPieces(); }

    /// Made when the script comes to it: of a migration one of two functions never runs.
    [[nodiscard]] const Value &constant(quint32 index)
    {
        Value &value = m_constants[index];
        if (value.isAbsent())
            value = makeConstant(index);
        return value;
    }

    [[nodiscard]] Str *globalName(quint32 slot) const { return m_globalNames[slot].get(); }

private:
    [[nodiscard]] Value makeConstant(quint32 index) const;

    ModulePtr m_module;
    std::shared_ptr<const Outline> m_outline;
    std::vector<Value> m_constants; ///< absent until they are needed
    std::vector<Ref<Str>> m_globalNames;
};

/// A variable that a nested function shares.
class Cell : public Object
{
public:
    explicit Cell(Type *type)
        : Object(type, Kind::Cell)
    {
    }

    Value value = Value::absent();

    void clearReferences() override
    {
        value = {};
        Object::clearReferences();
    }
};

using Cells = std::vector<Ref<Cell>>;

/// A function of a script: def, async def or lambda.
class FunctionObject : public Object
{
public:
    FunctionObject(Type *type, Ref<CodeUnit> unit, const ast::Scope &scope,
                   const ast::Parameters &parameters);

    Ref<CodeUnit> unit;
    const ast::Scope *scope;
    const ast::Parameters *parameters;
    ast::Body body; ///< of a def
    const ast::Expr *expression = nullptr; ///< of a lambda
    /// Of a function in an outline until it is needed: see Evaluator::readBody().
    const Outline::Function *leftOut = nullptr;
    ValueVector defaults; ///< of the last positional parameters
    ValueVector keywordDefaults; ///< one per keyword-only parameter, absent without a default
    Cells closure;
    Ref<Dict> globals;
    Ref<Str> name;
    Value qualifiedName;
    Value doc;
    Value module;

    /// A parameter's annotation, or that of `return`.
    void annotate(Str *parameter, const Value &annotation);
    /// `__annotations__`, made of them at first use: hardly any function is asked for it.
    [[nodiscard]] const Ref<Dict> &annotations();
    void setAnnotations(const Ref<Dict> &annotations);

    Value call(Interpreter &interpreter, const Arguments &arguments) override;

    [[nodiscard]] bool isCallable() const override { return true; }

    [[nodiscard]] bool bindsLikeFunction() const override { return true; }

    QString repr(Interpreter &interpreter) override;
    void clearReferences() override;

private:
    std::vector<KeywordArgument> m_annotated; ///< until m_annotations is made
    Ref<Dict> m_annotations;
};

/// The state of a piece of script code that is running: a module, class body, function or
/// comprehension.
struct Frame
{
    CodeUnit *unit = nullptr;
    const ast::Scope *scope = nullptr;
    Value *locals = nullptr; ///< by slot
    Ref<Cell> *cells = nullptr; ///< own cells, then those of the functions around
    Dict *globals = nullptr;
    Value names; ///< the namespace of a class body; the globals in a module
    Value returned;
    const TextRange *range = nullptr; ///< what is being evaluated
    Frame *caller = nullptr;
    FunctionObject *function = nullptr;
    class GeneratorObject *generator = nullptr; ///< the frame can yield to it
    quint64 id = 0; ///< tells frames apart in tracebacks
};

/// The values of a frame's variables when they must outlive the C++ call: generators.
struct FrameStorage
{
    std::vector<Value> locals;
    Cells cells;
};

} // namespace limbeck::lang
