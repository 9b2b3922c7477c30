// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/transactioncontrol.h"

#include "core/database/statementkind.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

using Act = TransactionControl::Act;

/// SET [SESSION] autocommit = …, which may be one of several settings.
bool turnsAutocommitOn(const QStringList &words)
{
    static const QStringList off { u"0"_s, u"OFF"_s, u"FALSE"_s };
    const auto setting = std::find_if(words.begin(), words.end(), [](const QString &word) {
        return word == "AUTOCOMMIT"_L1 || word == "@@AUTOCOMMIT"_L1;
    });
    return setting != words.end() && std::next(setting) != words.end()
        && !off.contains(*std::next(setting));
}

} // namespace

TransactionControl transactionControl(const QString &sql)
{
    static const QHash<QString, Act> byFirstWord {
        { u"BEGIN"_s, Act::Begin },         { u"START"_s, Act::Begin },
        { u"COMMIT"_s, Act::Commit },       { u"END"_s, Act::Commit },
        { u"ROLLBACK"_s, Act::Rollback },   { u"ABORT"_s, Act::Rollback },
        { u"SAVEPOINT"_s, Act::Savepoint }, { u"LOCK"_s, Act::LockTables },
        { u"UNLOCK"_s, Act::LockTables },
    };
    const QStringList written = wordsIn(sql);
    QStringList words = written;
    for (QString &word : words)
        word = word.toUpper();
    TransactionControl control { byFirstWord.value(words.value(0), Act::None), {} };
    if (words.value(0) == "SET"_L1 && turnsAutocommitOn(words))
        control.act = Act::AutocommitOn;
    if (control.act == Act::Rollback && words.contains(u"TO"_s))
        control.act = Act::RollbackToSavepoint;
    if (control.act == Act::Savepoint || control.act == Act::RollbackToSavepoint)
        control.savepoint = written.last();
    return control;
}

bool commitsOnMySql(TransactionControl::Act act)
{
    return act == Act::Begin || act == Act::Commit || act == Act::AutocommitOn
        || act == Act::LockTables;
}

} // namespace limbeck::database
