// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Comprehensions and generator expressions.

#include "core/lang/evaluator.h"
#include "core/lang/generator.h"
#include "core/lang/protocol.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

template <typename Consume>
void Evaluator::runComprehension(Frame &frame, const ast::Comprehension *comprehension,
                                 quint32 level, Value iterator, const Consume &consume)
{
    const ast::ComprehensionFor &loop = comprehension->generators[level];
    Value item;
    while (loop.isAsync ? asyncNext(m_in, iterator, item) : m_in.next(iterator, item)) {
        m_in.step();
        assign(frame, loop.target, item);
        bool wanted = true;
        for (const ast::Expr *condition : loop.ifs) {
            wanted = truthOf(frame, condition);
            if (!wanted)
                break;
        }
        if (!wanted)
            continue;
        if (level + 1 == comprehension->generators.size()) {
            consume();
            continue;
        }
        const ast::ComprehensionFor &inner = comprehension->generators[level + 1];
        const Value iterable = evaluate(frame, inner.iter);
        frame.range = &inner.iter->range;
        runComprehension(frame, comprehension, level + 1,
                         inner.isAsync ? asyncIterate(m_in, iterable) : m_in.iterate(iterable),
                         consume);
    }
}

Value Evaluator::evaluateComprehension(Frame &outer, const ast::Comprehension *comprehension)
{
    const ast::Scope &scope = *comprehension->scope;
    const ast::ComprehensionFor &first = comprehension->generators[0];
    const Value iterable = evaluate(outer, first.iter);
    const TextRange *const previous = std::exchange(outer.range, &first.iter->range);
    Value iterator = first.isAsync ? asyncIterate(m_in, iterable) : m_in.iterate(iterable);
    outer.range = previous;

    QVarLengthArray<Value, 6> locals(scope.locals.size(), Value::absent());
    Cells cells(static_cast<size_t>(scope.cells.size()) + scope.free.size());
    setUpCells(scope, closureFor(outer, scope), locals.data(), cells.data());
    Frame frame;
    frame.unit = outer.unit;
    frame.scope = &scope;
    frame.locals = locals.data();
    frame.cells = cells.data();
    frame.globals = outer.globals;
    frame.names = outer.names;
    frame.generator = outer.generator;
    frame.range = &comprehension->range;
    const FrameScope running(*this, frame);
    try {
        if (comprehension->kind == ast::Kind::ListComp) {
            const Ref<ListObject> result = makeList();
            runComprehension(frame, comprehension, 0, std::move(iterator),
                             [&]() { result->append(evaluate(frame, comprehension->element)); });
            return result;
        }
        if (comprehension->kind == ast::Kind::SetComp) {
            const Ref<Set> result = makeSet();
            runComprehension(frame, comprehension, 0, std::move(iterator),
                             [&]() { result->add(m_in, evaluate(frame, comprehension->element)); });
            return result;
        }
        const Ref<Dict> result = makeDict();
        runComprehension(frame, comprehension, 0, std::move(iterator), [&]() {
            const Value key = evaluate(frame, comprehension->element);
            result->set(m_in, key, evaluate(frame, comprehension->value));
        });
        return result;
    } catch (ScriptException &exception) {
        noteTraceback(frame, exception);
        throw;
    } catch (Interruption &interruption) {
        noteInterruption(interruption);
        throw;
    }
}

Value Evaluator::makeGeneratorExpression(Frame &outer, const ast::Comprehension *comprehension)
{
    const ast::Scope &scope = *comprehension->scope;
    const ast::ComprehensionFor &first = comprehension->generators[0];
    const Value iterable = evaluate(outer, first.iter);
    const TextRange *const previous = std::exchange(outer.range, &first.iter->range);
    const Value iterator = first.isAsync ? asyncIterate(m_in, iterable) : m_in.iterate(iterable);
    outer.range = previous;
    FrameStorage storage;
    storage.locals.assign(scope.locals.size(), Value::absent());
    storage.cells.resize(static_cast<size_t>(scope.cells.size()) + scope.free.size());
    setUpCells(scope, closureFor(outer, scope), storage.locals.data(), storage.cells.data());
    Type *const type =
        scope.isCoroutine ? m_in.types().asyncGenerator.get() : m_in.types().generator.get();
    const Ref<CodeUnit> unit(outer.unit);
    const Ref<Dict> globals(outer.globals);
    const Value names = outer.names;
    return make<GeneratorObject>(type, scope.qualifiedName->text, std::move(storage),
                                 [unit, globals, names, comprehension,
                                  iterator](Interpreter &interpreter, Frame &frame) -> Value {
                                     frame.unit = unit.get();
                                     frame.scope = comprehension->scope;
                                     frame.globals = globals.get();
                                     frame.names = names;
                                     frame.range = &comprehension->range;
                                     interpreter.evaluator().runGeneratorExpression(
                                         frame, *comprehension, iterator);
                                     return {};
                                 });
}

void Evaluator::runGeneratorExpression(Frame &frame, const ast::Comprehension &comprehension,
                                       Value firstIterator)
{
    try {
        runComprehension(frame, &comprehension, 0, std::move(firstIterator), [&]() {
            frame.generator->yield(m_in, evaluate(frame, comprehension.element));
        });
    } catch (ScriptException &exception) {
        noteTraceback(frame, exception);
        throw;
    } catch (Interruption &interruption) {
        noteInterruption(interruption);
        throw;
    }
}

} // namespace limbeck::lang
