// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/annotationmemo.h"
#include "core/lang/code.h"
#include "core/lang/interpreter.h"

#include <QVarLengthArray>

namespace limbeck::lang {

class Fiber;
class GeneratorObject;

/// How a statement ended. Exceptions go through C++'s.
enum class Completion : quint8 { Normal, Break, Continue, Return };

/// The arguments of a call while they are collected.
struct CollectedArguments
{
    QVarLengthArray<Value, 8> positional;
    QVarLengthArray<KeywordArgument, 4> keywords;

    [[nodiscard]] Arguments view() const
    {
        return { { positional.constData(), static_cast<size_t>(positional.size()) },
                 { keywords.constData(), static_cast<size_t>(keywords.size()) } };
    }
};

/// Walks the resolved tree. One per interpreter; internal to lang.
class Evaluator
{
public:
    explicit Evaluator(Interpreter &interpreter);
    ~Evaluator();

    /// Runs a module's body in @p globals.
    void runModule(const Ref<CodeUnit> &unit, const Ref<Dict> &globals);
    /// What goes on when a statement of a module fails for what is not available or not allowed:
    /// gets its index.
    using StatementFailure = std::function<void(quint32 index, const Error &error)>;
    /// The same, and goes on after a statement that fails so.
    void runModule(const Ref<CodeUnit> &unit, const Ref<Dict> &globals,
                   const StatementFailure &failed);
    /// The value of an expression (parseExpression()) in @p globals.
    Value evaluateExpression(const Ref<CodeUnit> &unit, const Ref<Dict> &globals);
    Value callFunction(FunctionObject &function, const Arguments &arguments);

    /// Reads the body of a function that an outline left out.
    void readBody(FunctionObject &function);

    [[nodiscard]] Frame *frame() const { return m_frame; }

    /// The interned str of a symbol.
    [[nodiscard]] Str *nameOf(SymbolPtr symbol)
    {
        if (symbol->id < m_symbols.size()) {
            if (Str *const name = m_symbols[symbol->id].get())
                return name;
        }
        return addName(symbol);
    }

    /// The exception that an `except` block is handling now; None outside.
    [[nodiscard]] const Value &handledException() const { return m_handled; }

    [[nodiscard]] bool isDecorating() const { return m_decorating; }

    /// Whether an import that runs now is guarded by `except ImportError` (or a base of it) in the
    /// same function.
    [[nodiscard]] bool isImportGuarded() const { return m_importGuards > 0; }

    /// Whether an exception that is raised now may be seen on its way out: somewhere around is a
    /// `try` or a `with`, of whatever function, up to the outermost part.
    [[nodiscard]] bool isWatched() const { return m_watchers > 0; }

    /// What runs while it lives is an outermost part, which nothing around it watches. Elsewhere an
    /// exception counts as watched.
    class Outermost
    {
    public:
        explicit Outermost(Evaluator &evaluator)
            : m_evaluator(evaluator)
            , m_watchers(std::exchange(evaluator.m_watchers, 0))
        {
        }

        ~Outermost() { m_evaluator.m_watchers = m_watchers; }

        Q_DISABLE_COPY_MOVE(Outermost)

    private:
        Evaluator &m_evaluator;
        int m_watchers;
    };

    [[nodiscard]] Value lookupBuiltin(Str *name);

    /// Adds the place where @p frame stands to the exception's traceback, once per frame.
    void noteTraceback(const Frame &frame, const ScriptException &exception);
    void noteInterruption(Interruption &interruption) const;

    // For generators: the body of a frame whose variables live in a FrameStorage.
    Value runBody(Frame &frame);
    void runGeneratorExpression(Frame &frame, const ast::Comprehension &comprehension,
                                Value firstIterator);

    /// State that is switched together with the C++ stack.
    struct SwitchedState
    {
        Frame *frame = nullptr;
        Value handled;
        const char *stackLimit = nullptr;
        int depth = 0;
    };

    [[nodiscard]] SwitchedState exchangeState(SwitchedState state);
    /// The limit of recursion while a generator's body runs.
    void useStack(const Fiber &fiber, int depth);

    void checkStack() const
    {
        if (static_cast<const char *>(__builtin_frame_address(0)) < m_stackLimit)
            throwTooDeep();
    }

