"""add computed resolution time to tickets

Revision ID: data002
Revises: data001
Create Date: 2025-01-15 13:00:00.000000

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.sql import table, column, select

revision = 'data002'
down_revision = 'data001'

BATCH_SIZE = 1000


def upgrade() -> None:
    op.add_column('tickets',
        sa.Column('resolution_time_seconds', sa.Integer(), nullable=True)
    )

    connection = op.get_bind()

    tickets = table('tickets',
        column('id', sa.Integer),
        column('created_at', sa.DateTime),
        column('resolved_at', sa.DateTime),
        column('resolution_time_seconds', sa.Integer)
    )

    # In batches by key: each one begins after the last id of the one before. (An OFFSET would skip rows here: the filter
    # "not computed yet" loses a batch with every update, so the second OFFSET jumps over a thousand open ones.)
    last_id = 0
    while True:
        batch = connection.execute(
            select(
                tickets.c.id,
                tickets.c.created_at,
                tickets.c.resolved_at
            ).where(
                sa.and_(
                    tickets.c.id > last_id,
                    tickets.c.resolved_at.isnot(None)
                )
            ).order_by(tickets.c.id).limit(BATCH_SIZE)
        ).fetchall()

        if not batch:
            break

        for row in batch:
            resolution_time = (row.resolved_at - row.created_at).total_seconds()
            connection.execute(
                tickets.update().where(
                    tickets.c.id == row.id
                ).values(resolution_time_seconds=int(resolution_time))
            )

        last_id = batch[-1].id

    # A ticket that nobody has resolved yet has no resolution time: it gets the default, or NOT NULL below would fail.
    connection.execute(
        tickets.update().where(
            tickets.c.resolution_time_seconds.is_(None)
        ).values(resolution_time_seconds=0)
    )

    op.alter_column('tickets', 'resolution_time_seconds',
        existing_type=sa.Integer(),
        nullable=False,
        server_default='0'
    )


def downgrade() -> None:
    op.drop_column('tickets', 'resolution_time_seconds')
