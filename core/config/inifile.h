// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QPair>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace limbeck {

/// The sections and options of an INI file, with the rules of Python's ConfigParser.
///
/// Option names are case-insensitive (kept in lower case), section names are not. "[DEFAULT]" holds
/// what every section has. Values are interpolated when they are read: "%(name)s" is another option
/// of the section, "%%" is a percent sign. Lines that start with "#" or ";" are comments; there are
/// no inline comments; an indented line goes on with the value above. Source: CPython,
/// `configparser.py`.
class IniFile
{
public:
    using Items = std::vector<QPair<QString, QString>>;

    IniFile() = default;

    /// Reads @p text; @p path is what messages call the file.
    /// Errors: Syntax with ConfigParser's text and the place: duplicate section or option,
    /// option outside a section, line that is neither.
    [[nodiscard]] static Result<IniFile> parse(const QString &path, const QString &text);
    /// Reads the file. Errors: those of parse(); FileNotFound, FileAccess; Configuration for bytes
    /// that are not UTF-8.
    [[nodiscard]] static Result<IniFile> read(const QString &path);

    /// A value that every section sees and that is not interpolated itself, for instance "here".
    void setDefault(const QString &name, const QString &value);

    [[nodiscard]] QStringList sections() const;

    [[nodiscard]] bool hasSection(const QString &section) const
    {
        return m_sections.contains(section);
    }

    [[nodiscard]] bool hasOption(const QString &section, const QString &name) const;
    /// The option names of @p section without those that come from [DEFAULT] only, in file order.
    [[nodiscard]] QStringList ownOptions(const QString &section) const;

    /// All option names of @p section, those of [DEFAULT] first.
    [[nodiscard]] QStringList options(const QString &section) const;

    /// The interpolated value; nothing if the section or the option is not there.
    /// Errors: Syntax, for an interpolation that cannot be done.
    [[nodiscard]] Result<std::optional<QString>> value(const QString &section,
                                                       const QString &name) const;
    /// The value as written.
    [[nodiscard]] std::optional<QString> rawValue(const QString &section,
                                                  const QString &name) const;
    /// All options of the section, defaults first, interpolated. Errors: as value().
    [[nodiscard]] Result<Items> items(const QString &section) const;

    void addSection(const QString &section);
    /// Errors: Syntax when @p value has a percent sign that is neither doubled nor an
    /// interpolation.
    [[nodiscard]] Result<> setValue(const QString &section, const QString &name,
                                    const QString &value);
    /// True if the option was there.
    bool removeOption(const QString &section, const QString &name);

    /// Line of an option in the file, from 1; 0 if it is not from the file.
    [[nodiscard]] int lineOf(const QString &section, const QString &name) const;

    [[nodiscard]] const QString &path() const { return m_path; }

private:
    friend class IniParser;

    struct Option
    {
        QString name;
        QString value;
        int line = 0;
        bool isLiteral = false; ///< not interpolated
    };

    struct Section
    {
        std::vector<Option> options;
        [[nodiscard]] const Option *find(const QString &name) const;
        [[nodiscard]] Option *find(const QString &name);
    };

    [[nodiscard]] const Option *find(const QString &section, const QString &name) const;
    [[nodiscard]] Section *sectionOrDefaults(const QString &section);
    [[nodiscard]] Result<QString> interpolated(const QString &section, const Option &option) const;
    [[nodiscard]] Result<> interpolate(const QString &section, const Option &option, QString rest,
                                       int depth, QString &result) const;

    QString m_path;
    Section m_defaults;
    QHash<QString, Section> m_sections;
    QStringList m_sectionOrder;
};

} // namespace limbeck
