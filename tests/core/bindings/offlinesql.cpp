// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// offlinesql FILE.json: runs many scripts offline. The file holds [{"id", "text", "dialect",
// "convention"}]; the answer, on the standard output, {"id": {"sql": text} or {"error": text}}. For
// comparing whole collections of scripts at once.

#include "tests/core/bindings/offlinescript.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

using namespace limbeck;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QFile file(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QString());
    if (!file.open(QIODevice::ReadOnly))
        return 2;
    QTextStream output(stdout);
    const QJsonArray scripts = QJsonDocument::fromJson(file.readAll()).array();
    for (const QJsonValue &value : scripts) {
        const QJsonObject script = value.toObject();
        schema::NamingConvention convention { { u"ix"_s, u"ix_%(column_0_label)s"_s } };
        const QJsonObject given = script[u"convention"_s].toObject();
        for (auto it = given.begin(); it != given.end(); ++it)
            convention[it.key()] = it.value().toString();
        const auto sql =
            offlineSql(script[u"text"_s].toString(), script[u"dialect"_s].toString(), convention);
        QJsonObject answer { { u"id"_s, script[u"id"_s] } };
        if (sql)
            answer[u"sql"_s] = sql->join(u";\n\n"_s);
        else
            answer[u"error"_s] = sql.error().toString();
        output << QJsonDocument(answer).toJson(QJsonDocument::Compact) << '\n';
        output.flush();
    }
    return 0;
}
