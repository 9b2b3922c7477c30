// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Who may include whom. To change the rule, change the table here and say why in docs/adr.

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// Folder → folders that its files may include, besides itself.
const QHash<QString, QStringList> &allowed()
{
    static const QHash<QString, QStringList> table = [] {
        const QStringList base { u"core/base"_s };
        const QStringList schema = QStringList { u"core/schema"_s } + base;
        const QStringList dialect = QStringList { u"core/ops"_s } + schema;
        const QStringList database = QStringList { u"core/dialect"_s, u"core/config"_s } + dialect;
        const QStringList bindings =
            QStringList { u"core/lang"_s, u"core/autogenerate"_s, u"core/dialect"_s } + dialect;
        const QStringList script =
            QStringList { u"core/bindings"_s, u"core/config"_s, u"core/revision"_s } + bindings;
        const QStringList engine =
            QStringList { u"core/review"_s, u"core/script"_s, u"core/database"_s } + script;
        const QStringList ui = QStringList { u"core/engine"_s } + engine;
        return QHash<QString, QStringList> {
            { u"core/base"_s, {} },
            { u"core/config"_s, base },
            { u"core/revision"_s, base },
            { u"core/lang"_s, base },
            { u"core/schema"_s, base },
            { u"core/ops"_s, schema },
            { u"core/dialect"_s, dialect },
            { u"core/database"_s, database },
            { u"core/bindings"_s, bindings },
            { u"core/script"_s, script },
            { u"core/autogenerate"_s, QStringList { u"core/dialect"_s } + dialect },
            { u"core/review"_s, QStringList { u"core/dialect"_s, u"core/revision"_s } + dialect },
            { u"core/engine"_s, engine },
            { u"cli"_s, ui },
            { u"ui"_s, ui },
            { u"app"_s, QStringList { u"cli"_s, u"ui"_s } + ui },
        };
    }();
    return table;
}

/// A library that only one file group may know: header pattern → paths that may include it.
struct Hidden
{
    QString header;
    QString allowedPaths;
};

const std::vector<Hidden> &hidden()
{
    static const std::vector<Hidden> table {
        { u"^(QSql|QtSql)"_s, u"^nowhere$"_s }, // docs/adr/0006
        { u"^libpq"_s, u"^core/database/postgresql"_s },
        { u"^(mariadb|mysql)"_s, u"^core/database/mysql"_s },
        { u"^qt6keychain/"_s, u"^core/database/qtkeychain"_s },
        { u"^sqlite3"_s, u"^core/database/sqlite"_s },
        { u"^graphviz/"_s, u"^ui/graph/graphvizlayout"_s },
        { u"^Qsci/"_s, u"^ui/script/"_s },
        { u"^toml\\+\\+/"_s, u"^core/config/"_s },
        { u"^(QWidget|QMainWindow|QDialog|QGraphics|QApplication|QAction|QtWidgets|QtGui|QPainter)"_s,
          u"^(ui|app)/"_s },
    };
    return table;
}

/// "core/base" for core/base/x.h and for core/lang/stdlib/y.h "core/lang"; "ui" for ui/graph/z.h.
QString folderOf(const QString &path)
{
    const QStringList parts = path.split(u'/');
    if (parts.first() == u"core"_s)
        return parts.size() > 2 ? parts.at(0) + u'/' + parts.at(1) : QString();
    return parts.first();
}

} // namespace

class tst_Layering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void includesFollowTheTable();
};

void tst_Layering::includesFollowTheTable()
{
    const QString root = QStringLiteral(LIMBECK_SOURCE_DIR);
    static const QRegularExpression include(uR"(^\s*#\s*include\s*([<"])([^>"]+)[>"])"_s);
    QStringList violations;
    int files = 0;
    for (const QString &top : { u"core"_s, u"cli"_s, u"ui"_s, u"app"_s }) {
        QDirIterator it(root + u'/' + top, { u"*.h"_s, u"*.cpp"_s }, QDir::Files,
                        QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QString path = it.next().mid(root.size() + 1);
            QFile file(root + u'/' + path);
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
            ++files;
            const QString folder = folderOf(path);
            QVERIFY2(allowed().contains(folder),
                     qPrintable(u"%1: folder %2 is not in the table"_s.arg(path, folder)));
            int line = 0;
            while (!file.atEnd()) {
                ++line;
                const auto match = include.match(QString::fromUtf8(file.readLine()));
                if (!match.hasMatch())
                    continue;
                const QString name = match.captured(2);
                const QString place = u"%1:%2: "_s.arg(path).arg(line);
                if (match.captured(1) == u"\""_s) {
                    const QString target = folderOf(name);
                    if (target != folder && !allowed().value(folder).contains(target))
                        violations += place + u"%1 may not include %2"_s.arg(folder, name);
                    continue;
                }
                for (const Hidden &library : hidden()) {
                    if (name.contains(QRegularExpression(library.header))
                        && !path.contains(QRegularExpression(library.allowedPaths)))
                        violations +=
                            place + u"<%1> belongs to %2 only"_s.arg(name, library.allowedPaths);
                }
            }
        }
    }
    QVERIFY(files > 20);
    QVERIFY2(violations.isEmpty(), qPrintable(u'\n' + violations.join(u'\n')));
}

QTEST_GUILESS_MAIN(tst_Layering)
#include "tst_layering.moc"
