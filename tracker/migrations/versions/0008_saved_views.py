"""saved views of the statistics, their subscriptions and the reports that were sent"""

from alembic import op
import sqlalchemy as sa


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def word(name, *values):
    return sa.Enum(*values, name=f'{name}_known', native_enum=False, create_constraint=True, length=32)


def upgrade():
    op.create_table('saved_views',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('account_id', sa.BigInteger(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('page', sa.String(length=32), nullable=False),
    sa.Column('args', sa.String(length=2000), nullable=False),
    sa.Column('span', word('span', 'last_month', 'last_quarter', 'year_to_date', 'past_year', 'fixed'), nullable=False),
    sa.Column('language', sa.String(length=16), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("name <> ''", name=op.f('ck_saved_views_named')),
    sa.ForeignKeyConstraint(['center_id', 'account_id'], ['accounts.center_id', 'accounts.id'], name=op.f('fk_saved_views_center_id_account_id')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_saved_views_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_saved_views')),
    sa.UniqueConstraint('center_id', 'account_id', 'name', name=op.f('uq_saved_views_center_id_account_id_name'))
    )
    op.create_table('subscriptions',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('view_id', sa.BigInteger(), nullable=False),
    sa.Column('form', word('form', 'xlsx', 'pdf'), nullable=False),
    sa.Column('way', word('way', 'mail', 'folder'), nullable=False),
    sa.Column('address', sa.String(length=254), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.CheckConstraint("(way = 'mail') = (address <> '')", name=op.f('ck_subscriptions_mail_has_an_address')),
    sa.ForeignKeyConstraint(['center_id', 'view_id'], ['saved_views.center_id', 'saved_views.id'], name=op.f('fk_subscriptions_center_id_view_id')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_subscriptions_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_subscriptions')),
    sa.UniqueConstraint('center_id', 'view_id', name=op.f('uq_subscriptions_center_id_view_id'))
    )
    op.create_table('report_runs',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('subscription_id', sa.BigInteger(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('month', sa.Integer(), nullable=False),
    sa.Column('state', word('state', 'claimed', 'sent', 'failed'), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('error', sa.String(length=500), nullable=False),
    sa.Column('file_stem', sa.String(length=255), nullable=False),
    sa.Column('sent_as', sa.String(length=500), nullable=False),
    sa.CheckConstraint('year BETWEEN 1950 AND 2199 AND month BETWEEN 1 AND 12', name=op.f('ck_report_runs_of_a_month')),
    sa.CheckConstraint('attempts >= 1', name=op.f('ck_report_runs_tried')),
    sa.CheckConstraint("(state = 'claimed') = (finished_at IS NULL)", name=op.f('ck_report_runs_finished_unless_claimed')),
    sa.CheckConstraint("(state = 'failed') = (error <> '')", name=op.f('ck_report_runs_failed_has_an_error')),
    sa.CheckConstraint("(state = 'sent') = (sent_as <> '')", name=op.f('ck_report_runs_sent_has_a_place')),
    sa.ForeignKeyConstraint(['center_id', 'subscription_id'], ['subscriptions.center_id', 'subscriptions.id'], name=op.f('fk_report_runs_center_id_subscription_id')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_report_runs_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_report_runs')),
    sa.UniqueConstraint('center_id', 'subscription_id', 'year', 'month', name=op.f('uq_report_runs_center_id_subscription_id_year_month'))
    )
    op.create_index(op.f('ix_report_runs_center_id_state'), 'report_runs', ['center_id', 'state'])


def downgrade():
    for table in ('report_runs', 'subscriptions', 'saved_views'):
        op.drop_table(table)
