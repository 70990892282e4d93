"""findings that a supervisor dismissed, and what they are found by"""

from alembic import op
import sqlalchemy as sa

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

FINDINGS = (
    'logged_twice', 'agreed_above_claimed', 'empty_agreement', 'closed_in_bulk', 'session_missing',
    'paid_after_performance', 'impossible_dates', 'round_amounts', 'year_end_bulk', 'wrong_numbers',
    'came_back', 'ending_unstated',
)


def upgrade():
    op.create_table('dismissals',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('case_id', sa.BigInteger(), nullable=False),
    sa.Column('finding', sa.Enum(*FINDINGS, name='finding_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('facts', sa.String(length=500), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('dismissed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('dismissed_by', sa.String(length=100), nullable=False),
    sa.CheckConstraint("reason <> ''", name=op.f('ck_dismissals_has_a_reason')),
    sa.ForeignKeyConstraint(['center_id', 'case_id'], ['cases.center_id', 'cases.id'], name=op.f('fk_dismissals_center_id_case_id')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_dismissals_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_dismissals')),
    sa.UniqueConstraint('center_id', 'case_id', 'finding', name=op.f('uq_dismissals_center_id_case_id_finding')),
    )
    reopened = sa.text("action = 'case.reopen'")
    op.create_index('ix_audit_lines_reopenings', 'audit_lines', ['center_id', 'subject_id'], sqlite_where=reopened, postgresql_where=reopened)
    op.add_column('case_texts', sa.Column('people', sa.String(length=32), nullable=True))
    name_the_people()
    op.create_index(op.f('ix_case_texts_center_id_people_id'), 'case_texts', ['center_id', 'people', 'id'])


def downgrade():
    op.drop_index(op.f('ix_case_texts_center_id_people_id'), 'case_texts')
    op.drop_column('case_texts', 'people')
    op.drop_index('ix_audit_lines_reopenings', 'audit_lines')
    op.drop_table('dismissals')


def name_the_people():
    """What cases of the same parties share, made of the rows as the program makes it today."""
    from tracker.domain.vocabulary import Side
    from tracker.queries.persons import people_key

    connection = op.get_bind()
    parties = {}
    for center, case, side, name in connection.execute(
        sa.text('SELECT center_id, case_id, side, name FROM parties')
    ):
        parties.setdefault((center, case), []).append((Side(side), name))
    named = [
        {'center': center, 'case': case, 'people': people_key(found)}
        for (center, case), found in parties.items()
    ]
    if named:
        connection.execute(
            sa.text('UPDATE case_texts SET people = :people WHERE center_id = :center AND id = :case'), named
        )
