// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/fromobject.h"
#include "core/bindings/statementobject.h"
#include "core/bindings/tableobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

namespace {

Select &selectOf(StatementEdit &edit)
{
    return std::get<Select>(edit.query->node);
}

/// select(a, b, …) and 1.x' select([a, b], whereclause, from_obj=…).
Value makeSelect(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    ValueVector arguments = a.varPositional();
    Dict &keywords = a.varKeywords();
    const auto keyword = [&](const char *name) {
        const Value *found = keywords.find(name);
        return found ? *found : Value();
    };
    const bool isLegacy =
        (!arguments.empty() && arguments.front().isList()) || !keyword("columns").isNone();
    Value where = keyword("whereclause");
    if (isLegacy) {
        noteLegacy(interpreter, u"select([…])"_s, u"Give the columns as separate arguments."_s);
        if (arguments.size() > 1)
            where = arguments[1];
        arguments =
            interpreter.toVector(arguments.empty() ? keyword("columns") : arguments.front());
        // Strings were texts then.
        for (Value &argument : arguments) {
            if (argument.isStr())
                argument = interpreter.call(library(interpreter).named("literal_column"),
                                            Arguments { argument });
        }
    }
    Select select;
    select.columns = toColumnList(interpreter, arguments);
    for (const Value &argument : arguments) {
        // Columns bring their tables, but no join; what has no columns still stands in FROM.
        auto *from = argument.as<FromObject>();
        if (!from)
            continue;
        const schema::FromClausePtr source = from->from(interpreter);
        if (std::holds_alternative<schema::JoinSource>(source->node)
            || from->columns(interpreter)->items().empty())
            select.from.push_back(source);
    }
    Value made = makeStatement(interpreter, "Select", Query { std::move(select) });
    const bool hasModel =
        std::any_of(arguments.begin(), arguments.end(), [&](const Value &argument) {
            return !interpreter.findAttr(argument, "__mapper__").isAbsent();
        });
    if (hasModel)
        made.as<StatementObject>()->entities = makeList(arguments);
    if (!where.isNone())
        made = interpreter.callMethod(made, "where", Arguments { where });
    for (const auto &[name, method] : { std::pair { "from_obj", "select_from" },
                                        { "order_by", "order_by" },
                                        { "group_by", "group_by" },
                                        { "having", "having" },
                                        { "limit", "limit" },
                                        { "offset", "offset" } }) {
        const Value given = keyword(name);
        if (given.isNone())
            continue;
        const ValueVector items =
            given.isList() || given.isTuple() ? interpreter.toVector(given) : ValueVector { given };
        made = interpreter.callMethod(made, method, Arguments(items));
    }
    if (keyword("distinct").isTrue())
        made = interpreter.callMethod(made, "distinct");
    return made;
}

Value where(Args &a)
{
    StatementEdit edit(a["self"]);
    Select &select = selectOf(edit);
    select.where = addCriteria(a.interpreter(), select.where, a.varPositional());
    return edit.finish();
}

/// filter_by(name=value): columns of the first FROM.
Value filterBy(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    const Value columns = filterTarget(interpreter, a["self"]);
    ValueVector criteria;
    for (const HashTable::Entry &entry : a.varKeywords().table().entries()) {
        if (entry.key.isAbsent())
            continue;
        const Value column =
            interpreter.findAttr(columns, interpreter.intern(textOf(entry.key)).get());
        if (column.isAbsent())
            throwSqlAlchemyError(interpreter, "InvalidRequestError",
                                 u"Entity has no property %1"_s.arg(quoted(textOf(entry.key))));
        criteria.push_back(interpreter.compare(Comparison::Equal, column, entry.value));
    }
    return interpreter.callMethod(a["self"], "where", Arguments(criteria));
}

Value having(Args &a)
{
    StatementEdit edit(a["self"]);
    Select &select = selectOf(edit);
    select.having = addCriteria(a.interpreter(), select.having, a.varPositional());
    return edit.finish();
}

Value selectFrom(Args &a)
{
    StatementEdit edit(a["self"]);
    for (const Value &from : spread(a.interpreter(), a.varPositional()))
        selectOf(edit).from.push_back(toFromClause(a.interpreter(), from));
    return edit.finish();
}

Value joinMethod(Args &a, bool outer, bool withLeft)
{
    Interpreter &interpreter = a.interpreter();
    StatementEdit edit(a["self"]);
    PendingJoin join;
    const Value &right = a[withLeft ? "to_target" : "target"];
    // target may be a Join made by hand.
    join.right = toFromClause(interpreter, right);
    if (withLeft)
        join.left = toFromClause(interpreter, a["from_"]);
    if (!a["onclause"].isNone())
        join.on = operand(interpreter, a["onclause"], nullptr, true);
    else
        settleForeignKeys(interpreter);
    join.outer = outer || a.truth("isouter");
    join.full = a.truth("full");
    selectOf(edit).joins.push_back(std::move(join));
    return edit.finish();
}

/// order_by() and group_by() of selects and compounds; None takes back what was there.
Value ordering(Args &a, bool isOrder)
{
    StatementEdit edit(a["self"]);
    const ValueVector &values = a.varPositional();
    const auto apply = [&](auto &statement) {
        auto &list = isOrder ? statement.orderBy : statement.groupBy;
        if (values.size() == 1 && values[0].isNone())
            list.clear();
        for (const ExpressionPtr &clause : toClauseList(a.interpreter(), values))
            list.push_back(clause);
    };
    if (auto *compound = std::get_if<CompoundSelect>(&edit.query->node))
        apply(*compound);
    else
        apply(selectOf(edit));
    return edit.finish();
}

enum class Limit { Limit, Offset, Fetch };

Value limiting(Args &a, Limit which)
{
    StatementEdit edit(a["self"]);
    const Value &count = a["count"];
    const ExpressionPtr value = count.isNone() ? nullptr : operand(a.interpreter(), count, nullptr);
    const auto apply = [&](auto &statement) {
        (which == Limit::Limit        ? statement.limit
             : which == Limit::Offset ? statement.offset
                                      : statement.fetch) = value;
        if (which == Limit::Fetch) {
            statement.fetchWithTies = a.truth("with_ties");
            statement.fetchPercent = a.truth("percent");
        }
    };
    if (auto *compound = std::get_if<CompoundSelect>(&edit.query->node))
        apply(*compound);
    else
        apply(selectOf(edit));
    return edit.finish();
}

Value distinct(Args &a)
{
    StatementEdit edit(a["self"]);
    Select &select = selectOf(edit);
    select.distinct = true;
    for (const ExpressionPtr &column : toClauseList(a.interpreter(), a.varPositional()))
        select.distinctOn.push_back(column);
    return edit.finish();
}

Value forUpdate(Args &a)
{
    StatementEdit edit(a["self"]);
    ForUpdate clause;
    clause.read = a.truth("read");
    clause.nowait = a.truth("nowait");
    clause.skipLocked = a.truth("skip_locked");
    clause.keyShare = a.truth("key_share");
    if (!a["of"].isNone()) {
        const Value &of = a["of"];
        const ValueVector items =
            of.isList() || of.isTuple() ? a.interpreter().toVector(of) : ValueVector { of };
        for (const Value &item : items) {
            const auto columns = toColumnList(a.interpreter(), { item });
            if (!columns.empty())
                clause.of.push_back(columns.front());
        }
    }
    if (auto *compound = std::get_if<CompoundSelect>(&edit.query->node))
        compound->forUpdate = clause;
    else
        selectOf(edit).forUpdate = clause;
    return edit.finish();
}

Value columnsMethod(Args &a, bool replace)
{
    StatementEdit edit(a["self"]);
    Select &select = selectOf(edit);
    if (replace)
        select.columns.clear();
    for (const ExpressionPtr &column :
         toColumnList(a.interpreter(), spread(a.interpreter(), a.varPositional())))
        select.columns.push_back(column);
    return edit.finish();
}

Value correlate(Args &a, bool except)
{
    StatementEdit edit(a["self"]);
    Select &select = selectOf(edit);
    select.autoCorrelate = false;
    std::vector<FromClausePtr> froms;
    for (const Value &from : a.varPositional()) {
        if (!from.isNone())
            froms.push_back(toFromClause(a.interpreter(), from));
    }
    if (except)
        select.correlateExcept = froms;
    else
        select.correlate.insert(select.correlate.end(), froms.begin(), froms.end());
    return edit.finish();
}

Value compoundOf(Interpreter &interpreter, const QString &keyword, const ValueVector &selects)
{
    CompoundSelect compound;
    compound.keyword = keyword;
    for (const Value &select : spread(interpreter, selects))
        compound.selects.push_back(toQuery(interpreter, select));
    return makeStatement(interpreter, "CompoundSelect", Query { std::move(compound) });
}

Value setLabelStyle(Args &a)
{
    StatementEdit edit(a["self"]);
    const QString style = a.interpreter().str(a["style"]);
    if (auto *select = std::get_if<Select>(&edit.query->node)) {
        select->labelTablenamePlusColumn = style.contains(u"TABLENAME_PLUS_COL");
        select->labelNone = style.contains(u"NONE");
    }
    return edit.finish();
}

void addSelectMethods(TypeBuilder &type)
{
    type.method("where(self, *whereclause)", where)
        .method("filter(self, *criteria)", where)
        .method("filter_by(self, **kwargs)", filterBy)
        .method("having(self, *having)", having)
        .method("select_from(self, *froms)", selectFrom)
        .method("join(self, target, onclause=None, *, isouter=False, full=False)",
                [](Args &a) { return joinMethod(a, false, false); })
        .method("outerjoin(self, target, onclause=None, *, isouter=False, full=False)",
                [](Args &a) { return joinMethod(a, true, false); })
        .method("join_from(self, from_, to_target, onclause=None, *, isouter=False, full=False)",
                [](Args &a) { return joinMethod(a, false, true); })
        .method(
            "outerjoin_from(self, from_, to_target, onclause=None, *, isouter=False, full=False)",
            [](Args &a) { return joinMethod(a, true, true); })
        .method("distinct(self, *expr)", distinct)
        .method("add_columns(self, *entities)", [](Args &a) { return columnsMethod(a, false); })
        .method("column(self, *entities)", [](Args &a) { return columnsMethod(a, false); })
        .method("with_only_columns(self, *entities, **kw)",
                [](Args &a) { return columnsMethod(a, true); })
        .method("correlate(self, *fromclauses)", [](Args &a) { return correlate(a, false); })
        .method("correlate_except(self, *fromclauses)", [](Args &a) { return correlate(a, true); });
}

/// What selects and compounds have in common.
void addOrderedMethods(TypeBuilder &type)
{
    type.method("order_by(self, *clauses)", [](Args &a) { return ordering(a, true); })
        .method("group_by(self, *clauses)", [](Args &a) { return ordering(a, false); })
        .method("limit(self, count)", [](Args &a) { return limiting(a, Limit::Limit); })
        .method("offset(self, count)", [](Args &a) { return limiting(a, Limit::Offset); })
        .method("fetch(self, count, with_ties=False, percent=False)",
                [](Args &a) { return limiting(a, Limit::Fetch); })
        .method("slice(self, start, stop)",
                [](Args &a) {
                    Interpreter &interpreter = a.interpreter();
                    const qint64 start = a["start"].isNone() ? 0 : a.integer("start");
                    Value made = a["self"];
                    if (!a["stop"].isNone())
                        made = interpreter.callMethod(
                            made, "limit", Arguments { Value(a.integer("stop") - start) });
                    return start == 0
                        ? made
                        : interpreter.callMethod(made, "offset", Arguments { Value(start) });
                })
        .method("with_for_update(self, *, nowait=False, read=False, of=None, skip_locked=False, "
                "key_share=False)",
                forUpdate)
        .method("set_label_style(self, style)", setLabelStyle)
        .method("apply_labels(self)",
                [](Args &a) {
                    return a.interpreter().callMethod(
                        a["self"], "set_label_style",
                        Arguments { makeStr(u"TABLENAME_PLUS_COL"_s) });
                })
        .method("with_labels(self)", [](Args &a) {
            return a.interpreter().callMethod(a["self"], "set_label_style",
                                              Arguments { makeStr(u"TABLENAME_PLUS_COL"_s) });
        });

    struct Compound
    {
        const char *name;
        const char *keyword;
    };

    static constexpr Compound compounds[] = {
        { "union", "UNION" },         { "union_all", "UNION ALL" },
        { "except_", "EXCEPT" },      { "except_all", "EXCEPT ALL" },
        { "intersect", "INTERSECT" }, { "intersect_all", "INTERSECT ALL" }
    };
    for (const Compound &compound : compounds) {
        const QString keyword = QString::fromLatin1(compound.keyword);
        type.method(std::string(compound.name) + "(self, *other)", [keyword](Args &a) {
            ValueVector selects { a["self"] };
            for (const Value &other : a.varPositional())
                selects.push_back(other);
            return compoundOf(a.interpreter(), keyword, selects);
        });
    }
}

} // namespace

