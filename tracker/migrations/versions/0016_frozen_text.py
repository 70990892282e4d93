"""the annual report's text as it read when its year was frozen"""

from alembic import op
import sqlalchemy as sa


revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('frozen_years', schema=None) as batch_op:
        batch_op.add_column(sa.Column('annual_text', sa.JSON(none_as_null=True), nullable=True))


def downgrade():
    with op.batch_alter_table('frozen_years', schema=None) as batch_op:
        batch_op.drop_column('annual_text')
