// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/nearest.h"
#include "core/lang/descriptors.h"
#include "core/lang/evaluator.h"
#include "core/lang/generator.h"
#include "core/lang/number.h"
#include "core/lang/protocol.h"
#include "core/lang/sequence.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

BinaryOperator operatorOf(ast::Operator op)
{
    switch (op) {
    case ast::Operator::Add:
        return BinaryOperator::Add;
    case ast::Operator::Sub:
        return BinaryOperator::Subtract;
    case ast::Operator::Mult:
        return BinaryOperator::Multiply;
    case ast::Operator::MatMult:
        return BinaryOperator::MatrixMultiply;
    case ast::Operator::Div:
        return BinaryOperator::Divide;
    case ast::Operator::Mod:
        return BinaryOperator::Modulo;
    case ast::Operator::Pow:
        return BinaryOperator::Power;
    case ast::Operator::LShift:
        return BinaryOperator::LeftShift;
    case ast::Operator::RShift:
        return BinaryOperator::RightShift;
    case ast::Operator::BitOr:
        return BinaryOperator::Or;
    case ast::Operator::BitXor:
        return BinaryOperator::Xor;
    case ast::Operator::BitAnd:
        return BinaryOperator::And;
    case ast::Operator::FloorDiv:
        return BinaryOperator::FloorDivide;
    }
    return BinaryOperator::Add;
}

/// The frame's range while a part of an expression is evaluated; put back unless an exception
/// passes, so that the innermost place stays known.
class RangeScope
{
public:
    RangeScope(Frame &frame, const TextRange &range)
        : m_frame(frame)
        , m_previous(std::exchange(frame.range, &range))
    {
    }

    void done() { m_frame.range = m_previous; }

private:
    Frame &m_frame;
    const TextRange *m_previous;
};

/// A name of a module that took `*` of something that is not there: it may have come from that.
Value starImported(Interpreter &interpreter, Dict &globals, Str *name)
{
    const Value *const own = globals.find(interpreter.names().name.get());
    const Value *const module = own && own->isStr()
        ? interpreter.modules().find(static_cast<Str *>(own->object()))
        : nullptr;
    if (!module || !hasKind(*module, Kind::Module))
        return Value::absent();
    const auto *const object = static_cast<ModuleObject *>(module->object());
    return &object->dict() == &globals && object->opaqueFallback.isOpaque()
        ? interpreter.findAttr(object->opaqueFallback, name)
        : Value::absent();
}

} // namespace

Value Evaluator::evaluateOther(Frame &frame, const ast::Expr *expression)
{
    checkStack();
    switch (expression->kind) {
    case ast::Kind::Constant:
        frame.range = &expression->range;
        throwUnsupported(u"complex numbers"_s);
    case ast::Kind::LocalName:
    case ast::Kind::CellName:
    case ast::Kind::GlobalName:
    case ast::Kind::ClassName:
    case ast::Kind::ClassCellName:
        return evaluateName(frame, static_cast<const ast::Name *>(expression));
    case ast::Kind::Attribute: {
        const auto *const attribute = static_cast<const ast::Attribute *>(expression);
        const Value object = evaluate(frame, attribute->value);
        RangeScope range(frame, attribute->range);
        Value result = m_in.getAttr(object, nameOf(attribute->attr));
        range.done();
        return result;
    }
    case ast::Kind::Subscript:
        return evaluateSubscript(frame, static_cast<const ast::Subscript *>(expression));
    case ast::Kind::Call:
        return evaluateCall(frame, static_cast<const ast::Call *>(expression));
    case ast::Kind::BinOp:
        return evaluateBinary(frame, static_cast<const ast::BinOp *>(expression));
    case ast::Kind::UnaryOp:
        return evaluateUnary(frame, static_cast<const ast::UnaryOp *>(expression));
    case ast::Kind::BoolOp:
        return evaluateBool(frame, static_cast<const ast::BoolOp *>(expression));
    case ast::Kind::Compare:
        return evaluateCompare(frame, static_cast<const ast::Compare *>(expression));
    case ast::Kind::IfExp: {
        const auto *const choice = static_cast<const ast::IfExp *>(expression);
        return evaluate(frame, truthOf(frame, choice->test) ? choice->body : choice->orelse);
    }
    case ast::Kind::NamedExpr: {
        const auto *const named = static_cast<const ast::NamedExpr *>(expression);
        Value value = evaluate(frame, named->value);
        assignName(frame, named->target, value);
        return value;
    }
    case ast::Kind::Lambda: {
        const auto *const lambda = static_cast<const ast::Lambda *>(expression);
        Value function = makeFunction(frame, *lambda->scope, lambda->parameters);
        static_cast<FunctionObject *>(function.object())->expression = lambda->body;
        return function;
    }
    case ast::Kind::Tuple: {
        const auto *const tuple = static_cast<const ast::Tuple *>(expression);
        return makeTuple(evaluateElements(frame, tuple->elements, tuple->unpacks));
    }
    case ast::Kind::List: {
        const auto *const list = static_cast<const ast::ListExpr *>(expression);
        return makeList(evaluateElements(frame, list->elements, list->unpacks));
    }
    case ast::Kind::Set:
        return evaluateSet(frame, static_cast<const ast::Set *>(expression));
    case ast::Kind::Dict:
        return evaluateDict(frame, static_cast<const ast::Dict *>(expression));
    case ast::Kind::ListComp:
    case ast::Kind::SetComp:
    case ast::Kind::DictComp:
        return evaluateComprehension(frame, static_cast<const ast::Comprehension *>(expression));
    case ast::Kind::GeneratorExp:
        return makeGeneratorExpression(frame, static_cast<const ast::Comprehension *>(expression));
    case ast::Kind::Await: {
        RangeScope range(frame, expression->range);
        Value result =
            m_in.await(evaluate(frame, static_cast<const ast::Await *>(expression)->value));
        range.done();
        return result;
    }
    case ast::Kind::Yield:
        return evaluateYield(frame, static_cast<const ast::Yield *>(expression));
    case ast::Kind::YieldFrom:
        return evaluateYieldFrom(frame, static_cast<const ast::YieldFrom *>(expression));
    case ast::Kind::JoinedStr:
        return evaluateJoined(frame, static_cast<const ast::JoinedStr *>(expression));
    case ast::Kind::Slice:
        return evaluateSlice(frame, static_cast<const ast::Slice *>(expression));
    case ast::Kind::Starred:
        throwTypeError(u"can't use starred expression here"_s);
    default:
        break;
    }
    throwUnsupported(u"this kind of expression"_s);
}

