"""the text of the annual report, as it was written each time"""

from alembic import op
import sqlalchemy as sa


revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('annual_revisions',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('paragraph', sa.String(length=32), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.Column('written_by', sa.String(length=100), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('year BETWEEN 1950 AND 2199', name=op.f('ck_annual_revisions_year_in_range')),
    sa.CheckConstraint('number >= 1', name=op.f('ck_annual_revisions_counted_from_one')),
    sa.CheckConstraint("paragraph <> ''", name=op.f('ck_annual_revisions_of_a_paragraph')),
    sa.CheckConstraint("written_by <> ''", name=op.f('ck_annual_revisions_written_by_somebody')),
    sa.CheckConstraint('length(text) <= 10000', name=op.f('ck_annual_revisions_text_in_range')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_annual_revisions_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_annual_revisions')),
    sa.UniqueConstraint('center_id', 'year', 'paragraph', 'number', name=op.f('uq_annual_revisions_center_id_year_paragraph_number'))
    )


def downgrade():
    op.drop_table('annual_revisions')
