// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/schemahistory.h"
#include "core/engine/scriptpreview.h"
#include "tests/support/testproject.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using limbeck::test::TemporaryProject;
using limbeck::test::TestProject;

/// The schema that earlier revisions make, and previews that are written for it.
class tst_SchemaHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void follows_data();
    void follows();
    void previews_data();
    void previews();
    void keepsAlembicsText();
    void downgradeFindsWhatUpgradeMade();

private:
    /// A project of two revisions: b1 after a1, which makes a table and what @p body does.
    static std::shared_ptr<const Project> project(TestProject &folder, const QString &body);
    static QString description(const schema::Table &table);
    static QString sql(const ScriptPreview &preview);
};

namespace {

const QString table = uR"(op.create_table('account',
    sa.Column('id', sa.Integer, primary_key=True),
    sa.Column('email', sa.String(80), nullable=False, unique=True),
    sa.Column('owner', sa.Integer, sa.ForeignKey('person.id', name='fk_owner'), index=True))
)"_s;

/// The script of revision b1 with @p body in its upgrade().
SourceFilePtr script(const QString &body)
{
    QString text = u"from alembic import op\nimport sqlalchemy as sa\n"
                   "revision = 'b1'\ndown_revision = 'a1'\n\ndef upgrade():\n    pass\n"_s;
    for (const QString &line : body.split(u'\n'))
        text += u"    "_s + line + u'\n';
    return std::make_shared<const SourceFile>(u"b1.py"_s, text);
}

} // namespace

std::shared_ptr<const Project> tst_SchemaHistory::project(TestProject &folder, const QString &body)
{
    folder.add(u"a1"_s, table + body);
    folder.add(u"b1"_s, u"pass"_s);
    auto opened = Project::openPath(folder.folder());
    return opened ? std::make_shared<const Project>(std::move(*opened)) : nullptr;
}

QString tst_SchemaHistory::description(const schema::Table &shown)
{
    QStringList parts;
    for (const schema::ColumnPtr &column : shown.columns)
        parts += column->name.text + (column->isNullable() ? u"?"_s : QString());
    for (const schema::Constraint &constraint : shown.constraints) {
        std::visit(
            [&](const auto &each) {
                parts += u"constraint "_s + (each.name.name ? each.name.name->text : u"-"_s);
            },
            constraint);
    }
    for (const schema::Index &index : shown.indexes)
        parts += u"index "_s + index.name.name->text;
    return parts.join(u", "_s);
}

QString tst_SchemaHistory::sql(const ScriptPreview &preview)
{
    QStringList statements;
    for (const PreviewedStatement &statement : preview.statements)
        statements += statement.sql.simplified();
    return statements.join(u"; "_s);
}

