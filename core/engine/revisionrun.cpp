// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/revisionrun.h"

#include "core/lang/containers.h"
#include "core/lang/strobject.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

lang::Value textOrNone(const QString &text)
{
    return text.isEmpty() ? lang::Value() : lang::Value(lang::makeStr(text));
}

/// A revision as RevisionContext.facts() tells it.
class FactsReader
{
public:
    FactsReader(lang::Interpreter &interpreter, const lang::Value &facts)
        : m_interpreter(interpreter)
        , m_facts(facts)
    {
    }

    [[nodiscard]] RevisionRequest read() const
    {
        RevisionRequest request;
        request.id = *text("rev_id");
        request.message = text("message");
        request.heads = list("head");
        request.splice = m_interpreter.truth(item("splice"));
        request.branchLabels = list("branch_label");
        request.versionPath = text("version_path").value_or(QString());
        request.dependsOn = list("depends_on");
        m_interpreter.forEach(
            m_interpreter.callMethod(item("texts"), "items"), [&](const lang::Value &pair) {
                const auto entry = m_interpreter.toVector(pair);
                request.texts[m_interpreter.str(entry[0])] = m_interpreter.str(entry[1]);
            });
        return request;
    }

private:
    [[nodiscard]] lang::Value item(const char *name) const
    {
        return m_interpreter.getItem(m_facts, lang::makeStr(QString::fromLatin1(name)));
    }

    [[nodiscard]] std::optional<QString> text(const char *name) const
    {
        const lang::Value value = item(name);
        return value.isNone() ? std::nullopt : std::optional(m_interpreter.str(value));
    }

    [[nodiscard]] QStringList list(const char *name) const
    {
        QStringList result;
        m_interpreter.forEach(
            item(name), [&](const lang::Value &value) { result += m_interpreter.str(value); });
        return result;
    }

    lang::Interpreter &m_interpreter;
    lang::Value m_facts;
};

} // namespace

RevisionRun::RevisionRun(const Project &project, const RunRequest &request, RunObserver &observer,
                         RunCancellation &cancellation)
    : m_project(project)
    , m_recording(project, request, observer, cancellation)
    , m_environment(project, request, m_recording, cancellation)
{
}

RevisionRun::~RevisionRun()
{
    const lang::Interpreter::Activation active(interpreter());
    m_context = {};
}

Result<std::vector<RevisionRequest>> RevisionRun::revisions(const RevisionRequest &asked,
                                                            Autogenerate autogenerate)
{
    if (auto begun = begin(asked, autogenerate); !begun)
        return failure(begun.error());
    m_environment.setWork([this](const QStringList &heads) { return visit(heads); });
    if (auto done = evaluate(); !done)
        return failure(done.error());
    return directives();
}

Result<> RevisionRun::evaluate()
{
    const auto done = m_environment.execute();
    if (done)
        return {};
    m_environment.tellCommandError(done.error());
    return failure(done.error());
}

Result<> RevisionRun::begin(const RevisionRequest &asked, Autogenerate autogenerate)
{
    lang::Interpreter &in = interpreter();
    const auto made = in.guarded([&]() -> lang::Value {
        const auto list = [](const QStringList &texts) {
            return texts.isEmpty() ? lang::Value() : lang::Value(lang::makeStrList(texts));
        };
        const auto arguments = lang::makeDict();
        arguments->set("rev_id", lang::makeStr(asked.id.isEmpty() ? newRevisionId() : asked.id));
        arguments->set("message", asked.message ? lang::makeStr(*asked.message) : lang::Value());
        arguments->set("head",
                       asked.heads.size() == 1 ? lang::Value(lang::makeStr(asked.heads.front()))
                                               : list(asked.heads));
        arguments->set("splice", asked.splice);
        arguments->set("branch_label", textOrNone(asked.branchLabels.value(0)));
        arguments->set("version_path", textOrNone(asked.versionPath));
        arguments->set("depends_on", list(asked.dependsOn));
        const lang::Value module = in.import(u"alembic._new_revision"_s);
        m_context = in.callMethod(module, "RevisionContext",
                                  { arguments, autogenerate == Autogenerate::Yes });
        return {};
    });
    return made ? Result<>() : Result<>(failure(made.error()));
}

Result<> RevisionRun::visit(const QStringList &heads)
{
    lang::Interpreter &in = interpreter();
    const auto done = in.guarded([&]() -> lang::Value {
        // limbeck.toml may name another version table than env.py.
        const ProjectProfile &profile = m_project.config().profile();
        in.callMethod(m_context, "run",
                      { lang::makeStrList(heads), textOrNone(profile.versionTable),
                        textOrNone(profile.versionTableSchema) });
        return {};
    });
    return done ? Result<>() : Result<>(failure(done.error()));
}

Result<ModelDifferences> RevisionRun::differences()
{
    if (const auto compared = revisions({}, Autogenerate::Yes); !compared)
        return failure(compared.error());
    lang::Interpreter &in = interpreter();
    ModelDifferences result;
    const auto done = in.guarded([&]() -> lang::Value {
        const lang::Value found = in.callMethod(m_context, "diffs");
        const auto item = [&in](const lang::Value &dict, const char *name) {
            return in.getItem(dict, lang::makeStr(QString::fromLatin1(name)));
        };
        result.text = in.str(item(found, "text"));
        in.forEach(item(found, "diffs"), [&](const lang::Value &changes) {
            auto &difference = result.differences.emplace_back();
            in.forEach(changes, [&](const lang::Value &change) {
                difference.push_back(
                    { in.str(item(change, "kind")), in.str(item(change, "text")) });
            });
        });
        return {};
    });
    return done ? Result<ModelDifferences>(std::move(result)) : failure(done.error());
}

Result<> RevisionRun::refuse(const ModelDifferences &differences)
{
    if (differences.isEmpty())
        return {};
    const Error error { ErrorCode::InvalidPlan,
                        u"New upgrade operations detected: "_s + differences.text,
                        {},
                        u"Write them with `revision --autogenerate -m …`."_s,
                        {},
                        {} };
    m_environment.tellCommandError(error);
    return failure(error);
}

Result<std::vector<RevisionRequest>> RevisionRun::directives()
{
    lang::Interpreter &in = interpreter();
    std::vector<RevisionRequest> result;
    const auto done = in.guarded([&]() -> lang::Value {
        in.forEach(in.callMethod(m_context, "facts"), [&](const lang::Value &facts) {
            result.push_back(FactsReader(in, facts).read());
        });
        return {};
    });
    if (!done)
        return failure(done.error());
    return result;
}

MakoTemplateRenderer RevisionRun::renderer()
{
    TemplateEnvironment environment;
    environment.interpreter = &interpreter();
    environment.arguments = m_environment.templateArguments();
    const lang::Interpreter::Activation active(interpreter());
    if (const auto context = interpreter().importModule(u"alembic.context"_s)) {
        if (const auto config = interpreter().attributeOf(*context, u"config"_s))
            environment.config = *config;
    }
    return MakoTemplateRenderer(std::move(environment));
}

} // namespace limbeck