    /// Takes the bounds of the thread's stack, where a public function is entered.
    void enterThread();

    [[nodiscard]] bool matchesException(const Value &exception, const Value &types);
    /// Raises @p value: an exception, or a class of one.
    [[noreturn]] void raise(Frame &frame, const Value &value, const Value &cause);

private:
    friend class FrameScope;

    Str *addName(SymbolPtr symbol);

    // Expressions
    Value evaluate(Frame &frame, const ast::Expr *expression)
    {
        if (expression->kind == ast::Kind::LocalName) {
            const Value &value = frame.locals[static_cast<const ast::Name *>(expression)->slot];
            if (!value.isAbsent())
                return value;
        } else if (expression->kind == ast::Kind::Constant) {
            const Value &value =
                frame.unit->constant(static_cast<const ast::Constant *>(expression)->index);
            if (!value.isAbsent())
                return value;
        }
        return evaluateOther(frame, expression);
    }

    Value evaluateOther(Frame &frame, const ast::Expr *expression);
    Value evaluateName(Frame &frame, const ast::Name *name);
    Value lookupGlobal(Frame &frame, Str *name);
    Value evaluateBinary(Frame &frame, const ast::BinOp *operation);
    Value applyBinary(Frame &frame, const ast::BinOp *operation, const Value &left,
                      const Value &right);
    Value evaluateUnary(Frame &frame, const ast::UnaryOp *operation);
    Value evaluateBool(Frame &frame, const ast::BoolOp *operation);
    Value evaluateCompare(Frame &frame, const ast::Compare *comparison);
    Value compareOnce(ast::CompareOperator op, const Value &left, const Value &right);
    Value evaluateSubscript(Frame &frame, const ast::Subscript *subscript);
    Value evaluateSlice(Frame &frame, const ast::Slice *slice);
    Value evaluateDict(Frame &frame, const ast::Dict *dict);
    Value evaluateSet(Frame &frame, const ast::Set *set);
    ValueVector evaluateElements(Frame &frame, const List<ast::Expr *> &elements, bool unpacks);
    Value evaluateJoined(Frame &frame, const ast::JoinedStr *joined);
    QString joinedText(Frame &frame, const ast::JoinedStr *joined);
    Value evaluateYield(Frame &frame, const ast::Yield *yield);
    Value evaluateYieldFrom(Frame &frame, const ast::YieldFrom *yield);
    bool truthOf(Frame &frame, const ast::Expr *expression);

    // Calls
    Value evaluateCall(Frame &frame, const ast::Call *call);
    void collectArguments(Frame &frame, const ast::Call *call, CollectedArguments &arguments,
                          const Value &callee);
    void collectKeywords(Frame &frame, const List<ast::Keyword> &keywords,
                         CollectedArguments &arguments, const Value &callee);
    void unpackMapping(const Value &mapping, CollectedArguments &arguments, const Value &callee);
    bool loadMethod(const Value &object, Str *name, Value &method);
    void bindArguments(FunctionObject &function, const Arguments &arguments, Value *locals);
    void bindKeywords(FunctionObject &function, const Arguments &arguments, Value *locals,
                      Dict *more);
    void fillDefaults(FunctionObject &function, size_t given, Value *locals);
    [[noreturn]] void throwTooManyArguments(const FunctionObject &function, size_t given,
                                            const Value *locals);
    Value makeFunction(Frame &frame, const ast::Scope &scope, const ast::Parameters &parameters);
    Value makeGenerator(FunctionObject &function, const Arguments &arguments);
    void setUpCells(const ast::Scope &scope, const Cells &closure, Value *locals, Ref<Cell> *cells);

    // Comprehensions
    Value evaluateComprehension(Frame &frame, const ast::Comprehension *comprehension);
    template <typename Consume>
    void runComprehension(Frame &frame, const ast::Comprehension *comprehension, quint32 level,
                          Value iterator, const Consume &consume);
    Value makeGeneratorExpression(Frame &frame, const ast::Comprehension *comprehension);
    Cells closureFor(Frame &frame, const ast::Scope &scope);

