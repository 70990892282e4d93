"""the archived file of a case"""

from alembic import op


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

COLUMNS = [
    ('archived_on', 'DATE', 'archived_after_closing', 'archived_on IS NULL OR closed_on IS NOT NULL AND archived_on >= closed_on'),
    ('archived_by', 'VARCHAR(100)', 'archived_by_somebody', '(archived_on IS NULL) = (archived_by IS NULL)'),
    ('retention', 'VARCHAR(32)', 'retention_known', "retention IN ('short', 'long', 'permanent')"),
]


def upgrade():
    # a constraint that comes with its column needs no copy of the table, also in SQLite
    for column, kind, name, rule in COLUMNS:
        op.execute(f'ALTER TABLE cases ADD COLUMN {column} {kind} CONSTRAINT ck_cases_{name} CHECK ({rule})')


def downgrade():
    for column, _kind, name, _rule in COLUMNS[::-1]:
        if op.get_bind().dialect.name == 'postgresql':
            op.execute(f'ALTER TABLE cases DROP CONSTRAINT ck_cases_{name}')
        op.execute(f'ALTER TABLE cases DROP COLUMN {column}')