Value filterTarget(Interpreter &interpreter, const Value &statement)
{
    const QueryPtr query = statement.as<StatementObject>()->query();
    FromClausePtr target;
    if (const auto *select = std::get_if<Select>(&query->node)) {
        if (!select->joins.empty())
            target = select->joins.back().right;
        else if (!select->from.empty())
            target = select->from.front();
        for (const ExpressionPtr &column : select->columns) {
            const auto *reference = std::get_if<ColumnReference>(&column->node);
            if (!target && reference)
                target = reference->from;
        }
    } else if (const auto *update = std::get_if<Update>(&query->node)) {
        target = update->target;
    } else if (const auto *remove = std::get_if<Delete>(&query->node)) {
        target = remove->target;
    }
    if (!target)
        throwSqlAlchemyError(interpreter, "InvalidRequestError",
                             u"filter_by() needs a table to filter"_s);
    if (const auto *table = std::get_if<TableSource>(&target->node)) {
        const auto &known = library(interpreter).wrappers->tables;
        if (const auto found = known.find(table->table.get()); found != known.end())
            return interpreter.getAttr(Value(found->second), "c");
    }
    const Ref<FromObject> from = createAs<FromObject>(interpreter, "FromClause");
    from->setFrom(target);
    return from->columns(interpreter);
}

