"""links of registers to cases and to earlier entries"""

from alembic import op
import sqlalchemy as sa


revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

def link(batch_op, table, column, to):
    batch_op.add_column(sa.Column(column, sa.BigInteger(), nullable=True))
    batch_op.create_foreign_key(batch_op.f(f'fk_{table}_center_id_{column}'), to, ['center_id', column], ['center_id', 'id'])
    batch_op.create_index(batch_op.f(f'ix_{table}_center_id_{column}'), ['center_id', column], unique=False)


def unlink(batch_op, table, column):
    batch_op.drop_index(batch_op.f(f'ix_{table}_center_id_{column}'))
    batch_op.drop_constraint(batch_op.f(f'fk_{table}_center_id_{column}'), type_='foreignkey')
    batch_op.drop_column(column)


def upgrade():
    with op.batch_alter_table('legality_reviews') as batch_op:
        batch_op.add_column(sa.Column('contract', sa.String(length=200), nullable=True))
        link(batch_op, 'legality_reviews', 'case_id', 'cases')
    with op.batch_alter_table('petitions') as batch_op:
        link(batch_op, 'petitions', 'case_id', 'cases')
        link(batch_op, 'petitions', 'earlier_id', 'petitions')
        batch_op.create_check_constraint(batch_op.f('ck_petitions_not_back_from_itself'), 'earlier_id <> id')


def downgrade():
    with op.batch_alter_table('petitions') as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_petitions_not_back_from_itself'), type_='check')
        unlink(batch_op, 'petitions', 'earlier_id')
        unlink(batch_op, 'petitions', 'case_id')
    with op.batch_alter_table('legality_reviews') as batch_op:
        unlink(batch_op, 'legality_reviews', 'case_id')
        batch_op.drop_column('contract')
