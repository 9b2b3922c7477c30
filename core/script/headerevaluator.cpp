// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/script/headerevaluator.h"

#include "core/bindings/evaluation.h"
#include "core/lang/containers.h"
#include "core/lang/strobject.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

using Kind = HeaderValue::Kind;

constexpr std::chrono::seconds patience { 8 };

/// One interpreter for all files: most projects have either none or many of them.
class HeaderSandbox
{
public:
    explicit HeaderSandbox(const QStringList &importRoots)
        : m_loader(importRoots)
    {
        lang::Capabilities capabilities;
        capabilities.modules = &m_loader;
        lang::Limits limits;
        limits.duration = patience;
        m_interpreter = std::make_unique<lang::Interpreter>(capabilities, limits);
        bindings::registerModules(*m_interpreter);
    }

    ~HeaderSandbox() { bindings::releaseModules(*m_interpreter); }

    HeaderSandbox(const HeaderSandbox &) = delete;
    HeaderSandbox &operator=(const HeaderSandbox &) = delete;

    [[nodiscard]] Result<HeaderValues> read(const QString &path, const QByteArray &source)
    {
        const Result<QString> text = decodeSource(path, source);
        if (!text)
            return failure(text.error());
        const auto module = m_interpreter->runModule(std::make_shared<SourceFile>(path, *text),
                                                     u"revision_header"_s, false);
        if (!module)
            return failure(module.error());
        HeaderValues values;
        for (const auto &name :
             { u"revision"_s, u"down_revision"_s, u"branch_labels"_s, u"depends_on"_s })
            *values.named(name) = attribute(*module, name);
        if (const auto doc = attribute(*module, u"__doc__"_s); doc && doc->kind == Kind::Text)
            values.documentation = doc->texts.front().trimmed();
        return values;
    }

private:
    [[nodiscard]] std::optional<HeaderValue> attribute(const lang::Value &module,
                                                       const QString &name)
    {
        const auto value = m_interpreter->attributeOf(module, name);
        if (!value)
            return std::nullopt;
        const lang::Interpreter::Activation active(*m_interpreter);
        return headerValue(*value);
    }

    [[nodiscard]] HeaderValue headerValue(const lang::Value &value)
    {
        if (value.isNone())
            return {};
        if (value.isStr())
            return { Kind::Text, { m_interpreter->str(value) }, {} };
        HeaderValue result { Kind::List, {}, {} };
        if (!value.isTuple() && !value.isList() && !value.isSet())
            return { Kind::Other, {}, m_interpreter->typeName(value) };
        for (const lang::Value &item : m_interpreter->toVector(value)) {
            if (!item.isStr())
                return { Kind::Other, {}, u"a sequence with other values than texts"_s };
            result.texts.append(m_interpreter->str(item));
        }
        return result;
    }

    bindings::ScriptModuleLoader m_loader;
    std::unique_ptr<lang::Interpreter> m_interpreter;
};

} // namespace

HeaderEvaluator sandboxedHeaders(const QStringList &importRoots)
{
    // Made when the first such file is there.
    const auto sandbox = std::make_shared<std::unique_ptr<HeaderSandbox>>();
    return [sandbox, importRoots](const QString &path, const QByteArray &source) {
        if (!*sandbox)
            *sandbox = std::make_unique<HeaderSandbox>(importRoots);
        return (*sandbox)->read(path, source);
    };
}

} // namespace limbeck