Value Evaluator::evaluateName(Frame &frame, const ast::Name *name)
{
    switch (name->kind) {
    case ast::Kind::GlobalName:
        return lookupGlobal(frame, frame.unit->globalName(name->slot));
    case ast::Kind::CellName: {
        const Value &value = frame.cells[name->slot]->value;
        if (!value.isAbsent())
            return value;
        throwUnbound(frame, name);
    }
    case ast::Kind::ClassName:
    case ast::Kind::ClassCellName: {
        Str *const text = nameOf(name->id);
        if (frame.names.isDict() && !frame.names.object()->type()->hasSpecialMethods()) {
            if (const Value *const found = static_cast<Dict *>(frame.names.object())->find(text))
                return *found;
        } else if (frame.names.isObject() && m_in.contains(frame.names, Value(text))) {
            return m_in.getItem(frame.names, Value(text));
        }
        if (name->kind == ast::Kind::ClassName)
            return lookupGlobal(frame, text);
        const Value &value = frame.cells[name->slot]->value;
        if (!value.isAbsent())
            return value;
        throwUnbound(frame, name);
    }
    default:
        throwUnbound(frame, name);
    }
}

Value Evaluator::lookupGlobal(Frame &frame, Str *name)
{
    if (const Value *const found = frame.globals->find(name))
        return *found;
    if (frame.unit->isInPieces()) {
        const Value made = definePiece(m_in, *frame.globals, name);
        if (!made.isAbsent())
            return made;
    }
    if (const Value *const found = m_in.builtins()->dict().find(name))
        return *found;
    const Value unknown = starImported(m_in, *frame.globals, name);
    if (!unknown.isAbsent())
        return unknown;
    throwUndefined(frame, name->text());
}

Value Evaluator::lookupBuiltin(Str *name)
{
    const Value *const found = m_in.builtins()->dict().find(name);
    return found ? *found : Value::absent();
}

void Evaluator::throwUndefined(Frame &frame, const QString &name)
{
    QStringList known;
    for (const Dict *dict : { frame.globals, &m_in.builtins()->dict() }) {
        for (const HashTable::Entry &entry : dict->table().entries())
            known.append(textOf(entry.key));
    }
    for (const SymbolPtr symbol : frame.scope ? frame.scope->locals : List<SymbolPtr>())
        known.append(symbol->text);
    throwError(m_in.types().NameError.get(), u"name '%1' is not defined"_s.arg(name),
               didYouMean(name, known));
}

void Evaluator::throwUnbound(Frame &frame, const ast::Name *name)
{
    const QString &text = name->id->text;
    frame.range = &name->range;
    const bool isFree =
        name->kind != ast::Kind::LocalName && name->slot >= frame.scope->cells.size();
    if (isFree)
        throwError(
            m_in.types().NameError.get(),
            u"cannot access free variable '%1' where it is not associated with a value in enclosing scope"_s
                .arg(text));
    throwError(
        m_in.types().UnboundLocalError.get(),
        u"cannot access local variable '%1' where it is not associated with a value"_s.arg(text));
}

