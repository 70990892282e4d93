"""room for the keys of the figures in the annual report's text, whose names are shorter"""

from alembic import op


revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None

NAME = 'ck_annual_revisions_text_in_range'


def upgrade():
    with op.batch_alter_table('annual_revisions', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(NAME), type_='check')
        batch_op.create_check_constraint(batch_op.f(NAME), 'length(text) <= 100000')


def downgrade():
    with op.batch_alter_table('annual_revisions', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(NAME), type_='check')
        batch_op.create_check_constraint(batch_op.f(NAME), 'length(text) <= 10000')
