"""issues of meetings"""

from alembic import op
import sqlalchemy as sa


revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('meeting_issues',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('meeting_id', sa.BigInteger(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(length=500), nullable=False),
    sa.Column('resolved', sa.Boolean(), nullable=False),
    sa.Column('case_id', sa.BigInteger(), nullable=True),
    sa.CheckConstraint('position >= 0', name=op.f('ck_meeting_issues_position_counts_from_nought')),
    sa.CheckConstraint("text <> ''", name=op.f('ck_meeting_issues_said')),
    sa.ForeignKeyConstraint(['center_id', 'case_id'], ['cases.center_id', 'cases.id'], name=op.f('fk_meeting_issues_center_id_case_id')),
    sa.ForeignKeyConstraint(['center_id', 'meeting_id'], ['assessment_meetings.center_id', 'assessment_meetings.id'], name=op.f('fk_meeting_issues_center_id_meeting_id')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_meeting_issues_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_meeting_issues'))
    )
    op.create_index(op.f('ix_meeting_issues_center_id_case_id'), 'meeting_issues', ['center_id', 'case_id'], unique=False)
    op.create_index(op.f('ix_meeting_issues_center_id_meeting_id_position'), 'meeting_issues', ['center_id', 'meeting_id', 'position'], unique=True)


def downgrade():
    op.drop_table('meeting_issues')
