"""registers of the other work"""

from alembic import op
import sqlalchemy as sa


revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('assessment_meetings',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('kind', sa.Enum('stability', 'special', name='kind_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('topic', sa.String(length=200), nullable=False),
    sa.Column('analysed', sa.Integer(), nullable=False),
    sa.Column('resolved', sa.Integer(), nullable=False),
    sa.Column('remarks', sa.String(length=500), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('voided_by', sa.String(length=100), nullable=True),
    sa.Column('void_reason', sa.String(length=500), nullable=True),
    sa.CheckConstraint("(voided_at IS NULL) = (voided_by IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL) AND (void_reason IS NULL OR void_reason <> '')", name=op.f('ck_assessment_meetings_voided_by_somebody_for_a_reason')),
    sa.CheckConstraint('(analysed IS NULL OR analysed BETWEEN 0 AND 999999999) AND (resolved IS NULL OR resolved BETWEEN 0 AND 999999999)', name=op.f('ck_assessment_meetings_counts_in_range')),
    sa.CheckConstraint('resolved <= analysed', name=op.f('ck_assessment_meetings_resolved_of_analysed')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_assessment_meetings_version_counts_from_one')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_assessment_meetings_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_assessment_meetings'))
    )
    with op.batch_alter_table('assessment_meetings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_assessment_meetings_held_on'), ['held_on'], unique=False)

    op.create_table('disclosures',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('published_on', sa.Date(), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('category', sa.String(length=100), nullable=True),
    sa.Column('address', sa.String(length=500), nullable=True),
    sa.Column('remarks', sa.String(length=500), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('voided_by', sa.String(length=100), nullable=True),
    sa.Column('void_reason', sa.String(length=500), nullable=True),
    sa.CheckConstraint("(voided_at IS NULL) = (voided_by IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL) AND (void_reason IS NULL OR void_reason <> '')", name=op.f('ck_disclosures_voided_by_somebody_for_a_reason')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_disclosures_version_counts_from_one')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_disclosures_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_disclosures'))
    )
    with op.batch_alter_table('disclosures', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_disclosures_published_on'), ['published_on'], unique=False)

    op.create_table('law_exams',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('due', sa.Integer(), nullable=False),
    sa.Column('sat', sa.Integer(), nullable=False),
    sa.Column('passed', sa.Integer(), nullable=False),
    sa.Column('remarks', sa.String(length=500), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('voided_by', sa.String(length=100), nullable=True),
    sa.Column('void_reason', sa.String(length=500), nullable=True),
    sa.CheckConstraint("(voided_at IS NULL) = (voided_by IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL) AND (void_reason IS NULL OR void_reason <> '')", name=op.f('ck_law_exams_voided_by_somebody_for_a_reason')),
    sa.CheckConstraint('(due IS NULL OR due BETWEEN 0 AND 999999999) AND (sat IS NULL OR sat BETWEEN 0 AND 999999999) AND (passed IS NULL OR passed BETWEEN 0 AND 999999999)', name=op.f('ck_law_exams_counts_in_range')),
    sa.CheckConstraint('passed <= sat AND sat <= due', name=op.f('ck_law_exams_passed_of_sat_of_due')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_law_exams_version_counts_from_one')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_law_exams_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_law_exams'))
    )
    with op.batch_alter_table('law_exams', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_law_exams_held_on'), ['held_on'], unique=False)

    op.create_table('lawsuit_counts',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('court', sa.String(length=100), nullable=False),
    sa.Column('received', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('remarks', sa.String(length=500), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('voided_by', sa.String(length=100), nullable=True),
    sa.Column('void_reason', sa.String(length=500), nullable=True),
    sa.CheckConstraint("(voided_at IS NULL) = (voided_by IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL) AND (void_reason IS NULL OR void_reason <> '')", name=op.f('ck_lawsuit_counts_voided_by_somebody_for_a_reason')),
    sa.CheckConstraint('(received IS NULL OR received BETWEEN 0 AND 999999999)', name=op.f('ck_lawsuit_counts_counts_in_range')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_lawsuit_counts_version_counts_from_one')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_lawsuit_counts_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_lawsuit_counts'))
    )
    with op.batch_alter_table('lawsuit_counts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_lawsuit_counts_until'), ['until'], unique=False)
        batch_op.create_index('ix_lawsuit_counts_until_court', ['center_id', 'until', 'court'], unique=True, sqlite_where=sa.text('voided_at IS NULL'), postgresql_where=sa.text('voided_at IS NULL'))

    op.create_table('legality_reviews',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('reviewed_on', sa.Date(), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.Enum('contract', 'decision', 'rule', 'penalty', name='kind_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('asked_by', sa.String(length=100), nullable=True),
    sa.Column('opinion', sa.Enum('lawful', 'to_be_mended', 'unlawful', name='opinion_known', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('remarks', sa.String(length=500), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('voided_by', sa.String(length=100), nullable=True),
    sa.Column('void_reason', sa.String(length=500), nullable=True),
    sa.CheckConstraint("(voided_at IS NULL) = (voided_by IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL) AND (void_reason IS NULL OR void_reason <> '')", name=op.f('ck_legality_reviews_voided_by_somebody_for_a_reason')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_legality_reviews_version_counts_from_one')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_legality_reviews_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_legality_reviews'))
    )
    with op.batch_alter_table('legality_reviews', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_legality_reviews_reviewed_on'), ['reviewed_on'], unique=False)

    op.create_table('penalties',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('number', sa.String(length=100), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=False),
    sa.Column('procedure', sa.Enum('simple', 'ordinary', name='procedure_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('field_of_law', sa.String(length=100), nullable=True),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('enterprise', sa.Boolean(), nullable=False),
    sa.Column('decision_delivered_on', sa.Date(), nullable=True),
    sa.Column('advice_delivered_on', sa.Date(), nullable=True),
    sa.Column('repair_delivered_on', sa.Date(), nullable=True),
    sa.Column('remarks', sa.String(length=500), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('voided_by', sa.String(length=100), nullable=True),
    sa.Column('void_reason', sa.String(length=500), nullable=True),
    sa.CheckConstraint("(voided_at IS NULL) = (voided_by IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL) AND (void_reason IS NULL OR void_reason <> '')", name=op.f('ck_penalties_voided_by_somebody_for_a_reason')),
    sa.CheckConstraint("number <> ''", name=op.f('ck_penalties_numbered')),
    sa.CheckConstraint('(amount IS NULL OR amount BETWEEN 0 AND 99999999999999)', name=op.f('ck_penalties_amounts_in_range')),
    sa.CheckConstraint('(decision_delivered_on IS NULL OR decision_delivered_on >= decided_on) AND (advice_delivered_on IS NULL OR advice_delivered_on >= decided_on) AND (repair_delivered_on IS NULL OR repair_delivered_on >= decided_on)', name=op.f('ck_penalties_delivered_not_before_decided')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_penalties_version_counts_from_one')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_penalties_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_penalties'))
    )
    with op.batch_alter_table('penalties', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_penalties_decided_on'), ['decided_on'], unique=False)
        batch_op.create_index('ix_penalties_number', ['center_id', 'number'], unique=True, sqlite_where=sa.text('voided_at IS NULL'), postgresql_where=sa.text('voided_at IS NULL'))

    op.create_table('petitions',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('number', sa.String(length=100), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('level', sa.Enum('state', 'province', 'city', 'county', 'own', name='level_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('repeated', sa.Boolean(), nullable=False),
    sa.Column('matter', sa.String(length=500), nullable=True),
    sa.Column('resolved_on', sa.Date(), nullable=True),
    sa.Column('returned_on', sa.Date(), nullable=True),
    sa.Column('remarks', sa.String(length=500), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('voided_by', sa.String(length=100), nullable=True),
    sa.Column('void_reason', sa.String(length=500), nullable=True),
    sa.CheckConstraint("(voided_at IS NULL) = (voided_by IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL) AND (void_reason IS NULL OR void_reason <> '')", name=op.f('ck_petitions_voided_by_somebody_for_a_reason')),
    sa.CheckConstraint("number <> ''", name=op.f('ck_petitions_numbered')),
    sa.CheckConstraint('resolved_on >= received_on', name=op.f('ck_petitions_resolved_not_before_received')),
    sa.CheckConstraint('returned_on IS NULL OR (resolved_on IS NOT NULL AND returned_on >= resolved_on)', name=op.f('ck_petitions_returned_after_resolved')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_petitions_version_counts_from_one')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_petitions_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_petitions'))
    )
    with op.batch_alter_table('petitions', schema=None) as batch_op:
        batch_op.create_index('ix_petitions_number', ['center_id', 'number'], unique=True, sqlite_where=sa.text('voided_at IS NULL'), postgresql_where=sa.text('voided_at IS NULL'))
        batch_op.create_index(batch_op.f('ix_petitions_received_on'), ['received_on'], unique=False)

    op.create_table('publicity_activities',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('theme', sa.String(length=200), nullable=False),
    sa.Column('partners', sa.String(length=200), nullable=True),
    sa.Column('materials', sa.Integer(), nullable=True),
    sa.Column('audience', sa.Integer(), nullable=True),
    sa.Column('remarks', sa.String(length=500), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('voided_by', sa.String(length=100), nullable=True),
    sa.Column('void_reason', sa.String(length=500), nullable=True),
    sa.CheckConstraint("(voided_at IS NULL) = (voided_by IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL) AND (void_reason IS NULL OR void_reason <> '')", name=op.f('ck_publicity_activities_voided_by_somebody_for_a_reason')),
    sa.CheckConstraint('(materials IS NULL OR materials BETWEEN 0 AND 999999999) AND (audience IS NULL OR audience BETWEEN 0 AND 999999999)', name=op.f('ck_publicity_activities_counts_in_range')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_publicity_activities_version_counts_from_one')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_publicity_activities_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_publicity_activities'))
    )
    with op.batch_alter_table('publicity_activities', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_publicity_activities_held_on'), ['held_on'], unique=False)

    op.create_table('receptions',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('leader', sa.String(length=100), nullable=False),
    sa.Column('kind', sa.Enum('at_the_center', 'in_the_village', name='kind_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('visitors', sa.Integer(), nullable=False),
    sa.Column('petitions', sa.Integer(), nullable=True),
    sa.Column('remarks', sa.String(length=500), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('voided_by', sa.String(length=100), nullable=True),
    sa.Column('void_reason', sa.String(length=500), nullable=True),
    sa.CheckConstraint("(voided_at IS NULL) = (voided_by IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL) AND (void_reason IS NULL OR void_reason <> '')", name=op.f('ck_receptions_voided_by_somebody_for_a_reason')),
    sa.CheckConstraint('(visitors IS NULL OR visitors BETWEEN 0 AND 999999999) AND (petitions IS NULL OR petitions BETWEEN 0 AND 999999999)', name=op.f('ck_receptions_counts_in_range')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_receptions_version_counts_from_one')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_receptions_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_receptions'))
    )
    with op.batch_alter_table('receptions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_receptions_held_on'), ['held_on'], unique=False)

    op.create_table('supervision_findings',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('found_on', sa.Date(), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('area', sa.String(length=100), nullable=True),
    sa.Column('found_at', sa.String(length=100), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('resolved_on', sa.Date(), nullable=True),
    sa.Column('remarks', sa.String(length=500), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('voided_by', sa.String(length=100), nullable=True),
    sa.Column('void_reason', sa.String(length=500), nullable=True),
    sa.CheckConstraint("(voided_at IS NULL) = (voided_by IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL) AND (void_reason IS NULL OR void_reason <> '')", name=op.f('ck_supervision_findings_voided_by_somebody_for_a_reason')),
    sa.CheckConstraint('(due_on IS NULL OR due_on >= found_on) AND (resolved_on IS NULL OR resolved_on >= found_on)', name=op.f('ck_supervision_findings_nothing_before_found')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_supervision_findings_version_counts_from_one')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_supervision_findings_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_supervision_findings'))
    )
    with op.batch_alter_table('supervision_findings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_supervision_findings_found_on'), ['found_on'], unique=False)

    op.create_table('trainings',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('trained', sa.Enum('cadres', 'law_aware_citizens', 'others', name='trained_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('mode', sa.Enum('in_person', 'online', 'both', name='mode_known', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('attended', sa.Integer(), nullable=True),
    sa.Column('remarks', sa.String(length=500), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('voided_by', sa.String(length=100), nullable=True),
    sa.Column('void_reason', sa.String(length=500), nullable=True),
    sa.CheckConstraint("(voided_at IS NULL) = (voided_by IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL) AND (void_reason IS NULL OR void_reason <> '')", name=op.f('ck_trainings_voided_by_somebody_for_a_reason')),
    sa.CheckConstraint('(attended IS NULL OR attended BETWEEN 0 AND 999999999)', name=op.f('ck_trainings_counts_in_range')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_trainings_version_counts_from_one')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_trainings_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_trainings'))
    )
    with op.batch_alter_table('trainings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_trainings_held_on'), ['held_on'], unique=False)

    op.create_table('votes',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('kind', sa.Enum('vote', 'survey', name='kind_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('votes', sa.Integer(), nullable=False),
    sa.Column('in_favour', sa.Integer(), nullable=False),
    sa.Column('remarks', sa.String(length=500), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('voided_by', sa.String(length=100), nullable=True),
    sa.Column('void_reason', sa.String(length=500), nullable=True),
    sa.CheckConstraint("(voided_at IS NULL) = (voided_by IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL) AND (void_reason IS NULL OR void_reason <> '')", name=op.f('ck_votes_voided_by_somebody_for_a_reason')),
    sa.CheckConstraint('(votes IS NULL OR votes BETWEEN 0 AND 999999999) AND (in_favour IS NULL OR in_favour BETWEEN 0 AND 999999999)', name=op.f('ck_votes_counts_in_range')),
    sa.CheckConstraint('in_favour <= votes', name=op.f('ck_votes_in_favour_of_votes')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_votes_version_counts_from_one')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_votes_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_votes'))
    )
    with op.batch_alter_table('votes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_votes_held_on'), ['held_on'], unique=False)

    op.create_table('window_services',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('served_on', sa.Date(), nullable=False),
    sa.Column('window', sa.Enum('legal_aid', 'lawyer', 'mediation', 'petition', 'other', name='window_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('service', sa.String(length=200), nullable=False),
    sa.Column('served', sa.Integer(), nullable=False),
    sa.Column('remarks', sa.String(length=500), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('voided_by', sa.String(length=100), nullable=True),
    sa.Column('void_reason', sa.String(length=500), nullable=True),
    sa.CheckConstraint("(voided_at IS NULL) = (voided_by IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL) AND (void_reason IS NULL OR void_reason <> '')", name=op.f('ck_window_services_voided_by_somebody_for_a_reason')),
    sa.CheckConstraint('(served IS NULL OR served BETWEEN 0 AND 999999999)', name=op.f('ck_window_services_counts_in_range')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_window_services_version_counts_from_one')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_window_services_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_window_services'))
    )
    with op.batch_alter_table('window_services', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_window_services_served_on'), ['served_on'], unique=False)



def downgrade():
    with op.batch_alter_table('window_services', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_window_services_served_on'))

    op.drop_table('window_services')
    with op.batch_alter_table('votes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_votes_held_on'))

    op.drop_table('votes')
    with op.batch_alter_table('trainings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_trainings_held_on'))

    op.drop_table('trainings')
    with op.batch_alter_table('supervision_findings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_supervision_findings_found_on'))

    op.drop_table('supervision_findings')
    with op.batch_alter_table('receptions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_receptions_held_on'))

    op.drop_table('receptions')
    with op.batch_alter_table('publicity_activities', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_publicity_activities_held_on'))

    op.drop_table('publicity_activities')
    with op.batch_alter_table('petitions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_petitions_received_on'))
        batch_op.drop_index('ix_petitions_number', sqlite_where=sa.text('voided_at IS NULL'), postgresql_where=sa.text('voided_at IS NULL'))

    op.drop_table('petitions')
    with op.batch_alter_table('penalties', schema=None) as batch_op:
        batch_op.drop_index('ix_penalties_number', sqlite_where=sa.text('voided_at IS NULL'), postgresql_where=sa.text('voided_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_penalties_decided_on'))

    op.drop_table('penalties')
    with op.batch_alter_table('legality_reviews', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_legality_reviews_reviewed_on'))

    op.drop_table('legality_reviews')
    with op.batch_alter_table('lawsuit_counts', schema=None) as batch_op:
        batch_op.drop_index('ix_lawsuit_counts_until_court', sqlite_where=sa.text('voided_at IS NULL'), postgresql_where=sa.text('voided_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_lawsuit_counts_until'))

    op.drop_table('lawsuit_counts')
    with op.batch_alter_table('law_exams', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_law_exams_held_on'))

    op.drop_table('law_exams')
    with op.batch_alter_table('disclosures', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_disclosures_published_on'))

    op.drop_table('disclosures')
    with op.batch_alter_table('assessment_meetings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_assessment_meetings_held_on'))

    op.drop_table('assessment_meetings')
