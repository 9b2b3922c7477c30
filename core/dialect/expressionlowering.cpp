// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/expressionlowering.h"

#include "core/dialect/functions.h"
#include "core/dialect/literals.h"
#include "core/dialect/operatortypes.h"

using namespace Qt::StringLiterals;

namespace limbeck::dialect {

using namespace schema;

namespace {

template <typename Node>
ExpressionPtr make(Node node, SqlTypePtr type = {})
{
    return std::make_shared<const Expression>(Expression { std::move(type), std::move(node) });
}

const SqlTypePtr &booleanType()
{
    static const SqlTypePtr type = simpleType(u"Boolean"_s);
    return type;
}

/// A value that the script wrote as it is: its type comes from where it stands.
const BoundValue *bareValue(const ExpressionPtr &expression)
{
    const auto *bound = expression ? std::get_if<BoundValue>(&expression->node) : nullptr;
    return bound && !expression->type ? bound : nullptr;
}

/// A Python None, True or False beside a comparison, as the keyword that it becomes.
ExpressionPtr constantOf(const ExpressionPtr &expression)
{
    if (const auto *keyword = std::get_if<Keyword>(&expression->node))
        return keyword->word == Keyword::Word::Star || keyword->word == Keyword::Word::Default
            ? nullptr
            : expression;
    const auto *bound = bareValue(expression);
    if (!bound || !bound->name.isEmpty() || !bound->hasValue)
        return nullptr;
    if (bound->value.isNull())
        return make(Keyword { Keyword::Word::Null });
    if (const auto *truth = std::get_if<bool>(&bound->value.value))
        return make(Keyword { *truth ? Keyword::Word::True : Keyword::Word::False }, booleanType());
    return nullptr;
}

bool isCollectionAggregate(const ExpressionPtr &lowered)
{
    const auto *unary = std::get_if<UnaryOperation>(&lowered->node);
    return unary && (unary->op == u"ANY" || unary->op == u"ALL");
}

/// Escapes LIKE's wildcards in a value: contains("50%", autoescape=True).
BinaryOperation withAutoescape(BinaryOperation binary)
{
    const auto *bound = std::get_if<BoundValue>(&binary.right->node);
    const auto *text = bound ? std::get_if<QString>(&bound->value.value) : nullptr;
    if (!binary.autoescape || !text)
        return binary;
    const QString escape = binary.escape.value_or(u"/"_s);
    QString escaped = *text;
    if (escape != u"%" && escape != u"_")
        escaped.replace(escape, escape + escape);
    escaped.replace(u"%"_s, escape + u'%').replace(u"_"_s, escape + u'_');
    BoundValue value = *bound;
    value.value = Literal(escaped);
    binary.right = make(std::move(value), binary.right->type);
    binary.escape = escape;
    binary.autoescape = false;
    return binary;
}

/// The type of one value of an IN list: SQLAlchemy looks at the first only.
SqlTypePtr elementType(const SqlTypePtr &compared, const LiteralList &list)
{
    return list.items.empty() ? (compared ? compared : simpleType(u"NullType"_s))
                              : comparedValueType(compared, list.items.front());
}

ExpressionPtr construct(const Operator &op, const ExpressionPtr &left, const ExpressionPtr &right,
                        SqlTypePtr type, BinaryOperation modifiers)
{
    if (op.isAssociative) {
        std::vector<ExpressionPtr> items;
        bool isFlat = false;
        for (const ExpressionPtr &side : { left, right }) {
            const ExpressionPtr &inner = ungrouped(side);
            const bool sameFamily = affinityOf(typeOf(inner)) == affinityOf(type.get());
            if (const auto *list = std::get_if<OperatorList>(&inner->node);
                list && list->op == op.name && sameFamily) {
                items.insert(items.end(), list->items.begin(), list->items.end());
                isFlat = true;
            } else if (const auto *pair = std::get_if<BinaryOperation>(&inner->node);
                       pair && pair->op == op.name && sameFamily) {
                items.push_back(pair->left);
                items.push_back(pair->right);
                isFlat = true;
            } else {
                items.push_back(side);
            }
        }
        if (isFlat) {
            for (ExpressionPtr &item : items)
                item = ExpressionLowering::grouped(item, &op);
            return make(OperatorList { op.name, std::move(items) }, std::move(type));
        }
    }
    modifiers.op = op.name;
    modifiers.left = ExpressionLowering::grouped(left, &op);
    modifiers.right = ExpressionLowering::grouped(right, &op);
    return make(std::move(modifiers), std::move(type));
}

} // namespace

const ExpressionPtr &ungrouped(const ExpressionPtr &lowered)
{
    const auto *list = std::get_if<ExpressionList>(&lowered->node);
    if (list && list->parenthesised && !list->isTuple && list->items.size() == 1)
        return ungrouped(list->items.front());
    return lowered;
}

ExpressionPtr ExpressionLowering::lower(const ExpressionPtr &expression, const SqlTypePtr &compared)
{
    if (!expression)
        return {};
    const auto found = m_done.find(expression.get());
    if (found != m_done.end())
        return found->second;
    ExpressionPtr result = lowered(expression, compared);
    m_done.insert_or_assign(expression.get(), result);
    m_done.insert_or_assign(result.get(), result); // lowering what is lowered changes nothing
    m_keep.push_back(expression);
    m_keep.push_back(result);
    return result;
}

std::vector<ExpressionPtr> ExpressionLowering::lower(const std::vector<ExpressionPtr> &expressions)
{
    std::vector<ExpressionPtr> all;
    all.reserve(expressions.size());
    for (const ExpressionPtr &expression : expressions)
        all.push_back(lower(expression));
    return all;
}

std::vector<ExpressionPtr> ExpressionLowering::groupedList(const std::vector<ExpressionPtr> &items)
{
    std::vector<ExpressionPtr> all = lower(items);
    for (ExpressionPtr &item : all)
        item = grouped(item, u"comma_op"_s);
    return all;
}

ExpressionPtr ExpressionLowering::condition(const ExpressionPtr &expression)
{
    return expression ? grouped(lower(expression), u"_asbool"_s) : nullptr;
}

ExpressionPtr ExpressionLowering::concatenated(const ExpressionPtr &left,
                                               const ExpressionPtr &right)
{
    const AdaptedOperator adapted = adaptOperator(u"concat_op"_s, left->type, right->type);
    return construct(namedOperator(adapted.op), left, right, adapted.type, {});
}

ExpressionPtr ExpressionLowering::lowered(const ExpressionPtr &expression,
                                          const SqlTypePtr &compared)
{
    const Expression &e = *expression;
    if (const auto *column = std::get_if<ColumnReference>(&e.node)) {
        if (e.type || !column->column)
            return expression;
        return make(*column, column->column->type);
    }
    if (const auto *bound = std::get_if<BoundValue>(&e.node))
        return lowerValue(expression, *bound, compared);
    if (const auto *unary = std::get_if<UnaryOperation>(&e.node))
        return lowerUnary(e, *unary);
    if (const auto *binary = std::get_if<BinaryOperation>(&e.node))
        return lowerBinary(e, *binary);
    if (const auto *list = std::get_if<BooleanList>(&e.node))
        return lowerBoolean(*list);
    if (const auto *between = std::get_if<Between>(&e.node)) {
        Between copy = *between;
        const ExpressionPtr operand = lower(between->operand);
        copy.operand = grouped(operand, u"between_op"_s);
        copy.low = lowerBeside(between->low, operand);
        copy.high = lowerBeside(between->high, operand);
        return make(std::move(copy), booleanType());
    }
    if (const auto *function = std::get_if<Function>(&e.node))
        return lowerFunction(e, *function);
    if (const auto *choice = std::get_if<Case>(&e.node))
        return lowerCase(e, *choice);
    if (const auto *keyword = std::get_if<Keyword>(&e.node)) {
        const bool isTruth =
            keyword->word == Keyword::Word::True || keyword->word == Keyword::Word::False;
        return e.type || !isTruth ? expression : make(*keyword, booleanType());
    }
    if (std::holds_alternative<SequenceNextValue>(e.node))
        return make(std::get<SequenceNextValue>(e.node), simpleType(u"Integer"_s));
    if (const ExpressionPtr wrapper = lowerWrapper(e))
        return wrapper;
    const ExpressionPtr collection = lowerCollection(e);
    return collection ? collection : expression;
}

ExpressionPtr ExpressionLowering::lowerValue(const ExpressionPtr &expression,
                                             const BoundValue &bound, const SqlTypePtr &compared)
{
    if (expression->type)
        return expression;
    const auto *list = std::get_if<std::shared_ptr<const LiteralList>>(&bound.value.value);
    if (bound.expanding && list)
        return make(bound, elementType(compared, **list));
    if (!bound.hasValue)
        return make(bound, compared ? compared : simpleType(u"NullType"_s));
    return make(bound, comparedValueType(compared, bound.value));
}

/// What stands around one expression.
ExpressionPtr ExpressionLowering::lowerWrapper(const Expression &e)
{
    if (const auto *over = std::get_if<Over>(&e.node)) {
        Over copy = *over;
        copy.function = lower(over->function);
        copy.partitionBy = groupedList(over->partitionBy);
        copy.orderBy = groupedList(over->orderBy);
        return make(copy, e.type ? e.type : copy.function->type);
    }
    if (const auto *cast = std::get_if<Cast>(&e.node)) {
        Cast copy = *cast;
        copy.operand = lower(cast->operand, cast->type);
        return make(std::move(copy), e.type ? e.type : cast->type);
    }
    if (const auto *label = std::get_if<Label>(&e.node)) {
        Label copy = *label;
        copy.element = lower(label->element);
        return make(copy, e.type ? e.type : copy.element->type);
    }
    if (const auto *extract = std::get_if<Extract>(&e.node))
        return make(Extract { extract->field, lower(extract->operand) }, simpleType(u"Integer"_s));
    if (const auto *collate = std::get_if<Collate>(&e.node)) {
        const ExpressionPtr operand = lower(collate->operand);
        return make(Collate { grouped(operand, u"collate"_s), collate->collation }, operand->type);
    }
    return {};
}

/// Lists, arrays and subqueries.
ExpressionPtr ExpressionLowering::lowerCollection(const Expression &e)
{
    if (const auto *list = std::get_if<ExpressionList>(&e.node)) {
        ExpressionList copy = *list;
        const bool isGrouping = list->parenthesised && !list->isTuple && list->items.size() == 1;
        copy.items = isGrouping ? lower(list->items) : groupedList(list->items);
        return make(copy, isGrouping ? copy.items.front()->type : e.type);
    }
    if (const auto *query = std::get_if<ScalarQuery>(&e.node)) {
        if (query->exists)
            return make(*query, booleanType());
        const auto *select = query->query ? std::get_if<Select>(&query->query->node) : nullptr;
        if (e.type || !select || select->columns.size() != 1)
            return {};
        return make(*query, lower(select->columns.front())->type);
    }
    if (const auto *array = std::get_if<ArrayLiteral>(&e.node)) {
        const SqlTypePtr item = e.type ? e.type->itemType : nullptr;
        std::vector<ExpressionPtr> items;
        for (const ExpressionPtr &each : array->items)
            items.push_back(grouped(lower(each, item), u"comma_op"_s));
        SqlTypePtr type = e.type;
        if (!type) {
            auto inferred = std::make_shared<SqlType>();
            inferred->name = u"ARRAY"_s;
            inferred->itemType = items.empty() ? nullptr : items.front()->type;
            type = inferred;
        }
        return make(ArrayLiteral { std::move(items) }, type);
    }
    if (const auto *slice = std::get_if<Slice>(&e.node))
        return make(Slice { lower(slice->start), lower(slice->stop) });
    return {};
}

ExpressionPtr ExpressionLowering::lowerUnary(const Expression &expression,
                                             const UnaryOperation &unary)
{
    const ExpressionPtr operand = lower(unary.operand);
    if (unary.op == u"NOT")
        return negated(operand);
    if (unary.op == u"is_true" || unary.op == u"is_false")
        return make(UnaryOperation { unary.op, operand, false }, booleanType());
    if (unary.op == u"IS NULL" || unary.op == u"IS NOT NULL") {
        BinaryOperation test;
        test.op = unary.op == u"IS NULL" ? u"is_"_s : u"is_not"_s;
        test.left = unary.operand;
        test.right = make(Keyword { Keyword::Word::Null });
        return lowerComparison(test);
    }
    const Operator op = operatorOf(unary);
    SqlTypePtr type = expression.type;
    if (!type && (unary.op == u"-" || unary.op == u"~" || unary.op == u"DISTINCT"))
        type = operand->type;
    if (unary.op == u"ANY" || unary.op == u"ALL" || unary.op == u"EXISTS")
        type = booleanType();
    // ANY and ALL group their operand for itself first: an operator in it always has parentheses.
    const ExpressionPtr first =
        unary.op == u"ANY" || unary.op == u"ALL" ? grouped(operand, nullptr) : operand;
    return make(UnaryOperation { unary.op, grouped(first, &op), unary.postfix }, type);
}

void ExpressionLowering::nameValue(const ExpressionPtr &lowered, const QString &name)
{
    if (std::holds_alternative<BoundValue>(lowered->node) && !m_valueNames.contains(lowered.get()))
        m_valueNames.insert(lowered.get(), name);
}

ExpressionPtr ExpressionLowering::lowerBeside(const ExpressionPtr &expression,
                                              const ExpressionPtr &other)
{
    SqlTypePtr compared = other->type;
    if (isCollectionAggregate(other)) {
        const auto &operand = ungrouped(std::get<UnaryOperation>(other->node).operand);
        compared = affinityOf(typeOf(operand)) == Affinity::Array ? operand->type->itemType
                                                                  : operand->type;
    }
    const bool isBare = bareValue(expression) != nullptr;
    ExpressionPtr result = lower(expression, compared);
    if (!isBare)
        return result;
    if (const auto *column = std::get_if<ColumnReference>(&other->node);
        column && !column->name.isEmpty())
        nameValue(result, column->name.text);
    else if (const auto *function = std::get_if<Function>(&other->node))
        nameValue(result, functionName(*function));
    return result;
}

std::pair<ExpressionPtr, ExpressionPtr> ExpressionLowering::operands(const BinaryOperation &binary)
{
    if (bareValue(binary.left) && !bareValue(binary.right)) {
        const ExpressionPtr right = lower(binary.right);
        return { lowerBeside(binary.left, right), right };
    }
    const ExpressionPtr left = lower(binary.left);
    return { left, lowerBeside(binary.right, left) };
}

ExpressionPtr ExpressionLowering::lowerBinary(const Expression &expression,
                                              const BinaryOperation &binary)
{
    if (binary.op == u"in_op" || binary.op == u"not_in_op")
        return lowerMembership(binary);
    if (binary.op == u"regexp_replace_op")
        return lowerRegexpReplace(binary);
    if (binary.op == u"getitem" || binary.op == u"json_getitem_op"
        || binary.op == u"json_path_getitem_op")
        return lowerJsonItem(expression, binary);

    const Operator op = operatorOf(binary);
    if (op.isComparison && binary.op != u"custom_op" && !op.isEagerGrouping)
        return lowerComparison(withAutoescape(binary));

    const auto [left, right] = operands(binary);
    if (expression.type || op.isComparison || binary.op == u"custom_op") {
        const SqlTypePtr result = expression.type ? expression.type
            : op.isComparison                     ? booleanType()
                                                  : left->type;
        if (binary.op != u"add" || expression.type == nullptr)
            return construct(op, left, right, result, binary);
    }
    AdaptedOperator adapted = adaptOperator(binary.op, left->type, right->type);
    return construct(namedOperator(adapted.op), left, right,
                     expression.type ? expression.type : adapted.type, binary);
}

ExpressionPtr ExpressionLowering::lowerComparison(const BinaryOperation &binary)
{
    Operator op = namedOperator(binary.op);
    const ExpressionPtr constant = constantOf(binary.right);
    if (!constant) {
        const auto [left, right] = operands(binary);
        return construct(op, left, right, booleanType(), binary);
    }
    const ExpressionPtr left = lower(binary.left);
    const bool isTruth = std::get<Keyword>(constant->node).word != Keyword::Word::Null;
    const bool isEquality = binary.op == u"eq" || binary.op == u"ne";
    if (!(isEquality && isTruth) && !binary.op.endsWith(u"distinct_from")
        && !isCollectionAggregate(left)) {
        if (binary.op == u"eq" || binary.op == u"is_")
            op = namedOperator(u"is_"_s);
        else if (binary.op == u"ne" || binary.op == u"is_not")
            op = namedOperator(u"is_not"_s);
        else
            m_error = u"Only '=', '!=', 'is_()', 'is_not()', 'is_distinct_from()', "
                      u"'is_not_distinct_from()' operators "
                      "can be used with None/True/False"_s;
    }
    return construct(op, left, constant, booleanType(), binary);
}

ExpressionPtr ExpressionLowering::lowerMembership(const BinaryOperation &binary)
{
    const Operator op = namedOperator(binary.op);
    const ExpressionPtr left = lower(binary.left);
    const auto *tuple = std::get_if<ExpressionList>(&left->node);
    SqlTypePtr compared = left->type;
    if (tuple && tuple->isTuple) {
        auto types = std::make_shared<SqlType>();
        types->name = u"TupleType"_s;
        compared = types;
    }
    ExpressionPtr right = binary.right;
    if (const auto *list = std::get_if<ExpressionList>(&right->node); list && !list->isTuple) {
        const bool allBare =
            std::all_of(list->items.begin(), list->items.end(), [](const ExpressionPtr &item) {
                const auto *bound = bareValue(item);
                return bound && bound->name.isEmpty() && !bound->expanding;
            });
        if (allBare) {
            auto values = std::make_shared<LiteralList>();
            for (const ExpressionPtr &item : list->items)
                values->items.push_back(std::get<BoundValue>(item->node).value);
            BoundValue bound;
            bound.value = Literal(std::shared_ptr<const LiteralList>(std::move(values)));
            bound.expanding = true;
            right = make(std::move(bound));
        } else {
            ExpressionList items;
            for (const ExpressionPtr &item : list->items)
                items.items.push_back(grouped(lower(item, compared), u"comma_op"_s));
            right = make(std::move(items));
        }
    } else if (const auto *bound = std::get_if<BoundValue>(&right->node);
               bound && !bound->expanding) {
        BoundValue expanding = *bound;
        expanding.expanding = true;
        right = make(std::move(expanding), right->type);
    }
    if (tuple && tuple->isTuple && std::holds_alternative<BoundValue>(right->node))
        return construct(op, left, make(right->node, compared), booleanType(), binary);
    if (!std::holds_alternative<ExpressionList>(right->node))
        right = lower(right, compared);
    return construct(op, left, right, booleanType(), binary);
}

ExpressionPtr ExpressionLowering::lowerJsonItem(const Expression &expression,
                                                const BinaryOperation &binary)
{
    const ExpressionPtr left = lower(binary.left);
    const bool isJson = affinityOf(typeOf(left)) == Affinity::Json;
    const auto *bound = std::get_if<BoundValue>(&binary.right->node);
    const bool isPath =
        bound && std::holds_alternative<std::shared_ptr<const LiteralList>>(bound->value.value);
    QString name = binary.op;
    SqlTypePtr type = expression.type ? expression.type : left->type;
    if (isJson && name == u"getitem")
        name = isPath ? u"json_path_getitem_op"_s : u"json_getitem_op"_s;
    if (name == u"getitem" && !expression.type && affinityOf(typeOf(left)) == Affinity::Array
        && !std::holds_alternative<Slice>(binary.right->node)
        && left->type->dimensions.value_or(1) == 1)
        type = left->type->itemType;
    const ExpressionPtr right = lower(binary.right);
    return construct(namedOperator(name), left, right, type, binary);
}

ExpressionPtr ExpressionLowering::lowerRegexpReplace(const BinaryOperation &binary)
{
    const ExpressionPtr left = lower(binary.left);
    BinaryOperation copy = binary;
    copy.left = grouped(left, binary.op);
    if (const auto *pair = std::get_if<ExpressionList>(&binary.right->node)) {
        ExpressionList items;
        items.parenthesised = false;
        for (const ExpressionPtr &item : pair->items)
            items.items.push_back(lower(item, left->type));
        copy.right = make(std::move(items));
    }
    return make(std::move(copy), left->type);
}

ExpressionPtr ExpressionLowering::lowerFunction(const Expression &expression,
                                                const Function &function)
{
    Function copy = function;
    copy.arguments = groupedList(function.arguments);
    for (size_t at = 0; at < copy.arguments.size(); ++at) {
        if (bareValue(function.arguments[at]))
            nameValue(copy.arguments[at], functionName(function));
    }
    copy.orderBy = groupedList(function.orderBy);
    copy.filter = lower(function.filter);
    std::vector<SqlTypePtr> types;
    for (const ExpressionPtr &argument : copy.arguments)
        types.push_back(argument->type);
    return make(copy, expression.type ? expression.type : functionType(function, types));
}

ExpressionPtr ExpressionLowering::lowerCase(const Expression &expression, const Case &choice)
{
    Case copy;
    copy.value = lower(choice.value);
    SqlTypePtr type = expression.type;
    for (const auto &[when, then] : choice.whens) {
        const ExpressionPtr result = lower(then);
        copy.whens.emplace_back(
            grouped(lower(when, copy.value ? copy.value->type : nullptr), nullptr), result);
        if (!expression.type && affinityOf(typeOf(result)) != Affinity::Null)
            type = result->type;
    }
    copy.otherwise = lower(choice.otherwise);
    if (!type && copy.otherwise)
        type = copy.otherwise->type;
    return make(std::move(copy), type);
}

ExpressionPtr ExpressionLowering::lowerBoolean(const BooleanList &list)
{
    const auto isWord = [](const ExpressionPtr &item, Keyword::Word word) {
        const auto *keyword = std::get_if<Keyword>(&item->node);
        return keyword && keyword->word == word;
    };
    const Keyword::Word neutral = list.isAnd ? Keyword::Word::True : Keyword::Word::False;
    const Keyword::Word decisive = list.isAnd ? Keyword::Word::False : Keyword::Word::True;
    std::vector<ExpressionPtr> items;
    ExpressionPtr fallback;
    for (const ExpressionPtr &each : list.items) {
        ExpressionPtr item = constantOf(each);
        item = lower(!item || isWord(item, Keyword::Word::Null) ? each : item);
        if (isWord(item, neutral)) {
            fallback = item;
            continue;
        }
        if (isWord(item, decisive)) {
            items = { item };
            break;
        }
        items.push_back(item);
    }
    if (items.empty() && fallback)
        items.push_back(fallback);
    const QString name = list.isAnd ? u"and_"_s : u"or_"_s;
    if (items.size() == 1)
        return grouped(items.front(), u"_asbool"_s);
    std::vector<ExpressionPtr> flat;
    for (const ExpressionPtr &item : items) {
        const ExpressionPtr operand = grouped(item, name);
        const ExpressionPtr &inner = ungrouped(operand);
        if (const auto *nested = std::get_if<BooleanList>(&inner->node);
            nested && nested->isAnd == list.isAnd)
            flat.insert(flat.end(), nested->items.begin(), nested->items.end());
        else
            flat.push_back(operand);
    }
    return make(BooleanList { list.isAnd, std::move(flat) }, booleanType());
}

} // namespace limbeck::dialect
