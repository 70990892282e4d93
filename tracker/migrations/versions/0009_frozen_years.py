"""frozen years and the cases that they count"""

from alembic import op
import sqlalchemy as sa


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

STANDING = sa.text('unfrozen_at IS NULL')


def upgrade():
    op.create_table('frozen_years',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(length=500), nullable=False),
    sa.Column('frozen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('frozen_by', sa.String(length=100), nullable=False),
    sa.Column('definitions', sa.String(length=64), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('names', sa.JSON(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('unfrozen_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('unfrozen_by', sa.String(length=100), nullable=True),
    sa.Column('unfrozen_reason', sa.String(length=500), nullable=True),
    sa.CheckConstraint('year BETWEEN 1950 AND 2199', name=op.f('ck_frozen_years_year_in_range')),
    sa.CheckConstraint('number >= 1', name=op.f('ck_frozen_years_counted_from_one')),
    sa.CheckConstraint("note <> ''", name=op.f('ck_frozen_years_has_a_note')),
    sa.CheckConstraint('length(sha256) = 64 AND length(definitions) = 64', name=op.f('ck_frozen_years_fingerprinted')),
    sa.CheckConstraint("(unfrozen_at IS NULL) = (unfrozen_by IS NULL) AND (unfrozen_at IS NULL) = (unfrozen_reason IS NULL) AND (unfrozen_reason IS NULL OR unfrozen_reason <> '')", name=op.f('ck_frozen_years_unfrozen_by_somebody_for_a_reason')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_frozen_years_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_frozen_years')),
    sa.UniqueConstraint('center_id', 'year', 'number', name=op.f('uq_frozen_years_center_id_year_number'))
    )
    op.create_index('ix_frozen_years_standing', 'frozen_years', ['center_id', 'year'], unique=True, sqlite_where=STANDING, postgresql_where=STANDING)
    op.create_table('frozen_cases',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('frozen_year_id', sa.BigInteger(), nullable=False),
    sa.Column('case_center_id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.BigInteger(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('parts', sa.BigInteger(), nullable=False),
    sa.Column('sums', sa.String(length=200), nullable=False),
    sa.Column('places', sa.String(length=200), nullable=False),
    sa.Column('number', sa.String(length=64), nullable=True),
    sa.CheckConstraint('version >= 1', name=op.f('ck_frozen_cases_version_counts_from_one')),
    sa.ForeignKeyConstraint(['center_id', 'frozen_year_id'], ['frozen_years.center_id', 'frozen_years.id'], name=op.f('fk_frozen_cases_center_id_frozen_year_id')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_frozen_cases_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_frozen_cases')),
    sa.UniqueConstraint('center_id', 'frozen_year_id', 'case_center_id', 'case_id', name=op.f('uq_frozen_cases_center_id_frozen_year_id_case_center_id_case_id'))
    )


def downgrade():
    for table in ('frozen_cases', 'frozen_years'):
        op.drop_table(table)
