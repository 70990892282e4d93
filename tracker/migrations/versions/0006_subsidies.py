"""rules and lists of the subsidy per case"""

from alembic import op
import sqlalchemy as sa


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

MOST = 99999999999999


def word(name, *values):
    return sa.Enum(*values, name=f'{name}_known', native_enum=False, create_constraint=True, length=32)


BEFORE = 'ix_payments_center_id_case_id_amount', ['center_id', 'case_id', 'amount']
AFTER = 'ix_payments_center_id_case_id_paid_on_amount', ['center_id', 'case_id', 'paid_on', 'amount']


def index_payments(old, new):
    """What was paid on a case until a day is read from the index alone."""
    op.drop_index(old[0], 'payments')
    op.create_index(new[0], 'payments', new[1])


def upgrade():
    index_payments(BEFORE, AFTER)
    op.create_table('subsidy_rules',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('difficulty', word('difficulty', 'simple', 'ordinary', 'complex', 'major'), nullable=True),
    sa.Column('form', word('form', 'written', 'oral'), nullable=True),
    sa.Column('paid_for', word('paid_for', 'mediated', 'resolved', 'closed'), nullable=False),
    sa.Column('complete_file', sa.Boolean(), nullable=False),
    sa.Column('fully_performed', sa.Boolean(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('note', sa.String(length=500), nullable=False),
    sa.CheckConstraint(f'amount BETWEEN 1 AND {MOST}', name=op.f('ck_subsidy_rules_amount_in_range')),
    sa.CheckConstraint('valid_to >= valid_from', name=op.f('ck_subsidy_rules_valid_from_before_valid_to')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_subsidy_rules_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_subsidy_rules'))
    )
    op.create_table('subsidy_lists',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('month', sa.Integer(), nullable=False),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('approved_by', sa.String(length=100), nullable=False),
    sa.Column('note', sa.String(length=500), nullable=False),
    sa.CheckConstraint('year BETWEEN 1950 AND 2199 AND month BETWEEN 1 AND 12', name=op.f('ck_subsidy_lists_of_a_month')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_subsidy_lists_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_subsidy_lists')),
    sa.UniqueConstraint('center_id', 'year', 'month', name=op.f('uq_subsidy_lists_center_id_year_month'))
    )
    op.create_table('subsidy_lines',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('list_id', sa.BigInteger(), nullable=False),
    sa.Column('case_id', sa.BigInteger(), nullable=False),
    sa.Column('mediator_id', sa.BigInteger(), nullable=False),
    sa.Column('rule_id', sa.BigInteger(), nullable=True),
    sa.Column('kind', word('kind', 'payment', 'correction'), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('because', word('because', 'not_closed', 'merged', 'mediator', 'no_rule', 'other_rule', 'again'), nullable=True),
    sa.CheckConstraint(f'amount BETWEEN -{MOST} AND {MOST} AND amount <> 0', name=op.f('ck_subsidy_lines_amount_in_range')),
    sa.CheckConstraint("kind <> 'payment' OR amount > 0 AND rule_id IS NOT NULL", name=op.f('ck_subsidy_lines_payment_has_a_rule')),
    sa.CheckConstraint("(kind = 'correction') = (because IS NOT NULL)", name=op.f('ck_subsidy_lines_correction_has_a_reason')),
    sa.ForeignKeyConstraint(['center_id', 'case_id'], ['cases.center_id', 'cases.id'], name=op.f('fk_subsidy_lines_center_id_case_id')),
    sa.ForeignKeyConstraint(['center_id', 'list_id'], ['subsidy_lists.center_id', 'subsidy_lists.id'], name=op.f('fk_subsidy_lines_center_id_list_id')),
    sa.ForeignKeyConstraint(['center_id', 'mediator_id'], ['mediators.center_id', 'mediators.id'], name=op.f('fk_subsidy_lines_center_id_mediator_id')),
    sa.ForeignKeyConstraint(['center_id', 'rule_id'], ['subsidy_rules.center_id', 'subsidy_rules.id'], name=op.f('fk_subsidy_lines_center_id_rule_id')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_subsidy_lines_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_subsidy_lines')),
    sa.UniqueConstraint('center_id', 'list_id', 'case_id', 'mediator_id', name=op.f('uq_subsidy_lines_center_id_list_id_case_id_mediator_id'))
    )
    op.create_index(op.f('ix_subsidy_lines_center_id_case_id_mediator_id_amount'), 'subsidy_lines', ['center_id', 'case_id', 'mediator_id', 'amount'])
    payments = sa.text("kind = 'payment'")
    op.create_index('ix_subsidy_lines_paid_once', 'subsidy_lines', ['center_id', 'case_id'], unique=True, sqlite_where=payments, postgresql_where=payments)


def downgrade():
    index_payments(AFTER, BEFORE)
    for table in ('subsidy_lines', 'subsidy_lists', 'subsidy_rules'):
        op.drop_table(table)