void tst_SchemaHistory::follows_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("expected");

    const QString made = u"id, email, owner?, constraint -, constraint -, constraint fk_owner"_s;
    QTest::newRow("create_table") << QString() << made + u", index ix_account_owner"_s;
    QTest::newRow("add_column, drop_index")
        << u"op.add_column('account', sa.Column('name', sa.Text))\n"
           "op.drop_index('ix_account_owner')"_s
        << u"id, email, owner?, name?, constraint -, constraint fk_owner, constraint -"_s;
    QTest::newRow("drop_column takes what hangs on it")
        << u"op.drop_column('account', 'owner')"_s << u"id, email, constraint -, constraint -"_s;
    QTest::newRow("alter_column")
        << u"op.alter_column('account', 'email', new_column_name='mail', nullable=True)"_s
        << u"id, mail?, owner?, constraint -, constraint fk_owner, constraint -, index "
           "ix_account_owner"_s;
    QTest::newRow("constraints")
        << u"op.drop_constraint('fk_owner', 'account', type_='foreignkey')\n"
           "op.create_check_constraint('ck_mail', 'account', \"email <> ''\")\n"
           "op.create_index('ix_mail', 'account', ['email'])"_s
        << u"id, email, owner?, constraint -, constraint ck_mail, constraint -, index "
           "ix_account_owner, index ix_mail"_s;
    QTest::newRow("batch") << u"with op.batch_alter_table('account') as batch:\n"
                              "    batch.drop_column('owner')\n"
                              "    batch.add_column(sa.Column('age', sa.Integer))"_s
                           << u"id, email, age?, constraint -, constraint -"_s;
    QTest::newRow("dropped") << u"op.drop_table('account')"_s << u"none"_s;
    QTest::newRow("renamed") << u"op.rename_table('account', 'login')"_s << u"none"_s;
    QTest::newRow("SQL text about it")
        << u"op.execute('ALTER TABLE account ADD note text')"_s << u"not known"_s;
    QTest::newRow("SQL text about another")
        << u"op.execute('CREATE TABLE other (id int)')"_s << made + u", index ix_account_owner"_s;
    QTest::newRow("an operation that does not fit")
        << u"op.drop_constraint('uq_other', 'account', type_='unique')"_s << u"not known"_s;
    QTest::newRow("an operation that does not fit another")
        << u"op.drop_constraint('uq_other', 'other', type_='unique')"_s
        << made + u", index ix_account_owner"_s;
    QTest::newRow("rows decide")
        << u"for row in op.get_bind().execute(sa.text('SELECT 1')): op.drop_table('account')"_s
        << u"not known"_s;
}

void tst_SchemaHistory::follows()
{
    QFETCH(const QString, body);
    QFETCH(const QString, expected);
    TemporaryProject folder(u"sqlite://"_s);
    const auto opened = project(folder, body);
    QVERIFY(opened);
    SchemaHistory history(opened);
    const auto &map = opened->scripts().map();
    for (const QString &name : { u"postgresql"_s, u"mysql"_s, u"sqlite"_s }) {
        auto model = history.schemaFor(map->at(*map->find(RevisionId(u"b1"_s))), true,
                                       *dialect::dialectByName(name), {});
        QVERIFY2(model, qPrintable(model ? QString() : model.error().message));
        const auto found = model->table(u"account"_s, {});
        const QString got = !found ? u"not known"_s : *found ? description(**found) : u"none"_s;
        QCOMPARE(got, expected);
        if (!found)
            QVERIFY(found.error().code == ErrorCode::DataDependent);
    }
}

void tst_SchemaHistory::previews_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("expected");

    const QString ifMissing =
        u"names = [c['name'] for c in sa.inspect(op.get_bind()).get_columns('account')]\n"
        "if '%1' not in names:\n"
        "    op.add_column('account', sa.Column('%1', sa.Integer))"_s;
    QTest::newRow("the inspector sees a column")
        << u"postgresql"_s << ifMissing.arg(u"owner"_s) << u"data-dependent"_s << QString();
    QTest::newRow("the inspector misses a column")
        << u"mysql"_s << ifMissing.arg(u"age"_s) << u"data-dependent"_s
        << u"ALTER TABLE account ADD COLUMN age INTEGER"_s;
    QTest::newRow("the script's own operations count")
        << u"postgresql"_s
        << u"op.drop_table('account')\n"
           "if not sa.inspect(op.get_bind()).has_table('account'): op.execute('gone')"_s
        << u"data-dependent"_s << u"DROP TABLE account; gone"_s;
    QTest::newRow("batch on SQLite")
        << u"sqlite"_s
        << u"with op.batch_alter_table('account') as batch: batch.alter_column('email', "
           "nullable=True)"_s
        << u"data-dependent"_s
        << u"CREATE TABLE _alembic_tmp_account ( id INTEGER NOT NULL, email VARCHAR(80), owner "
           "INTEGER, PRIMARY KEY (id), CONSTRAINT fk_owner FOREIGN KEY(owner) REFERENCES person "
           "(id), UNIQUE (email) ); INSERT INTO _alembic_tmp_account (id, email, owner) SELECT "
           "account.id, account.email, account.owner FROM account; DROP TABLE account; ALTER TABLE "
           "_alembic_tmp_account RENAME TO account; CREATE INDEX ix_account_owner ON account "
           "(owner)"_s;
    QTest::newRow("ALTER on SQLite")
        << u"sqlite"_s << u"op.alter_column('account', 'owner', nullable=False)"_s
        << u"data-dependent"_s
        << u"CREATE TABLE _alembic_tmp_account ( id INTEGER NOT NULL, email VARCHAR(80) NOT NULL, "
           "owner INTEGER NOT NULL, PRIMARY KEY (id), CONSTRAINT fk_owner FOREIGN KEY(owner) "
           "REFERENCES person (id), UNIQUE (email) ); INSERT INTO _alembic_tmp_account (id, email, "
           "owner) SELECT account.id, account.email, account.owner FROM account; DROP TABLE "
           "account; "
           "ALTER TABLE _alembic_tmp_account RENAME TO account; CREATE INDEX ix_account_owner ON "
           "account (owner)"_s;
    QTest::newRow("what SQLite does by itself")
        << u"sqlite"_s << u"op.add_column('account', sa.Column('age', sa.Integer))"_s << u"ok"_s
        << u"ALTER TABLE account ADD COLUMN age INTEGER"_s;
}

