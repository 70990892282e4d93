"""words of published reports that a center has given a meaning"""

from alembic import op
import sqlalchemy as sa


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('phrases',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('words', sa.String(length=60), nullable=False),
    sa.Column('unit', sa.String(length=8), nullable=False),
    sa.Column('part', sa.Boolean(), nullable=False),
    sa.Column('read_as', sa.String(length=64), nullable=False),
    sa.Column('figure', sa.String(length=64), nullable=True),
    sa.Column('chosen_by', sa.String(length=100), nullable=False),
    sa.Column('chosen_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("words <> ''", name=op.f('ck_phrases_has_words')),
    sa.CheckConstraint("figure IS NULL OR figure <> ''", name=op.f('ck_phrases_names_a_figure_or_none')),
    sa.CheckConstraint('figure IS NULL OR figure <> read_as', name=op.f('ck_phrases_corrects_the_reading')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_phrases_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_phrases')),
    sa.UniqueConstraint('center_id', 'words', 'unit', 'part', 'read_as', name=op.f('uq_phrases_center_id_words_unit_part_read_as'))
    )


def downgrade():
    op.drop_table('phrases')
