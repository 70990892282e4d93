"""first tables"""

from alembic import op
import sqlalchemy as sa


revision = '0001'
down_revision = None
branch_labels = None
depends_on = None

OPEN = "accepted_on IS NOT NULL AND closed_on IS NULL"

# the index of SQLite keeps no text of its own; its row id holds the case's id and the center's
ROWID = "({row}.id << 10) | ({row}.center_id & 1023)"
SEARCH_INDEX = {
    "sqlite": [
        "CREATE VIRTUAL TABLE case_text_index USING fts5"
        "(text, content='', tokenize='unicode61 remove_diacritics 0')",
        "CREATE TRIGGER case_text_added AFTER INSERT ON case_texts BEGIN"
        " INSERT INTO case_text_index(rowid, text)"
        f" VALUES ({ROWID.format(row='new')}, new.text); END",
        "CREATE TRIGGER case_text_gone AFTER DELETE ON case_texts BEGIN"
        " INSERT INTO case_text_index(case_text_index, rowid, text)"
        f" VALUES ('delete', {ROWID.format(row='old')}, old.text); END",
        "CREATE TRIGGER case_text_changed AFTER UPDATE ON case_texts BEGIN"
        " INSERT INTO case_text_index(case_text_index, rowid, text)"
        f" VALUES ('delete', {ROWID.format(row='old')}, old.text);"
        " INSERT INTO case_text_index(rowid, text)"
        f" VALUES ({ROWID.format(row='new')}, new.text); END",
    ],
    "postgresql": [
        "CREATE INDEX case_text_index ON case_texts USING gin (string_to_array(text, ' '))",
    ],
}
SEARCH_INDEX_GONE = {
    "sqlite": [
        "DROP TRIGGER case_text_added",
        "DROP TRIGGER case_text_gone",
        "DROP TRIGGER case_text_changed",
        "DROP TABLE case_text_index",
    ],
    "postgresql": ["DROP INDEX case_text_index"],
}



