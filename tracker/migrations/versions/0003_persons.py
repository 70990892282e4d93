"""people found again: by ID number, phone and name, and by the sounds of their names"""

from alembic import op
import sqlalchemy as sa


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

INDEXED = ('id_number', 'phone', 'name')


def upgrade():
    for column in INDEXED:
        op.create_index(
            op.f(f'ix_parties_center_id_{column}_case_id'), 'parties', ['center_id', column, 'case_id']
        )
    write_texts_anew()


def downgrade():
    # the texts stay: what they say beyond the older ones is found and does no harm
    for column in INDEXED[::-1]:
        op.drop_index(op.f(f'ix_parties_center_id_{column}_case_id'), 'parties')


def write_texts_anew():
    """The search texts follow from the rows, so they are made as the program makes them today."""
    from tracker.queries.search import search_text

    connection = op.get_bind()
    names = {}
    for center, case, name in connection.execute(
        sa.text('SELECT center_id, case_id, name FROM parties ORDER BY center_id, case_id, position, id')
    ):
        names.setdefault((center, case), []).append(name)
    texts = [
        {'center': center, 'case': case, 'text': search_text(number, names.get((center, case), []), summary)}
        for center, case, number, summary in connection.execute(
            sa.text('SELECT center_id, id, number, summary FROM cases')
        )
    ]
    if texts:
        connection.execute(
            sa.text('UPDATE case_texts SET text = :text WHERE center_id = :center AND id = :case'), texts
        )