void tst_SchemaHistory::previews()
{
    QFETCH(const QString, dialect);
    QFETCH(const QString, body);
    QFETCH(const QString, status);
    QFETCH(const QString, expected);
    TemporaryProject folder(u"sqlite://"_s);
    const auto opened = project(folder, QString());
    QVERIFY(opened);
    SchemaHistory history(opened);
    PreviewOptions options;
    options.dialect = dialect::dialectByName(dialect);
    options.history = &history;
    const auto text = script(body);
    const ScriptPreview made = previewScript(u"b1.py"_s, text, options);
    QCOMPARE(sql(made), expected);
    QCOMPARE(toString(made.status), status);
    QCOMPARE(made.diagnostics.empty(), status == u"ok"_s);
}

void tst_SchemaHistory::keepsAlembicsText()
{
    TemporaryProject folder(u"sqlite://"_s);
    const auto opened = project(folder, QString());
    QVERIFY(opened);
    SchemaHistory history(opened);
    const QString body = u"op.alter_column('account', 'owner', nullable=False, "
                         "existing_type=sa.Integer)\nop.bulk_insert(sa.table('account', "
                         "sa.column('id', sa.Integer)), [{'id': 1}, {'id': 2}])"_s;
    const auto text = script(body);
    for (const QString &name : { u"postgresql"_s, u"mysql"_s }) {
        PreviewOptions options;
        options.dialect = dialect::dialectByName(name);
        const ScriptPreview alone = previewScript(u"b1.py"_s, text, options);
        options.history = &history;
        const ScriptPreview known = previewScript(u"b1.py"_s, text, options);
        QCOMPARE(sql(known), sql(alone));
        QCOMPARE(toString(known.status), u"ok"_s);
    }
}

void tst_SchemaHistory::downgradeFindsWhatUpgradeMade()
{
    TemporaryProject folder(u"sqlite://"_s);
    const auto opened = project(folder, QString());
    QVERIFY(opened);
    const auto &map = opened->scripts().map();
    const Revision &first = map->at(*map->find(RevisionId(u"a1"_s)));
    SchemaHistory history(opened);
    const dialect::Dialect &sqlite = *dialect::dialectByName(u"sqlite"_s);
    QVERIFY(!*history.schemaFor(first, true, sqlite, {})->table(u"account"_s, {}));
    QVERIFY(*history.schemaFor(first, false, sqlite, {})->table(u"account"_s, {}));
}

QTEST_GUILESS_MAIN(tst_SchemaHistory)
#include "tst_schemahistory.moc"
