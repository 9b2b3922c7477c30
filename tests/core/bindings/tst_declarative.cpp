// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/bindings/scripthost.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;

/// Models: which tables they make. The expectations are those of SQLAlchemy 2.0.
class tst_Declarative : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columns_data();
    void columns();
};

void tst_Declarative::columns_data()
{
    QTest::addColumn<QString>("models");
    QTest::addColumn<QString>("columns");
    const QString base = u"class Base(DeclarativeBase): pass\n"_s;
    QTest::newRow("annotations")
        << base
            + u"class T(Base):\n    __tablename__ = 't'\n    id: Mapped[int] = "
              u"mapped_column(primary_key=True)\n"
              "    a: Mapped[str]\n    b: Mapped[Optional[str]]\n    c: Mapped[datetime.datetime | "
              "None]\n"
              "    d: Mapped[bool] = mapped_column(default=False)\n    e: 'Mapped[Optional[int]]'\n"_s
        << u"id INTEGER NOT NULL, a VARCHAR NOT NULL, b VARCHAR, c DATETIME, d BOOLEAN NOT NULL, e INTEGER"_s;
    QTest::newRow("annotated types and the type map")
        << u"pk = Annotated[int, mapped_column(primary_key=True)]\nstr50 = Annotated[str, 50]\n"
           "class Base(DeclarativeBase):\n    type_annotation_map = {str50: sa.String(50), dict: "
           "sa.JSON}\n"
           "class T(Base):\n    __tablename__ = 't'\n    id: Mapped[pk]\n    a: Mapped[str50]\n    "
           "b: Mapped[Optional[str50]]\n"
           "    c: Mapped[dict]\n"_s
        << u"id INTEGER NOT NULL, a VARCHAR(50) NOT NULL, b VARCHAR(50), c JSON NOT NULL"_s;
    QTest::newRow("mixins come last, computed attributes after them")
        << u"Base = declarative_base()\nclass Mixin:\n    created = sa.Column(sa.DateTime)\n    "
           u"@declared_attr\n"
           "    def owner(cls): return sa.Column(sa.Integer)\n    updated = "
           "sa.Column(sa.DateTime)\n"
           "class T(Mixin, Base):\n    __tablename__ = 't'\n    id = sa.Column(sa.Integer, primary_key=True)\n"_s
        << u"id INTEGER NOT NULL, created DATETIME, updated DATETIME, owner INTEGER"_s;
    QTest::newRow("single-table inheritance")
        << u"Base = declarative_base()\nclass T(Base):\n    __tablename__ = 't'\n    id = "
           u"sa.Column(sa.Integer, primary_key=True)\n"
           "class S(T):\n    extra = sa.Column(sa.Integer)\n"_s
        << u"id INTEGER NOT NULL, extra INTEGER"_s;
    QTest::newRow("relations make no columns") << base
            + u"class T(Base):\n    __tablename__ = 't'\n    id: Mapped[int] = "
              u"mapped_column(primary_key=True)\n"
              "    others: Mapped[List['Other']] = relationship(back_populates='t')\n"_s
                                               << u"id INTEGER NOT NULL"_s;
    QTest::newRow("renamed column") << base
            + u"class T(Base):\n    __tablename__ = 't'\n    id: Mapped[int] = mapped_column('ident', primary_key=True)\n"_s
                                    << u"ident INTEGER NOT NULL"_s;
    QTest::newRow("enum") << base
            + u"class E(enum.Enum):\n    one = 1\n    three = 3\n"
              "class T(Base):\n    __tablename__ = 't'\n    id: Mapped[int] = "
              "mapped_column(primary_key=True)\n"
              "    e: Mapped[E]\n"_s
                          << u"id INTEGER NOT NULL, e VARCHAR(5) NOT NULL"_s;
    QTest::newRow("flask_sqlalchemy")
        << u"from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()\nclass T(db.Model):\n"
           "    id = db.Column(db.Integer, primary_key=True)\n    n = db.Column(db.String(3))\nBase = db\n"_s
        << u"id INTEGER NOT NULL, n VARCHAR(3)"_s;
}

void tst_Declarative::columns()
{
    QFETCH(QString, models);
    QFETCH(QString, columns);
    const QString text =
        u"import datetime, enum\nfrom typing import Annotated, List, Optional\nimport sqlalchemy "
        u"as sa\nfrom alembic import op\n"
        "from sqlalchemy.orm import DeclarativeBase, Mapped, declarative_base, declared_attr, mapped_column, relationship\n"_s
        + models + u"\ndef upgrade():\n    Base.metadata.tables['t'].create(op.get_bind())\n"_s;
    const auto outcome = testing::runScript(text, u"sqlite"_s);
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->toString()) : "");
    QString sql = outcome.statements.value(0).section(u'(', 1);
    sql = sql.left(sql.indexOf(u", PRIMARY KEY"_s)).trimmed();
    QCOMPARE(sql, columns);
}

QTEST_GUILESS_MAIN(tst_Declarative)
#include "tst_declarative.moc"