bool Evaluator::truthOf(Frame &frame, const ast::Expr *expression)
{
    const Value value = evaluate(frame, expression);
    return value.isBool() ? value.isTrue() : m_in.truth(value);
}

Value Evaluator::applyBinary(Frame &frame, const ast::BinOp *operation, const Value &left,
                             const Value &right)
{
    if (left.isSmallInt() && right.isSmallInt()) {
        qint64 result = 0;
        switch (operation->op) {
        case ast::Operator::Add:
            if (!__builtin_add_overflow(left.integer(), right.integer(), &result))
                return result;
            break;
        case ast::Operator::Sub:
            if (!__builtin_sub_overflow(left.integer(), right.integer(), &result))
                return result;
            break;
        case ast::Operator::Mult:
            if (!__builtin_mul_overflow(left.integer(), right.integer(), &result))
                return result;
            break;
        default:
            break;
        }
    }
    RangeScope range(frame, operation->range);
    Value result = m_in.binary(operatorOf(operation->op), left, right);
    range.done();
    return result;
}

Value Evaluator::evaluateBinary(Frame &frame, const ast::BinOp *operation)
{
    if (operation->leftDepth <= 1) {
        const Value left = evaluate(frame, operation->left);
        const Value right = evaluate(frame, operation->right);
        return applyBinary(frame, operation, left, right);
    }
    // a + b + c + … nests to the left: from its innermost operation outwards, without recursion.
    QVarLengthArray<const ast::BinOp *, 16> chain;
    const ast::Expr *innermost = operation;
    while (innermost->kind == ast::Kind::BinOp) {
        chain.append(static_cast<const ast::BinOp *>(innermost));
        innermost = chain.last()->left;
    }
    Value result = evaluate(frame, innermost);
    for (qsizetype i = chain.size(); i-- > 0;)
        result = applyBinary(frame, chain[i], result, evaluate(frame, chain[i]->right));
    return result;
}

Value Evaluator::evaluateUnary(Frame &frame, const ast::UnaryOp *operation)
{
    const Value operand = evaluate(frame, operation->operand);
    switch (operation->op) {
    case ast::UnaryOperator::Not:
        return operand.isBool() ? Value(!operand.isTrue()) : Value(!m_in.truth(operand));
    case ast::UnaryOperator::USub:
        return m_in.unary(UnaryOperator::Negate, operand);
    case ast::UnaryOperator::UAdd:
        return m_in.unary(UnaryOperator::Plus, operand);
    case ast::UnaryOperator::Invert:
        return m_in.unary(UnaryOperator::Invert, operand);
    }
    return {};
}

Value Evaluator::evaluateBool(Frame &frame, const ast::BoolOp *operation)
{
    Value value;
    for (quint32 i = 0; i < operation->values.size(); ++i) {
        value = evaluate(frame, operation->values[i]);
        if (i + 1 == operation->values.size())
            break;
        const bool truth = value.isBool() ? value.isTrue() : m_in.truth(value);
        if (truth != operation->isAnd)
            break;
    }
    return value;
}

Value Evaluator::compareOnce(ast::CompareOperator op, const Value &left, const Value &right)
{
    switch (op) {
    case ast::CompareOperator::Eq:
        return m_in.compare(Comparison::Equal, left, right);
    case ast::CompareOperator::NotEq:
        return m_in.compare(Comparison::NotEqual, left, right);
    case ast::CompareOperator::Lt:
        return m_in.compare(Comparison::Less, left, right);
    case ast::CompareOperator::LtE:
        return m_in.compare(Comparison::LessEqual, left, right);
    case ast::CompareOperator::Gt:
        return m_in.compare(Comparison::Greater, left, right);
    case ast::CompareOperator::GtE:
        return m_in.compare(Comparison::GreaterEqual, left, right);
    case ast::CompareOperator::Is:
        return left.is(right);
    case ast::CompareOperator::IsNot:
        return !left.is(right);
    case ast::CompareOperator::In:
        return m_in.contains(right, left);
    case ast::CompareOperator::NotIn:
        return !m_in.contains(right, left);
    }
    return {};
}

Value Evaluator::evaluateCompare(Frame &frame, const ast::Compare *comparison)
{
    Value left = evaluate(frame, comparison->left);
    const quint32 count = comparison->ops.size();
    for (quint32 i = 0;; ++i) {
        Value right = evaluate(frame, comparison->comparators[i]);
        RangeScope range(frame, comparison->range);
        Value result;
        if (left.isSmallInt() && right.isSmallInt()
            && comparison->ops[i] == ast::CompareOperator::Lt)
            result = left.integer() < right.integer();
        else
            result = compareOnce(comparison->ops[i], left, right);
        const bool last = i + 1 == count;
        const bool goOn = !last && (result.isBool() ? result.isTrue() : m_in.truth(result));
        range.done();
        if (!goOn)
            return result;
        left = std::move(right);
    }
}

