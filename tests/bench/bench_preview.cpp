// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// How long the SQL of a script takes after its text changed, as the editor asks for it.

#include "core/base/source.h"
#include "core/engine/scriptpreview.h"

#include <benchmark/benchmark.h>

using namespace limbeck;
using namespace Qt::StringLiterals;

namespace {

const QString script = uR"("""add accounts

Revision ID: ae1027a6acf1
Revises: 1975ea83b712
Create Date: 2024-04-28 10:51:00.000000

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision: str = 'ae1027a6acf1'
down_revision: Union[str, Sequence[str], None] = '1975ea83b712'
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    op.create_table(
        'account',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(length=50), nullable=False),
        sa.Column('data', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column('created', sa.DateTime(timezone=True), server_default=sa.text('now()')),
        sa.Column('owner_id', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(['owner_id'], ['owner.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('name'),
    )
    with op.batch_alter_table('owner') as batch_op:
        batch_op.add_column(sa.Column('age%1', sa.Integer(), nullable=True))
        batch_op.create_index('ix_owner_age', ['age%1'])
    op.execute("UPDATE owner SET age%1 = 1")


def downgrade() -> None:
    op.drop_column('owner', 'age%1')
    op.drop_table('account')
)"_s;

void previewAfterChange(benchmark::State &state)
{
    PreviewOptions options;
    options.dialect = dialect::dialectByName(u"postgresql"_s);
    ScriptPreviewer previewer;
    int change = 0;
    for (auto _ : state) {
        state.PauseTiming();
        previewer.prepare(); // while the user types
        const auto text = std::make_shared<const SourceFile>(u"ae1.py"_s, script.arg(change++));
        state.ResumeTiming();
        const ScriptPreview preview = previewer.preview(u"ae1.py"_s, text, options);
        if (preview.status != ScriptPreview::Status::Ok || preview.statements.size() != 4)
            state.SkipWithError("the preview failed");
    }
}

/// Without an interpreter that is prepared: the first preview of a window.
void firstPreview(benchmark::State &state)
{
    PreviewOptions options;
    options.dialect = dialect::dialectByName(u"postgresql"_s);
    const auto text = std::make_shared<const SourceFile>(u"ae1.py"_s, script.arg(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(previewScript(u"ae1.py"_s, text, options));
}

} // namespace

BENCHMARK(previewAfterChange)->Unit(benchmark::kMillisecond);
BENCHMARK(firstPreview)->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