    // Statements
    using Statements = std::span<ast::Stmt *const>;
    Completion execute(Frame &frame, Statements body);
    void executeTopLevel(Frame &frame, Statements statements);
    Completion execute(Frame &frame, const ast::Stmt *statement);
    Completion executeFor(Frame &frame, const ast::For *loop);
    Completion executeWhile(Frame &frame, const ast::While *loop);
    Completion executeIf(Frame &frame, const ast::If *branch);
    Completion executeTry(Frame &frame, const ast::Try *statement);
    Completion executeHandlers(Frame &frame, const ast::Try *statement);
    Completion executeStarHandlers(Frame &frame, const ast::Try *statement);
    Completion executeHandler(Frame &frame, const ast::ExceptHandler &handler,
                              const Value &exception);
    Completion executeWith(Frame &frame, const ast::With *statement, quint32 item);
    Completion executeMatch(Frame &frame, const ast::Match *statement);
    void executeAssert(Frame &frame, const ast::Assert *statement);
    void executeRaise(Frame &frame, const ast::Raise *statement);
    void executeAugmented(Frame &frame, const ast::AugAssign *statement);
    void executeAnnotated(Frame &frame, const ast::AnnAssign *statement);
    void executeImport(Frame &frame, const ast::Import *statement);
    void executeImportFrom(Frame &frame, const ast::ImportFrom *statement);
    void importStar(Frame &frame, const Value &module, const QString &name);
    void executeFunction(Frame &frame, const ast::FunctionDef *definition);
    void executeClass(Frame &frame, const ast::ClassDef *definition);
    Value buildClass(Frame &frame, Frame &outer, const ast::ClassDef *definition);
    Value decorate(Frame &frame, const List<ast::Expr *> &decorators,
                   const std::vector<Value> &evaluated, Value value);
    void bindTypeParameters(Frame &frame, const List<ast::TypeParameter> &parameters);
    Value annotation(Frame &frame, const ast::Expr *expression);
    [[nodiscard]] static bool isShared(const Frame &frame, const ast::Expr *annotation);
    Value sharedAnnotation(Frame &frame, const ast::Expr *annotation);
    void recordAnnotation(Frame &frame, Str *name, const Value &value);

    // Targets
    void assign(Frame &frame, const ast::Expr *target, const Value &value);
    void assignName(Frame &frame, const ast::Name *name, const Value &value);
    void unpack(Frame &frame, const List<ast::Expr *> &targets, const Value &value);
    void remove(Frame &frame, const ast::Expr *target);
    void removeName(Frame &frame, const ast::Name *name);

    // Patterns
    bool matches(Frame &frame, const ast::Pattern *pattern, const Value &subject);
    bool matchesSequence(Frame &frame, const ast::MatchSequence *pattern, const Value &subject);
    bool matchesMapping(Frame &frame, const ast::MatchMapping *pattern, const Value &subject);
    bool matchesClass(Frame &frame, const ast::MatchClass *pattern, const Value &subject);

    [[noreturn]] void throwUnbound(Frame &frame, const ast::Name *name);
    [[noreturn]] void throwUndefined(Frame &frame, const QString &name);
    [[noreturn]] void throwTooDeep() const;

    Interpreter &m_in;
    Frame *m_frame = nullptr;
    Value m_handled;
    const char *m_stackLimit = nullptr;
    int m_depth = 0;
    int m_importGuards = 0;
    int m_watchers = 1; ///< try and with statements that are being executed; 1 outside
    bool m_decorating = false;
    quint64 m_nextFrameId = 1;
    std::vector<Ref<Str>> m_symbols;
    AnnotationMemo m_annotations;
};

/// Makes a frame the running one while it lives.
class FrameScope
{
public:
    FrameScope(Evaluator &evaluator, Frame &frame)
        : m_evaluator(evaluator)
        , m_importGuards(std::exchange(evaluator.m_importGuards, 0))
    {
        frame.caller = evaluator.m_frame;
        frame.id = evaluator.m_nextFrameId++;
        evaluator.m_frame = &frame;
        ++evaluator.m_depth;
    }

    ~FrameScope()
    {
        m_evaluator.m_frame = m_evaluator.m_frame->caller;
        m_evaluator.m_importGuards = m_importGuards;
        --m_evaluator.m_depth;
    }

    FrameScope(const FrameScope &) = delete;
    FrameScope &operator=(const FrameScope &) = delete;

private:
    Evaluator &m_evaluator;
    int m_importGuards;
};

} // namespace limbeck::lang
