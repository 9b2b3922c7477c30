// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/source.h"
#include "core/lang/object.h"

namespace limbeck::lang {

/// Stands for something that an import did not find, and for all that is made of it: attributes,
/// results of calls, of arithmetic and of comparisons.
class OpaqueObject : public Object
{
public:
    /// @p reason: why it is not available; empty: it was not found.
    OpaqueObject(Type *type, QString path, QString importName, SourceSpan importSpan,
                 QString reason = {});

    [[nodiscard]] const QString &path() const
    {
        return m_path;
    } ///< "app.config.settings.url", "app.config.load()"

    [[nodiscard]] const QString &importName() const
    {
        return m_importName;
    } ///< what was not found: "app.config"

    [[nodiscard]] const SourceSpan &importSpan() const { return m_importSpan; }

    /// Whether it stands for classes, or for modules with classes, that a statement of the project
    /// would have made if it could have been evaluated.
    [[nodiscard]] bool hidesClasses() const { return m_hidesClasses; }

    void setHidesClasses() { m_hidesClasses = true; }

    /// "app.config.settings (imported at env.py:7) is not available"
    [[nodiscard]] QString explanation() const;

    Value attribute(Interpreter &interpreter, Str *name) override;
    Value call(Interpreter &interpreter, const Arguments &arguments) override;

    [[nodiscard]] bool isCallable() const override { return true; }

    QString repr(Interpreter &interpreter) override;
    QString str(Interpreter &interpreter) override;
    QString format(Interpreter &interpreter, const QString &spec) override;
    bool truth(Interpreter &interpreter) override;
    qint64 hash(Interpreter &interpreter) override;
    std::optional<qint64> length(Interpreter &interpreter) override;
    Value getItem(Interpreter &interpreter, const Value &key) override;
    void setItem(Interpreter &interpreter, const Value &key, const Value &value) override;
    void delItem(Interpreter &interpreter, const Value &key) override;
    std::optional<bool> contains(Interpreter &interpreter, const Value &item) override;
    Value iterate(Interpreter &interpreter) override;

    [[nodiscard]] bool isContextManager() const override { return true; }

    /// The same origin under another path.
    [[nodiscard]] Value derived(const QString &path) const;
    /// Throws OpaqueValueError, unless opaque values are absorbed.
    void require(Interpreter &interpreter, const QString &purpose) const;

private:
    QString m_path;
    QString m_importName;
    SourceSpan m_importSpan;
    QString m_reason;
    bool m_hidesClasses = false;
};

/// Called where a statement drops the result of a call: what is called for its effect alone has to
/// be known. Throws OpaqueValueError under OpaquePolicy::Effects if @p result is opaque, unless the
/// call looks like a logger's.
void requireKnownEffect(Interpreter &interpreter, const Value &result);

/// The result of an operation of which @p opaque is an operand.
[[nodiscard]] Value opaqueOperation(const Value &opaque);

} // namespace limbeck::lang