Value Evaluator::evaluateSlice(Frame &frame, const ast::Slice *slice)
{
    const auto part = [&](const ast::Expr *expression) {
        return expression ? evaluate(frame, expression) : Value();
    };
    Value lower = part(slice->lower);
    Value upper = part(slice->upper);
    Value step = part(slice->step);
    return make<SliceObject>(m_in.types().slice.get(), std::move(lower), std::move(upper),
                             std::move(step));
}

Value Evaluator::evaluateSubscript(Frame &frame, const ast::Subscript *subscript)
{
    const Value object = evaluate(frame, subscript->value);
    const Value key = evaluate(frame, subscript->slice);
    RangeScope range(frame, subscript->range);
    Value result = m_in.getItem(object, key);
    range.done();
    return result;
}

ValueVector Evaluator::evaluateElements(Frame &frame, const List<ast::Expr *> &elements,
                                        bool unpacks)
{
    ValueVector items;
    items.reserve(elements.size());
    for (const ast::Expr *element : elements) {
        if (unpacks && element->kind == ast::Kind::Starred) {
            const Value value = evaluate(frame, static_cast<const ast::Starred *>(element)->value);
            if (!value.isOpaque() && !m_in.isIterable(value))
                throwTypeError(
                    u"Value after * must be an iterable, not %1"_s.arg(m_in.typeName(value)));
            const ValueVector more = m_in.toVector(value);
            items.insert(items.end(), more.begin(), more.end());
        } else {
            items.push_back(evaluate(frame, element));
        }
    }
    return items;
}

Value Evaluator::evaluateSet(Frame &frame, const ast::Set *set)
{
    const Ref<Set> result = makeSet();
    for (const Value &item : evaluateElements(frame, set->elements, true))
        result->add(m_in, item);
    return result;
}

Value Evaluator::evaluateDict(Frame &frame, const ast::Dict *dict)
{
    const Ref<Dict> result = makeDict();
    for (quint32 i = 0; i < dict->values.size(); ++i) {
        if (!dict->keys[i]) {
            const Value mapping = evaluate(frame, dict->values[i]);
            if (!mapping.isDict() && !mapping.isOpaque()
                && m_in.findAttr(mapping, "keys").isAbsent())
                throwTypeError(u"'%1' object is not a mapping"_s.arg(m_in.typeName(mapping)));
            if (mapping.isOpaque())
                m_in.requireKnown(mapping);
            else
                updateDict(m_in, *result, mapping);
            continue;
        }
        const Value key = evaluate(frame, dict->keys[i]);
        const Value value = evaluate(frame, dict->values[i]);
        result->set(m_in, key, value);
    }
    return result;
}

QString Evaluator::joinedText(Frame &frame, const ast::JoinedStr *joined)
{
    QString result;
    for (const ast::Expr *part : joined->values) {
        if (part->kind == ast::Kind::Constant) {
            result += textOf(frame.unit->constant(static_cast<const ast::Constant *>(part)->index));
            continue;
        }
        const auto *const field = static_cast<const ast::FormattedValue *>(part);
        Value value = evaluate(frame, field->value);
        RangeScope range(frame, field->range);
        if (field->conversion == 's')
            value = makeStr(m_in.str(value));
        else if (field->conversion == 'r')
            value = makeStr(m_in.repr(value));
        else if (field->conversion == 'a')
            value = m_in.call(lookupBuiltin(m_in.intern("ascii").get()), { value });
        const QString spec = field->formatSpec ? joinedText(frame, field->formatSpec) : QString();
        if (value.isStr() && spec.isEmpty() && value.object()->type() == m_in.types().str.get())
            result += textOf(value);
        else
            result += m_in.format(value, spec);
        range.done();
        requireStringBytes(result.size() * 2);
    }
    return result;
}

Value Evaluator::evaluateJoined(Frame &frame, const ast::JoinedStr *joined)
{
    return makeStr(joinedText(frame, joined));
}

Value Evaluator::evaluateYield(Frame &frame, const ast::Yield *yield)
{
    const Value value = yield->value ? evaluate(frame, yield->value) : Value();
    return frame.generator->yield(m_in, value);
}

Value Evaluator::evaluateYieldFrom(Frame &frame, const ast::YieldFrom *yield)
{
    const Value source = evaluate(frame, yield->value);
    return delegate(m_in, *frame.generator, source);
}

} // namespace limbeck::lang