def upgrade():
    op.create_table('centers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=32), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('short_name', sa.String(length=16), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('is_sample', sa.Boolean(), nullable=False),
    sa.CheckConstraint("code <> '' AND name <> '' AND short_name <> ''", name=op.f('ck_centers_named')),
    sa.CheckConstraint('parent_id IS NULL OR parent_id <> id', name=op.f('ck_centers_not_its_own_parent')),
    sa.ForeignKeyConstraint(['parent_id'], ['centers.id'], name=op.f('fk_centers_parent_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_centers')),
    sa.UniqueConstraint('code', name=op.f('uq_centers_code'))
    )
    with op.batch_alter_table('centers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_centers_parent_id'), ['parent_id'], unique=False)

    op.create_table('audit_lines',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.BigInteger(), nullable=True),
    sa.Column('actor_name', sa.String(length=100), nullable=False),
    sa.Column('action', sa.String(length=64), nullable=False),
    sa.Column('subject_id', sa.BigInteger(), nullable=True),
    sa.Column('reason', sa.String(length=500), nullable=True),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_audit_lines_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_audit_lines'))
    )
    with op.batch_alter_table('audit_lines', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_lines_center_id_at'), ['center_id', 'at'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_lines_center_id_subject_id_id'), ['center_id', 'subject_id', 'id'], unique=False)

    op.create_table('case_counters',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('last_serial', sa.Integer(), nullable=False),
    sa.CheckConstraint('last_serial >= 0', name=op.f('ck_case_counters_serial_not_negative')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_case_counters_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_case_counters'))
    )
    op.create_table('dispute_types',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('code', sa.String(length=32), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('parent_id', sa.BigInteger(), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.CheckConstraint('parent_id IS NULL OR parent_id <> id', name=op.f('ck_dispute_types_not_its_own_parent')),
    sa.CheckConstraint('valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from', name=op.f('ck_dispute_types_valid_from_before_valid_to')),
    sa.ForeignKeyConstraint(['center_id', 'parent_id'], ['dispute_types.center_id', 'dispute_types.id'], name=op.f('fk_dispute_types_center_id_parent_id')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_dispute_types_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_dispute_types')),
    sa.UniqueConstraint('center_id', 'code', name=op.f('uq_dispute_types_center_id_code')),
    sa.UniqueConstraint('center_id', 'name', name=op.f('uq_dispute_types_center_id_name'))
    )
    op.create_table('id_clocks',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('last_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_id_clocks_center_id')),
    sa.PrimaryKeyConstraint('center_id', name=op.f('pk_id_clocks'))
    )
    op.create_table('import_batches',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('filename', sa.String(length=255), nullable=False),
    sa.Column('imported_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.BigInteger(), nullable=True),
    sa.Column('actor_name', sa.String(length=100), nullable=False),
    sa.Column('read', sa.Integer(), nullable=False),
    sa.Column('accepted', sa.Integer(), nullable=False),
    sa.Column('rejected', sa.Integer(), nullable=False),
    sa.Column('duplicates', sa.Integer(), nullable=False),
    sa.Column('created', sa.JSON(), nullable=False),
    sa.Column('problems', sa.JSON(), nullable=False),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('read >= 0 AND accepted >= 0 AND rejected >= 0 AND duplicates >= 0', name=op.f('ck_import_batches_counts_not_negative')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_import_batches_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_import_batches'))
    )
    op.create_table('organisations',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('kind', sa.Enum('township_committee', 'village_committee', 'enterprise_committee', 'trade_committee', 'studio', 'legal_aid_window', 'lawyer_window', name='kind_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.CheckConstraint("name <> ''", name=op.f('ck_organisations_named')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_organisations_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_organisations')),
    sa.UniqueConstraint('center_id', 'name', name=op.f('uq_organisations_center_id_name'))
    )
    op.create_table('villages',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.CheckConstraint("name <> ''", name=op.f('ck_villages_named')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_villages_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_villages')),
    sa.UniqueConstraint('center_id', 'name', name=op.f('uq_villages_center_id_name'))
    )
    op.create_table('mediators',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('organisation_id', sa.BigInteger(), nullable=True),
    sa.Column('resident', sa.Boolean(), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.CheckConstraint("name <> ''", name=op.f('ck_mediators_named')),
    sa.ForeignKeyConstraint(['center_id', 'organisation_id'], ['organisations.center_id', 'organisations.id'], name=op.f('fk_mediators_center_id_organisation_id')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_mediators_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_mediators')),
    sa.UniqueConstraint('center_id', 'name', name=op.f('uq_mediators_center_id_name'))
    )
    op.create_table('accounts',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('role', sa.Enum('mediator', 'supervisor', 'clerk', 'admin', 'auditor', name='role_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('password_hash', sa.String(length=255), nullable=False),
    sa.Column('organisation_id', sa.BigInteger(), nullable=True),
    sa.Column('mediator_id', sa.BigInteger(), nullable=True),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('session_epoch', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("name <> ''", name=op.f('ck_accounts_named')),
    sa.CheckConstraint("role <> 'mediator' OR organisation_id IS NOT NULL", name=op.f('ck_accounts_mediator_has_an_organisation')),
    sa.ForeignKeyConstraint(['center_id', 'mediator_id'], ['mediators.center_id', 'mediators.id'], name=op.f('fk_accounts_center_id_mediator_id')),
    sa.ForeignKeyConstraint(['center_id', 'organisation_id'], ['organisations.center_id', 'organisations.id'], name=op.f('fk_accounts_center_id_organisation_id')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_accounts_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_accounts')),
    sa.UniqueConstraint('center_id', 'name', name=op.f('uq_accounts_center_id_name'))
    )
    op.create_table('cases',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=64), nullable=True),
    sa.Column('number_year', sa.Integer(), nullable=True),
    sa.Column('number_serial', sa.Integer(), nullable=True),
    sa.Column('registered_on', sa.Date(), nullable=False),
    sa.Column('accepted_on', sa.Date(), nullable=True),
    sa.Column('extended_to', sa.Date(), nullable=True),
    sa.Column('declined_reason', sa.String(length=500), nullable=True),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('outcome', sa.Enum('written_agreement', 'oral_agreement', 'settled_privately', 'explained', 'resolved_elsewhere', 'failed', 'guided_to_court', 'withdrawn', 'terminated', 'agreement_form_unstated', 'resolved_manner_unstated', name='outcome_known', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('organisation_id', sa.BigInteger(), nullable=True),
    sa.Column('mediator_id', sa.BigInteger(), nullable=True),
    sa.Column('dispute_type_id', sa.BigInteger(), nullable=True),
    sa.Column('village_id', sa.BigInteger(), nullable=True),
    sa.Column('source', sa.Enum('initiative', 'application', 'court', 'procuratorate', 'police', 'petition_office', 'other_office', name='source_known', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('channel', sa.String(length=100), nullable=True),
    sa.Column('difficulty', sa.Enum('simple', 'ordinary', 'complex', 'major', name='difficulty_known', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('summary', sa.String(length=4000), nullable=False),
    sa.Column('claims', sa.String(length=4000), nullable=False),
    sa.Column('remarks', sa.String(length=4000), nullable=False),
    sa.Column('amount_claimed', sa.BigInteger(), nullable=True),
    sa.Column('amount_agreed', sa.BigInteger(), nullable=True),
    sa.Column('judicial_confirmed_on', sa.Date(), nullable=True),
    sa.Column('visited_on', sa.Date(), nullable=True),
    sa.Column('satisfaction', sa.Enum('very_satisfied', 'satisfied', 'fairly_satisfied', 'dissatisfied', 'very_dissatisfied', name='satisfaction_known', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('submission_key', sa.String(length=64), nullable=True),
    sa.Column('import_batch_id', sa.BigInteger(), nullable=True),
    sa.Column('import_fingerprint', sa.String(length=64), nullable=True),
    sa.Column('extra_columns', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("amount_agreed IS NULL OR outcome IS NOT NULL AND outcome IN ('written_agreement', 'oral_agreement', 'agreement_form_unstated')", name=op.f('ck_cases_agreed_amount_needs_an_agreement')),
    sa.CheckConstraint("declined_reason IS NULL OR (declined_reason <> '' AND accepted_on IS NULL AND outcome IS NULL)", name=op.f('ck_cases_declined_has_a_reason_and_no_outcome')),
    sa.CheckConstraint("judicial_confirmed_on IS NULL OR outcome IS NOT NULL AND outcome IN ('written_agreement', 'oral_agreement', 'agreement_form_unstated') AND judicial_confirmed_on >= closed_on", name=op.f('ck_cases_confirmation_needs_an_agreement')),
    sa.CheckConstraint("number IS NULL OR number <> ''", name=op.f('ck_cases_number_is_not_blank')),
    sa.CheckConstraint('(number_year IS NULL) = (number_serial IS NULL)', name=op.f('ck_cases_number_has_both_parts')),
    sa.CheckConstraint('number_serial >= 1', name=op.f('ck_cases_serial_counts_from_one')),
    sa.CheckConstraint('(closed_on IS NULL) = (outcome IS NULL)', name=op.f('ck_cases_closed_has_an_outcome_and_a_date')),
    sa.CheckConstraint('accepted_on IS NULL OR accepted_on >= registered_on', name=op.f('ck_cases_accepted_not_before_registered')),
    sa.CheckConstraint('accepted_on IS NULL OR number IS NOT NULL', name=op.f('ck_cases_accepted_has_a_number')),
    sa.CheckConstraint('amount_agreed BETWEEN 0 AND 99999999999999', name=op.f('ck_cases_amount_agreed_in_range')),
    sa.CheckConstraint('amount_claimed BETWEEN 0 AND 99999999999999', name=op.f('ck_cases_amount_claimed_in_range')),
    sa.CheckConstraint('closed_on IS NULL OR (accepted_on IS NOT NULL AND closed_on >= accepted_on)', name=op.f('ck_cases_closed_not_before_accepted')),
    sa.CheckConstraint('extended_to IS NULL OR extended_to >= accepted_on AND accepted_on IS NOT NULL', name=op.f('ck_cases_extension_follows_acceptance')),
    sa.CheckConstraint('satisfaction IS NULL OR visited_on IS NOT NULL', name=op.f('ck_cases_satisfaction_needs_a_visit')),
    sa.CheckConstraint('visited_on IS NULL OR visited_on >= closed_on AND closed_on IS NOT NULL', name=op.f('ck_cases_visit_follows_closing')),
    sa.ForeignKeyConstraint(['center_id', 'dispute_type_id'], ['dispute_types.center_id', 'dispute_types.id'], name=op.f('fk_cases_center_id_dispute_type_id')),
    sa.ForeignKeyConstraint(['center_id', 'import_batch_id'], ['import_batches.center_id', 'import_batches.id'], name=op.f('fk_cases_center_id_import_batch_id')),
    sa.ForeignKeyConstraint(['center_id', 'mediator_id'], ['mediators.center_id', 'mediators.id'], name=op.f('fk_cases_center_id_mediator_id')),
    sa.ForeignKeyConstraint(['center_id', 'organisation_id'], ['organisations.center_id', 'organisations.id'], name=op.f('fk_cases_center_id_organisation_id')),
    sa.ForeignKeyConstraint(['center_id', 'village_id'], ['villages.center_id', 'villages.id'], name=op.f('fk_cases_center_id_village_id')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_cases_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_cases')),
    sa.UniqueConstraint('center_id', 'number', name=op.f('uq_cases_center_id_number')),
    sa.UniqueConstraint('center_id', 'number_year', 'number_serial', name=op.f('uq_cases_center_id_number_year_number_serial')),
    sa.UniqueConstraint('center_id', 'submission_key', name=op.f('uq_cases_center_id_submission_key'))
    )
    with op.batch_alter_table('cases', schema=None) as batch_op:
        batch_op.create_index('ix_cases_by_registered_on', ['center_id', 'registered_on', 'id', 'amount_claimed', 'amount_agreed'], unique=False)
        batch_op.create_index('ix_cases_by_accepted_on', ['center_id', 'accepted_on', 'id', 'closed_on', 'amount_claimed', 'amount_agreed'], unique=False)
        batch_op.create_index('ix_cases_by_closed_on', ['center_id', 'closed_on', 'id', 'outcome', 'amount_claimed', 'amount_agreed'], unique=False)
        batch_op.create_index('ix_cases_by_open', ['center_id', 'accepted_on', 'id', 'closed_on', 'amount_claimed', 'amount_agreed'], unique=False, sqlite_where=sa.text(OPEN), postgresql_where=sa.text(OPEN))
        batch_op.create_index(batch_op.f('ix_cases_center_id_amount_agreed_id'), ['center_id', 'amount_agreed', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_cases_center_id_amount_claimed_id'), ['center_id', 'amount_claimed', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_cases_center_id_import_batch_id'), ['center_id', 'import_batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_cases_center_id_import_fingerprint'), ['center_id', 'import_fingerprint'], unique=False)
        batch_op.create_index(batch_op.f('ix_cases_center_id_judicial_confirmed_on'), ['center_id', 'judicial_confirmed_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_cases_center_id_visited_on'), ['center_id', 'visited_on'], unique=False)
        batch_op.create_index('ix_cases_of_organisation', ['center_id', 'organisation_id', 'registered_on', 'id', 'amount_claimed', 'amount_agreed'], unique=False)

    op.create_table('case_texts',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['center_id', 'id'], ['cases.center_id', 'cases.id'], name=op.f('fk_case_texts_center_id_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_case_texts'))
    )
    op.create_table('co_mediators',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('case_id', sa.BigInteger(), nullable=False),
    sa.Column('mediator_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['center_id', 'case_id'], ['cases.center_id', 'cases.id'], name=op.f('fk_co_mediators_center_id_case_id')),
    sa.ForeignKeyConstraint(['center_id', 'mediator_id'], ['mediators.center_id', 'mediators.id'], name=op.f('fk_co_mediators_center_id_mediator_id')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_co_mediators_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_co_mediators')),
    sa.UniqueConstraint('center_id', 'case_id', 'mediator_id', name=op.f('uq_co_mediators_center_id_case_id_mediator_id'))
    )
    op.create_table('parties',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('case_id', sa.BigInteger(), nullable=False),
    sa.Column('side', sa.Enum('applicant', 'respondent', 'third_party', 'agent', name='side_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('person', 'organisation', name='kind_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('id_number', sa.String(length=18), nullable=True),
    sa.Column('sex', sa.Enum('male', 'female', name='sex_known', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('birth_date', sa.Date(), nullable=True),
    sa.Column('ethnic_group', sa.String(length=32), nullable=True),
    sa.Column('phone', sa.String(length=32), nullable=True),
    sa.Column('occupation', sa.String(length=100), nullable=True),
    sa.Column('address', sa.String(length=200), nullable=True),
    sa.Column('out_of_town', sa.Boolean(), nullable=False),
    sa.Column('credit_code', sa.String(length=18), nullable=True),
    sa.Column('legal_representative', sa.String(length=100), nullable=True),
    sa.CheckConstraint("kind = 'organisation' OR (credit_code IS NULL AND legal_representative IS NULL)", name=op.f('ck_parties_person_has_no_credit_code')),
    sa.CheckConstraint("kind = 'person' OR (id_number IS NULL AND sex IS NULL AND birth_date IS NULL)", name=op.f('ck_parties_organisation_has_no_resident_id')),
    sa.CheckConstraint("name <> ''", name=op.f('ck_parties_named')),
    sa.ForeignKeyConstraint(['center_id', 'case_id'], ['cases.center_id', 'cases.id'], name=op.f('fk_parties_center_id_case_id')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_parties_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_parties'))
    )
    with op.batch_alter_table('parties', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_parties_center_id_case_id'), ['center_id', 'case_id'], unique=False)

    op.create_table('payments',
    sa.Column('center_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('case_id', sa.BigInteger(), nullable=False),
    sa.Column('paid_on', sa.Date(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.CheckConstraint('amount BETWEEN 1 AND 99999999999999', name=op.f('ck_payments_amount_in_range')),
    sa.ForeignKeyConstraint(['center_id', 'case_id'], ['cases.center_id', 'cases.id'], name=op.f('fk_payments_center_id_case_id')),
    sa.ForeignKeyConstraint(['center_id'], ['centers.id'], name=op.f('fk_payments_center_id')),
    sa.PrimaryKeyConstraint('center_id', 'id', name=op.f('pk_payments'))
    )
    with op.batch_alter_table('payments', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_payments_center_id_case_id_amount'), ['center_id', 'case_id', 'amount'], unique=False)
        batch_op.create_index(batch_op.f('ix_payments_center_id_paid_on_case_id_amount'), ['center_id', 'paid_on', 'case_id', 'amount'], unique=False)
    for statement in SEARCH_INDEX[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade():
    for statement in SEARCH_INDEX_GONE[op.get_bind().dialect.name]:
        op.execute(statement)
    with op.batch_alter_table('payments', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_payments_center_id_paid_on_case_id_amount'))
        batch_op.drop_index(batch_op.f('ix_payments_center_id_case_id_amount'))

    op.drop_table('payments')
    with op.batch_alter_table('parties', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_parties_center_id_case_id'))

    op.drop_table('parties')
    op.drop_table('co_mediators')
    op.drop_table('case_texts')
    with op.batch_alter_table('cases', schema=None) as batch_op:
        batch_op.drop_index('ix_cases_of_organisation')
        batch_op.drop_index(batch_op.f('ix_cases_center_id_visited_on'))
        batch_op.drop_index(batch_op.f('ix_cases_center_id_judicial_confirmed_on'))
        batch_op.drop_index(batch_op.f('ix_cases_center_id_import_fingerprint'))
        batch_op.drop_index(batch_op.f('ix_cases_center_id_import_batch_id'))
        batch_op.drop_index(batch_op.f('ix_cases_center_id_amount_claimed_id'))
        batch_op.drop_index(batch_op.f('ix_cases_center_id_amount_agreed_id'))
        batch_op.drop_index('ix_cases_by_open')
        batch_op.drop_index('ix_cases_by_closed_on')
        batch_op.drop_index('ix_cases_by_accepted_on')
        batch_op.drop_index('ix_cases_by_registered_on')

    op.drop_table('cases')
    op.drop_table('accounts')
    op.drop_table('mediators')
    op.drop_table('villages')
    op.drop_table('organisations')
    op.drop_table('import_batches')
    op.drop_table('id_clocks')
    op.drop_table('dispute_types')
    op.drop_table('case_counters')
    with op.batch_alter_table('audit_lines', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_lines_center_id_subject_id_id'))
        batch_op.drop_index(batch_op.f('ix_audit_lines_center_id_at'))

    op.drop_table('audit_lines')
    with op.batch_alter_table('centers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_centers_parent_id'))

    op.drop_table('centers')