void defineSelects(ModuleBuilder &module)
{
    Interpreter &interpreter = module.interpreter();
    const Ref<Type> clause(module.module()->dict().find("ClauseElement")->as<Type>());
    const Ref<Type> executable(module.module()->dict().find("Executable")->as<Type>());
    TypeBuilder statement = module.define<StatementObject>("_Statement", { clause, executable });
    statement.value("__module__", makeStr(u"sqlalchemy.sql.selectable"_s));
    addStatementMethods(statement);
    TypeBuilder base = defineNamed(module, "SelectBase", { "_Statement" });
    addSubqueryMethods(base);
    TypeBuilder generative = defineNamed(module, "GenerativeSelect", { "SelectBase" });
    addOrderedMethods(generative);
    defineNamed(module, "CompoundSelect", { "GenerativeSelect" });
    defineNamed(module, "TextualSelect", { "SelectBase" });
    module.alias("TextAsFrom", "TextualSelect");
    TypeBuilder select = defineNamed(module, "Select", { "GenerativeSelect" });
    addSelectMethods(select);
    module.function("select(*entities, **kw)", makeSelect);

    struct Compound
    {
        const char *signature;
        const char *keyword;
    };

    static constexpr Compound compounds[] = {
        { "union(*selects)", "UNION" },         { "union_all(*selects)", "UNION ALL" },
        { "except_(*selects)", "EXCEPT" },      { "except_all(*selects)", "EXCEPT ALL" },
        { "intersect(*selects)", "INTERSECT" }, { "intersect_all(*selects)", "INTERSECT ALL" }
    };
    for (const Compound &compound : compounds) {
        const QString keyword = QString::fromLatin1(compound.keyword);
        module.function(compound.signature, [keyword](Args &a) {
            return compoundOf(a.interpreter(), keyword, a.varPositional());
        });
    }
    for (const char *style : { "LABEL_STYLE_DEFAULT", "LABEL_STYLE_NONE",
                               "LABEL_STYLE_TABLENAME_PLUS_COL", "LABEL_STYLE_DISAMBIGUATE_ONLY" })
        module.value(style, makeStr(QString::fromLatin1(style)));
    Q_UNUSED(interpreter);
}

} // namespace limbeck::bindings
