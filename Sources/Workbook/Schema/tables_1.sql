-- The tables of a workbook, version 1. Private: read the views instead.
--
-- A fact is a row of `fact` and, under the same id, a row of the table of its kind. Ids are drawn from
-- the clock and from chance, so that two laptops do not give the same one; they rise within a workbook,
-- so that their order is the order of capture. A shipped migration is never edited.

CREATE TABLE fact (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  ref TEXT NOT NULL UNIQUE CHECK (ref <> ''),
  number INTEGER,
  said_by_id INTEGER REFERENCES fact_person (id),
  workshop_id INTEGER REFERENCES fact_workshop (id),
  evidence TEXT CHECK (evidence IN (
    'interview', 'configuration', 'document', 'sample', 'observation', 'assumption')),
  captured_by TEXT NOT NULL,
  captured_at TEXT NOT NULL
) STRICT;

CREATE INDEX fact_by_number ON fact (kind, number);

-- The highest number that a fact of a kind had when it was removed: no number is given twice, so that EX-3 on a
-- page somebody holds never comes to mean something else.
CREATE TABLE numbering (
  kind TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The lists of references: the sources of a mapping, what a decision is about.
CREATE TABLE fact_link (
  fact_id INTEGER NOT NULL REFERENCES fact (id) ON DELETE CASCADE,
  attribute TEXT NOT NULL,
  target_id INTEGER NOT NULL REFERENCES fact (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (fact_id, attribute, target_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX fact_link_by_target ON fact_link (target_id, attribute);

-- What a schema last said, so that importing it again can tell its words from a person's.
CREATE TABLE imported (
  fact_id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  source TEXT NOT NULL,
  gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
) STRICT;

CREATE INDEX imported_gone ON imported (fact_id) WHERE gone;

CREATE TABLE imported_value (
  fact_id INTEGER NOT NULL REFERENCES imported (fact_id) ON DELETE CASCADE,
  attribute TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (fact_id, attribute)
) STRICT, WITHOUT ROWID;

-- What the fields of a row of the matrix looked like when it was agreed, so that what changed since can be told.
CREATE TABLE agreed_schema (
  mapping_id INTEGER NOT NULL REFERENCES fact (id) ON DELETE CASCADE,
  field_id INTEGER NOT NULL REFERENCES fact (id) ON DELETE CASCADE,
  type TEXT,
  format TEXT,
  required INTEGER,
  nullable INTEGER,
  max_length INTEGER,
  -- The values of its code list, as JSON; NULL where it had no list.
  codes TEXT,
  PRIMARY KEY (mapping_id, field_id)
) STRICT, WITHOUT ROWID;

-- The journals that were merged into this one, each up to an entry of theirs, by its hash. `entry` is the entry here
-- that did it.
CREATE TABLE merged (
  head BLOB PRIMARY KEY NOT NULL CHECK (length(head) = 32),
  entry INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who had changed, in a workbook that was merged, what came from there: the journal here names who merged. `entry` is
-- the entry here that merged; `attribute` is empty for the fact as such.
CREATE TABLE merged_change (
  entry INTEGER NOT NULL,
  fact_id INTEGER NOT NULL,
  attribute TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  said_by TEXT,
  workshop TEXT,
  summary TEXT NOT NULL,
  PRIMARY KEY (entry, fact_id, attribute)
) STRICT, WITHOUT ROWID;

-- Facts that two workbooks captured each for itself and that are one: the id there, and the id here.
CREATE TABLE same_fact (
  other_id INTEGER PRIMARY KEY,
  fact_id INTEGER NOT NULL
) STRICT;

-- One entry a command: who, said by whom, in which workshop, when, and the change itself. Only added to.
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  entry TEXT NOT NULL UNIQUE,
  action TEXT NOT NULL CHECK (action IN ('change', 'seal', 'undo', 'redo')),
  subject INTEGER REFERENCES journal (seq) CHECK ((action IN ('change', 'seal')) = (subject IS NULL)),
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  said_by TEXT,
  workshop TEXT,
  summary TEXT NOT NULL,
  schema_version INTEGER NOT NULL,
  changeset BLOB NOT NULL,
  -- SHA-256 over this row and the hash of the row before: docs/canonical-form.md.
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TRIGGER journal_is_not_edited BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
CREATE TRIGGER journal_is_not_cut BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;

-- The end of the journal, so that entries cut off there are missed.
CREATE TABLE journal_head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL
) STRICT;

-- How far each sitting has come: one row a question that was passed. Written with the answer, in the same
-- transaction; not journalled, since stepping back and leaving out are no facts. `outcome` is `reopened` for a
-- question that was stepped back to or whose answer was undone: it is asked again.
CREATE TABLE sitting_step (
  sitting_id INTEGER NOT NULL REFERENCES fact (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  path TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('answered', 'accepted', 'skipped', 'parked', 'finished', 'reopened')),
  answer TEXT,
  fact_id INTEGER,
  entry INTEGER REFERENCES journal (seq),
  context TEXT,
  seconds INTEGER NOT NULL,
  PRIMARY KEY (sitting_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX sitting_step_by_entry ON sitting_step (entry);

CREATE TABLE migration (
  version INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

CREATE TABLE fact_engagement (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  "name" TEXT NOT NULL,
  "client" TEXT,
  "outcome" TEXT,
  sponsor_id INTEGER REFERENCES fact_person (id),
  "nature" TEXT CHECK ("nature" IN ('new', 'recovery')),
  "deadline" TEXT CHECK ("deadline" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  deadline_set_by_id INTEGER REFERENCES fact_person (id),
  "original_estimate_hours" REAL CHECK ("original_estimate_hours" >= 0),
  "in_scope" TEXT,
  "out_of_scope" TEXT,
  "currency" TEXT,
  "hourly_rate" REAL CHECK ("hourly_rate" >= 0),
  "team_size" REAL CHECK ("team_size" >= 0),
  "focus_hours_per_week" REAL CHECK ("focus_hours_per_week" >= 0),
  "confidentiality" TEXT,
  "logo" TEXT,
  "accent" TEXT
) STRICT;

CREATE TABLE fact_person (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  "name" TEXT NOT NULL,
  "email" TEXT,
  "organisation" TEXT,
  "title" TEXT,
  "roles" TEXT,
  backup_id INTEGER REFERENCES fact_person (id)
) STRICT;

CREATE TABLE fact_symptom (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  "title" TEXT NOT NULL,
  "class" TEXT CHECK ("class" IN ('re-keying', 'status-mismatch', 'distrusted-report', 'inconsistent-message', 'silent-loss', 'delay', 'other')),
  process_id INTEGER REFERENCES fact_process (id),
  reported_by_id INTEGER REFERENCES fact_person (id),
  "per_month" REAL CHECK ("per_month" >= 0),
  "minutes_each" REAL CHECK ("minutes_each" >= 0),
  "disposition" TEXT CHECK ("disposition" IN ('keep', 'replace', 'retire', 'undecided'))
) STRICT;

CREATE TABLE fact_system (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  "name" TEXT NOT NULL,
  "category" TEXT,
  "vendor" TEXT,
  "purpose" TEXT,
  business_owner_id INTEGER REFERENCES fact_person (id),
  technical_owner_id INTEGER REFERENCES fact_person (id),
  "interface" TEXT CHECK ("interface" IN ('rest', 'soap', 'graphql', 'file', 'database', 'event', 'manual')),
  "api_version" TEXT,
  "authentication" TEXT,
  "documentation" TEXT,
  "rate_limit" INTEGER CHECK ("rate_limit" >= 0),
  "test_environment" TEXT,
  "maintenance_window" TEXT,
  "upstream_contact" TEXT,
  "change_frequency" TEXT,
  "change_notice" TEXT,
  change_detected_by_id INTEGER REFERENCES fact_person (id),
  "credentials_kept_in" TEXT,
  credentials_owner_id INTEGER REFERENCES fact_person (id),
  "credentials_expire" TEXT CHECK ("credentials_expire" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  "sensitivity" TEXT CHECK ("sensitivity" IN ('public', 'internal', 'personal', 'confidential'))
) STRICT;

CREATE TABLE fact_entity (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  "name" TEXT NOT NULL,
  "definition" TEXT,
  system_of_record_id INTEGER REFERENCES fact_system (id),
  owner_id INTEGER REFERENCES fact_person (id),
  "match_key" TEXT,
  "volume" TEXT,
  "invariant" TEXT,
  "dispute_route" TEXT
) STRICT;

CREATE TABLE fact_representation (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  system_id INTEGER NOT NULL REFERENCES fact_system (id),
  entity_id INTEGER REFERENCES fact_entity (id),
  "local_name" TEXT NOT NULL,
  "definition" TEXT,
  "grain" TEXT,
  "includes" TEXT,
  "excludes" TEXT,
  "identifier" TEXT,
  "may_create" INTEGER CHECK ("may_create" IN (0, 1)),
  "may_update" INTEGER CHECK ("may_update" IN (0, 1)),
  "may_overwrite" INTEGER CHECK ("may_overwrite" IN (0, 1)),
  "controls_status" INTEGER CHECK ("controls_status" IN (0, 1)),
  "verdict" TEXT CHECK ("verdict" IN ('equivalent', 'narrower', 'broader', 'related', 'unrelated')),
  "non_fit_rule" TEXT,
  "records" INTEGER CHECK ("records" >= 0)
) STRICT;

CREATE TABLE fact_field (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  representation_id INTEGER NOT NULL REFERENCES fact_representation (id),
  "name" TEXT NOT NULL,
  "label" TEXT,
  "type" TEXT,
  "format" TEXT,
  "unit" TEXT,
  "required" INTEGER CHECK ("required" IN (0, 1)),
  "nullable" INTEGER CHECK ("nullable" IN (0, 1)),
  "read_only" INTEGER CHECK ("read_only" IN (0, 1)),
  "deprecated" INTEGER CHECK ("deprecated" IN (0, 1)),
  "max_length" INTEGER CHECK ("max_length" >= 0),
  "default" TEXT,
  "example" TEXT,
  "meaning" TEXT,
  owner_id INTEGER REFERENCES fact_person (id),
  "sensitivity" TEXT CHECK ("sensitivity" IN ('public', 'internal', 'personal', 'confidential')),
  code_list_id INTEGER REFERENCES fact_code_list (id),
  "class" TEXT CHECK ("class" IN ('identifier', 'date', 'money', 'phone', 'email', 'role', 'status', 'text', 'number', 'flag')),
  "scope" TEXT CHECK ("scope" IN ('in', 'out', 'undecided')),
  "out_of_scope_reason" TEXT
) STRICT;

CREATE TABLE fact_code_list (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  system_id INTEGER NOT NULL REFERENCES fact_system (id),
  "name" TEXT NOT NULL,
  owner_id INTEGER REFERENCES fact_person (id),
  "is_status" INTEGER CHECK ("is_status" IN (0, 1))
) STRICT;

CREATE TABLE fact_code (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  code_list_id INTEGER NOT NULL REFERENCES fact_code_list (id),
  "value" TEXT NOT NULL,
  "label" TEXT,
  "meaning" TEXT,
  "initial" INTEGER CHECK ("initial" IN (0, 1)),
  "terminal" INTEGER CHECK ("terminal" IN (0, 1)),
  "in_use" INTEGER CHECK ("in_use" IN (0, 1))
) STRICT;

CREATE TABLE fact_mapping (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  target_id INTEGER REFERENCES fact_field (id),
  "direction" TEXT CHECK ("direction" IN ('to-target', 'both')),
  "transform" TEXT CHECK ("transform" IN ('copy', 'format', 'lookup', 'derive', 'split', 'merge', 'constant', 'aggregate')),
  "rule" TEXT,
  "empty_rule" TEXT,
  "invalid_rule" TEXT,
  "conflict_rule" TEXT,
  "freshness_rule" TEXT,
  "validation" TEXT,
  owner_id INTEGER REFERENCES fact_person (id),
  "state" TEXT CHECK ("state" IN ('suggested', 'proposed', 'agreed', 'deferred', 'rejected', 'not-needed')),
  decided_by_id INTEGER REFERENCES fact_person (id),
  "decided_on" TEXT CHECK ("decided_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  "rationale" TEXT,
  "defer_until" TEXT CHECK ("defer_until" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  "risk" TEXT
) STRICT;

CREATE TABLE fact_value_mapping (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  source_id INTEGER NOT NULL REFERENCES fact_code (id),
  target_id INTEGER REFERENCES fact_code (id),
  "relation" TEXT CHECK ("relation" IN ('equivalent', 'source-narrower', 'source-broader', 'related', 'none')),
  "when_none" TEXT CHECK ("when_none" IN ('reject', 'default', 'review')),
  "condition" TEXT,
  "direction" TEXT CHECK ("direction" IN ('to-target', 'both')),
  "state" TEXT CHECK ("state" IN ('suggested', 'proposed', 'agreed', 'deferred', 'rejected', 'not-needed')),
  owner_id INTEGER REFERENCES fact_person (id),
  decided_by_id INTEGER REFERENCES fact_person (id),
  "decided_on" TEXT CHECK ("decided_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  "rationale" TEXT
) STRICT;

CREATE TABLE fact_flow (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  "name" TEXT NOT NULL,
  entity_id INTEGER REFERENCES fact_entity (id),
  source_id INTEGER REFERENCES fact_system (id),
  target_id INTEGER REFERENCES fact_system (id),
  "two_way" INTEGER CHECK ("two_way" IN (0, 1)),
  "two_way_reason" TEXT,
  "conflict_rule" TEXT,
  "echo_guard" TEXT,
  "mode" TEXT CHECK ("mode" IN ('synchronous', 'asynchronous', 'batch')),
  "trigger" TEXT,
  "frequency" TEXT,
  "latency_budget" TEXT,
  "staleness_allowed" TEXT,
  "replay" TEXT,
  "ordering" TEXT,
  "consistency" TEXT CHECK ("consistency" IN ('always', 'eventual', 'scheduled')),
  "silent_for_at_most" TEXT,
  "volume_per_day" INTEGER CHECK ("volume_per_day" >= 0),
  "peak_per_hour" INTEGER CHECK ("peak_per_hour" >= 0),
  "growth" TEXT,
  "criticality" TEXT CHECK ("criticality" IN ('low', 'medium', 'high')),
  "connector" TEXT CHECK ("connector" IN ('standard', 'tailored')),
  "connector_reason" TEXT,
  "idempotency_key" TEXT,
  "retry_limit" INTEGER CHECK ("retry_limit" >= 0),
  "backoff" TEXT,
  "dead_letter" TEXT,
  dead_letter_owner_id INTEGER REFERENCES fact_person (id),
  "reconciliation" TEXT,
  "fallback" TEXT,
  owner_id INTEGER REFERENCES fact_person (id),
  maintainer_id INTEGER REFERENCES fact_person (id),
  "runbook" TEXT,
  "on_call_access" TEXT,
  "upstream_contact" TEXT,
  "contract_version" TEXT,
  "change_process" TEXT,
  "contract_test" TEXT,
  "synthetic_check" TEXT,
  "check_cadence" TEXT,
  "success_threshold" TEXT,
  alert_to_id INTEGER REFERENCES fact_person (id),
  "dashboard" TEXT,
  approver_id INTEGER REFERENCES fact_person (id),
  "audited" INTEGER CHECK ("audited" IN (0, 1)),
  "encrypted" INTEGER CHECK ("encrypted" IN (0, 1)),
  "review_on" TEXT CHECK ("review_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  "service_level" TEXT,
  "enhancement_hours_per_year" REAL CHECK ("enhancement_hours_per_year" >= 0),
  "dependants" TEXT
) STRICT;

CREATE TABLE fact_process (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  "name" TEXT NOT NULL,
  "trigger" TEXT,
  "outcome" TEXT,
  owner_id INTEGER REFERENCES fact_person (id),
  "per_month" REAL CHECK ("per_month" >= 0)
) STRICT;

CREATE TABLE fact_step (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  process_id INTEGER NOT NULL REFERENCES fact_process (id),
  "order" INTEGER CHECK ("order" >= 0),
  system_id INTEGER REFERENCES fact_system (id),
  "actor" TEXT,
  "action" TEXT NOT NULL,
  "condition" TEXT,
  entity_id INTEGER REFERENCES fact_entity (id),
  "resulting_state" TEXT
) STRICT;

CREATE TABLE fact_effect (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  step_id INTEGER NOT NULL REFERENCES fact_step (id),
  "what" TEXT NOT NULL,
  "class" TEXT CHECK ("class" IN ('notification', 'approval', 'calculation', 'record', 'state-change', 'call')),
  system_id INTEGER REFERENCES fact_system (id),
  "condition" TEXT,
  "decision" TEXT CHECK ("decision" IN ('invoke', 'suppress', 'override', 'manual', 'undecided')),
  "mechanism" TEXT,
  "fires_twice_rule" TEXT,
  owner_id INTEGER REFERENCES fact_person (id),
  "reason" TEXT
) STRICT;

CREATE TABLE fact_exception (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  "title" TEXT NOT NULL,
  "class" TEXT CHECK ("class" IN ('target-unavailable', 'maintenance-window', 'timeout', 'overload', 'rate-limit', 'expired-credential', 'permission-refused', 'value-rejected', 'required-value-missing', 'malformed-data', 'unknown-field', 'unknown-identifier', 'two-possible-owners', 'delivered-twice', 'duplicate-created', 'event-lost', 'out-of-order', 'delayed', 'partial-success', 'connection-died-mid-response', 'stale-overwrite', 'backlog-growing', 'upstream-changed', 'one-side-migrated', 'business-rule-changed', 'no-traffic')),
  flow_id INTEGER REFERENCES fact_flow (id),
  step_id INTEGER REFERENCES fact_step (id),
  entity_id INTEGER REFERENCES fact_entity (id),
  field_id INTEGER REFERENCES fact_field (id),
  "what_happens" TEXT,
  "per_month" REAL CHECK ("per_month" >= 0),
  "likelihood" TEXT CHECK ("likelihood" IN ('low', 'medium', 'high')),
  "impact" TEXT CHECK ("impact" IN ('low', 'medium', 'high')),
  "detected_by" TEXT,
  "detectability" TEXT CHECK ("detectability" IN ('low', 'medium', 'high')),
  "temporary" INTEGER CHECK ("temporary" IN (0, 1)),
  "disposition" TEXT CHECK ("disposition" IN ('handle', 'escalate', 'log')),
  "response" TEXT,
  "retry_safe" INTEGER CHECK ("retry_safe" IN (0, 1)),
  "retry_rule" TEXT,
  owner_id INTEGER REFERENCES fact_person (id),
  "respond_within" TEXT,
  "notify" TEXT,
  "reconciled_by" TEXT,
  "fallback" TEXT,
  "alert_when" TEXT
) STRICT;

CREATE TABLE fact_permission (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  "actor" TEXT NOT NULL,
  representation_id INTEGER NOT NULL REFERENCES fact_representation (id),
  "create" INTEGER CHECK ("create" IN (0, 1)),
  "read" INTEGER CHECK ("read" IN (0, 1)),
  "update" INTEGER CHECK ("update" IN (0, 1)),
  "delete" INTEGER CHECK ("delete" IN (0, 1)),
  "object_check" TEXT,
  approver_id INTEGER REFERENCES fact_person (id),
  "audited" INTEGER CHECK ("audited" IN (0, 1)),
  "review_on" TEXT CHECK ("review_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;

CREATE TABLE fact_signal (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  flow_id INTEGER NOT NULL REFERENCES fact_flow (id),
  "metric" TEXT NOT NULL CHECK ("metric" IN ('volume', 'latency', 'success-rate', 'error-rate', 'queue-depth', 'retries', 'availability', 'zero-traffic', 'reconciliation-difference')),
  "healthy_range" TEXT,
  "alert_when" TEXT,
  alert_to_id INTEGER REFERENCES fact_person (id),
  "action" TEXT,
  "dashboard" TEXT
) STRICT;

CREATE TABLE fact_test (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  of_id INTEGER NOT NULL REFERENCES fact (id),
  "class" TEXT CHECK ("class" IN ('normal', 'missing', 'duplicate', 'delayed', 'rejected', 'permission', 'out-of-order', 'load', 'contract', 'recovery')),
  "given" TEXT,
  "when" TEXT,
  "then" TEXT
) STRICT;

CREATE TABLE fact_question (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  "text" TEXT NOT NULL,
  about_id INTEGER REFERENCES fact (id),
  raised_by_id INTEGER REFERENCES fact_person (id),
  owner_id INTEGER REFERENCES fact_person (id),
  "due" TEXT CHECK ("due" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  "state" TEXT CHECK ("state" IN ('open', 'parked', 'answered')),
  "answer" TEXT
) STRICT;

CREATE TABLE fact_decision (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  "text" TEXT NOT NULL,
  maker_id INTEGER REFERENCES fact_person (id),
  "date" TEXT CHECK ("date" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  "rationale" TEXT,
  "alternatives" TEXT,
  "state" TEXT CHECK ("state" IN ('active', 'superseded', 'reversed')),
  supersedes_id INTEGER REFERENCES fact_decision (id)
) STRICT;

CREATE TABLE fact_risk (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  "text" TEXT NOT NULL,
  "class" TEXT CHECK ("class" IN ('assumption', 'risk')),
  about_id INTEGER REFERENCES fact (id),
  owner_id INTEGER REFERENCES fact_person (id),
  "likelihood" TEXT CHECK ("likelihood" IN ('low', 'medium', 'high')),
  "impact" TEXT CHECK ("impact" IN ('low', 'medium', 'high')),
  "response" TEXT
) STRICT;

CREATE TABLE fact_debt (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  "what" TEXT NOT NULL,
  about_id INTEGER REFERENCES fact (id),
  owner_id INTEGER REFERENCES fact_person (id),
  "hours_per_month" REAL CHECK ("hours_per_month" >= 0),
  "plan" TEXT
) STRICT;

CREATE TABLE fact_workshop (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  "script" TEXT,
  about_id INTEGER REFERENCES fact (id),
  "title" TEXT NOT NULL,
  "date" TEXT CHECK ("date" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  facilitator_id INTEGER REFERENCES fact_person (id),
  scribe_id INTEGER REFERENCES fact_person (id),
  "started" TEXT,
  "ended" TEXT
) STRICT;

CREATE TABLE fact_waiver (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  "gap" TEXT NOT NULL,
  about_id INTEGER NOT NULL REFERENCES fact (id),
  "detail" TEXT,
  "reason" TEXT NOT NULL,
  granted_by_id INTEGER REFERENCES fact_person (id),
  "until" TEXT CHECK ("until" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;

CREATE TABLE fact_actual (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  "line" TEXT,
  "group" TEXT,
  "hours" REAL NOT NULL CHECK ("hours" >= 0),
  about_id INTEGER REFERENCES fact (id)
) STRICT;

CREATE TABLE fact_estimate (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  "name" TEXT NOT NULL,
  baseline_id INTEGER REFERENCES fact_baseline (id),
  "card" TEXT,
  "card_digest" TEXT,
  "trials" INTEGER CHECK ("trials" >= 0),
  "seed" INTEGER CHECK ("seed" >= 0),
  "readiness" TEXT CHECK ("readiness" IN ('raw', 'mid', 'closed')),
  "items" INTEGER CHECK ("items" >= 0),
  "gaps" INTEGER CHECK ("gaps" >= 0),
  "mean" REAL CHECK ("mean" >= 0),
  "low" REAL CHECK ("low" >= 0),
  "middle" REAL CHECK ("middle" >= 0),
  "plan" REAL CHECK ("plan" >= 0),
  "high" REAL CHECK ("high" >= 0),
  "chance" REAL CHECK ("chance" >= 0),
  "parts" TEXT
) STRICT;

CREATE TABLE fact_sign_off (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  "role" TEXT NOT NULL,
  about_id INTEGER REFERENCES fact (id),
  "document" TEXT,
  person_id INTEGER REFERENCES fact_person (id),
  "votes" INTEGER CHECK ("votes" >= 0)
) STRICT;

CREATE TABLE fact_baseline (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  "name" TEXT NOT NULL,
  "form" TEXT NOT NULL,
  "digest" TEXT NOT NULL,
  "entry" INTEGER NOT NULL CHECK ("entry" >= 0),
  "head" TEXT NOT NULL,
  "items" INTEGER NOT NULL CHECK ("items" >= 0),
  "open_gaps" INTEGER CHECK ("open_gaps" >= 0),
  "open_blockers" INTEGER CHECK ("open_blockers" >= 0),
  "reason" TEXT,
  "note" TEXT,
  "median_hours" REAL CHECK ("median_hours" >= 0),
  "planned_hours" REAL CHECK ("planned_hours" >= 0)
) STRICT;

-- The digest of each item of a baseline. What the items held follows from the journal.
CREATE TABLE frozen_item (
  baseline_id INTEGER NOT NULL REFERENCES fact_baseline (id),
  ref TEXT NOT NULL,
  kind TEXT NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  PRIMARY KEY (baseline_id, ref)
) STRICT, WITHOUT ROWID;

-- What was not decided when a baseline was made.
CREATE TABLE frozen_gap (
  baseline_id INTEGER NOT NULL REFERENCES fact_baseline (id),
  position INTEGER NOT NULL,
  gap TEXT NOT NULL,
  severity TEXT NOT NULL,
  about TEXT NOT NULL,
  detail TEXT,
  PRIMARY KEY (baseline_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_amendment (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  baseline_id INTEGER NOT NULL UNIQUE REFERENCES fact_baseline (id),
  amends_id INTEGER NOT NULL REFERENCES fact_baseline (id),
  "reason" TEXT NOT NULL,
  requested_by_id INTEGER NOT NULL REFERENCES fact_person (id),
  "requested_on" TEXT CHECK ("requested_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  "touched" INTEGER NOT NULL CHECK ("touched" >= 0),
  "downstream" INTEGER NOT NULL CHECK ("downstream" >= 0),
  "median_before" REAL CHECK ("median_before" >= 0),
  "median_after" REAL CHECK ("median_after" >= 0),
  "planned_before" REAL CHECK ("planned_before" >= 0),
  "planned_after" REAL CHECK ("planned_after" >= 0),
  "statement" TEXT NOT NULL
) STRICT;

CREATE TABLE fact_approval (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  baseline_id INTEGER NOT NULL REFERENCES fact_baseline (id),
  person_id INTEGER NOT NULL REFERENCES fact_person (id),
  "role" TEXT NOT NULL,
  "vote" TEXT NOT NULL CHECK ("vote" IN ('approve', 'approve-with-conditions', 'reject', 'abstain')),
  "meaning" TEXT NOT NULL,
  "about" TEXT,
  "document" TEXT,
  amendment_id INTEGER REFERENCES fact_amendment (id),
  "statement" TEXT NOT NULL
) STRICT;

CREATE TABLE fact_condition (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  "text" TEXT NOT NULL,
  approval_id INTEGER NOT NULL REFERENCES fact_approval (id),
  "due" TEXT CHECK ("due" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  owner_id INTEGER REFERENCES fact_person (id),
  "state" TEXT CHECK ("state" IN ('open', 'met')),
  "met_on" TEXT CHECK ("met_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  met_by_id INTEGER REFERENCES fact_person (id),
  "proof" TEXT
) STRICT;

CREATE TABLE fact_signature (
  id INTEGER PRIMARY KEY REFERENCES fact (id) ON DELETE CASCADE,
  of_id INTEGER NOT NULL REFERENCES fact (id),
  person_id INTEGER NOT NULL REFERENCES fact_person (id),
  "key" TEXT NOT NULL,
  "statement" TEXT NOT NULL,
  "armoured" TEXT NOT NULL
) STRICT;

-- What people put their names to is neither edited nor removed, by whatever program.
CREATE TRIGGER signed_fact_stays BEFORE UPDATE ON fact
WHEN OLD.kind IN ('baseline', 'amendment', 'approval', 'signature')
BEGIN SELECT RAISE(ABORT, 'what was signed is not edited'); END;
CREATE TRIGGER signed_fact_is_kept BEFORE DELETE ON fact
WHEN OLD.kind IN ('baseline', 'amendment', 'approval', 'condition', 'signature')
BEGIN SELECT RAISE(ABORT, 'what was signed is not removed'); END;
CREATE TRIGGER baseline_stays BEFORE UPDATE ON fact_baseline
BEGIN SELECT RAISE(ABORT, 'a baseline is not edited'); END;
CREATE TRIGGER baseline_is_kept BEFORE DELETE ON fact_baseline
BEGIN SELECT RAISE(ABORT, 'a baseline is not removed'); END;
CREATE TRIGGER frozen_item_stays BEFORE UPDATE ON frozen_item
BEGIN SELECT RAISE(ABORT, 'a baseline is not edited'); END;
CREATE TRIGGER frozen_item_is_kept BEFORE DELETE ON frozen_item
BEGIN SELECT RAISE(ABORT, 'a baseline is not removed'); END;
CREATE TRIGGER frozen_gap_stays BEFORE UPDATE ON frozen_gap
BEGIN SELECT RAISE(ABORT, 'a baseline is not edited'); END;
CREATE TRIGGER frozen_gap_is_kept BEFORE DELETE ON frozen_gap
BEGIN SELECT RAISE(ABORT, 'a baseline is not removed'); END;
CREATE TRIGGER amendment_stays BEFORE UPDATE ON fact_amendment
BEGIN SELECT RAISE(ABORT, 'an amendment is not edited: another one amends it'); END;
CREATE TRIGGER amendment_is_kept BEFORE DELETE ON fact_amendment
BEGIN SELECT RAISE(ABORT, 'an amendment is not removed: another one amends it'); END;
CREATE TRIGGER approval_stays BEFORE UPDATE ON fact_approval
BEGIN SELECT RAISE(ABORT, 'an approval is not edited: a new vote supersedes it'); END;
CREATE TRIGGER approval_is_kept BEFORE DELETE ON fact_approval
BEGIN SELECT RAISE(ABORT, 'an approval is not removed: a new vote supersedes it'); END;
CREATE TRIGGER condition_stays BEFORE UPDATE OF "text", approval_id, "due" ON fact_condition
BEGIN SELECT RAISE(ABORT, 'a condition is not edited: it is met, or a new vote supersedes it'); END;
CREATE TRIGGER condition_is_kept BEFORE DELETE ON fact_condition
BEGIN SELECT RAISE(ABORT, 'a condition is not removed: it is met, or a new vote supersedes it'); END;
CREATE TRIGGER signature_stays BEFORE UPDATE ON fact_signature
BEGIN SELECT RAISE(ABORT, 'a signature is not edited'); END;
CREATE TRIGGER signature_is_kept BEFORE DELETE ON fact_signature
BEGIN SELECT RAISE(ABORT, 'a signature is not removed'); END;

CREATE INDEX fact_representation_by_system ON fact_representation (system_id);
CREATE INDEX fact_representation_by_entity ON fact_representation (entity_id);
-- By what it is called besides: the gaps look for names that differ in spelling only.
CREATE INDEX fact_field_by_representation
  ON fact_field (representation_id, replace(coalesce(label, name), '_', '') COLLATE NOCASE);
CREATE INDEX fact_field_by_code_list ON fact_field (code_list_id);
CREATE INDEX fact_code_list_by_system ON fact_code_list (system_id);
CREATE INDEX fact_code_by_list ON fact_code (code_list_id);
CREATE INDEX fact_mapping_by_target ON fact_mapping (target_id);
CREATE INDEX fact_value_mapping_by_source ON fact_value_mapping (source_id);
CREATE INDEX fact_value_mapping_by_target ON fact_value_mapping (target_id);
CREATE INDEX fact_flow_by_entity ON fact_flow (entity_id, source_id, target_id);
CREATE INDEX fact_flow_by_source ON fact_flow (source_id);
CREATE INDEX fact_flow_by_target ON fact_flow (target_id);
CREATE INDEX fact_step_by_process ON fact_step (process_id);
CREATE INDEX fact_effect_by_step ON fact_effect (step_id);
CREATE INDEX fact_exception_by_flow ON fact_exception (flow_id);
CREATE INDEX fact_exception_by_field ON fact_exception (field_id);
CREATE INDEX fact_permission_by_representation ON fact_permission (representation_id);
CREATE INDEX fact_signal_by_flow ON fact_signal (flow_id);
CREATE INDEX fact_test_by_subject ON fact_test (of_id);
CREATE INDEX fact_question_by_subject ON fact_question (about_id);
CREATE INDEX fact_approval_by_baseline ON fact_approval (baseline_id);
CREATE INDEX fact_waiver_by_subject ON fact_waiver (about_id);
