"""entries of the registers that a frozen year counts"""

from alembic import op
import sqlalchemy as sa


revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('frozen_entries',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('frozen_year_id', sa.BigInteger(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('entry_center_id', sa.Integer(), nullable=False),
    sa.Column('entry_id', sa.BigInteger(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('parts', sa.BigInteger(), nullable=False),
    sa.Column('sums', sa.String(length=200), nullable=False),
    sa.Column('places', sa.String(length=200), nullable=False),
    sa.Column('name', sa.String(length=500), nullable=False),
    sa.CheckConstraint('version >= 1', name=op.f('ck_frozen_entries_version_counts_from_one')),
    sa.ForeignKeyConstraint(['center_id', 'frozen_year_id'], ['frozen_years.center_id', 'frozen_years.id'], name=op.f('fk_frozen_entries_center_id_frozen_year_id')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_frozen_entries_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_frozen_entries')),
    sa.UniqueConstraint('center_id', 'frozen_year_id', 'kind', 'entry_center_id', 'entry_id', name='uq_frozen_entries_once_in_a_year')
    )


def downgrade():
    op.drop_table('frozen_entries')
