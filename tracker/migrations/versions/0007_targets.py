"""targets of a year"""

from alembic import op
import sqlalchemy as sa


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def once(name, columns, only):
    """NULLs are never alike, hence an index for each case."""
    op.create_index(f'ix_targets_once_{name}', 'targets', columns, unique=True, sqlite_where=sa.text(only), postgresql_where=sa.text(only))


def upgrade():
    op.create_table('targets',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('organisation_id', sa.BigInteger(), nullable=True),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('figure', sa.String(length=64), nullable=False),
    sa.Column('value', sa.BigInteger(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('year BETWEEN 1950 AND 2199', name=op.f('ck_targets_year_in_range')),
    sa.CheckConstraint("figure <> ''", name=op.f('ck_targets_names_a_figure')),
    sa.CheckConstraint('value BETWEEN 0 AND 9999999', name=op.f('ck_targets_value_in_range')),
    sa.ForeignKeyConstraint(['center_id', 'organisation_id'], ['organisations.center_id', 'organisations.id'], name=op.f('fk_targets_center_id_organisation_id')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_targets_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_targets'))
    )
    once('an_organisation', ['center_id', 'organisation_id', 'year', 'figure'], 'organisation_id IS NOT NULL')
    once('a_center', ['center_id', 'year', 'figure'], 'organisation_id IS NULL')


def downgrade():
    op.drop_table('targets')
