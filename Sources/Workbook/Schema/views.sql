-- The composed views: with the views of the kinds, the public contract of a workbook (docs/schema.md).

-- Every fact, whatever its kind, with the words a person knows it by.
CREATE VIEW item AS
SELECT f.*, (SELECT ref FROM fact WHERE id = f.said_by_id) AS said_by,
  (SELECT ref FROM fact WHERE id = f.workshop_id) AS workshop
FROM fact f;

-- The fields that a mapping reads, in order.
CREATE VIEW mapping_source AS
SELECT l.fact_id AS mapping_id, l.target_id AS field_id, l.position
FROM fact_link l WHERE l.attribute = 'sources';

-- The fields that a mapping touches, on either side. A rejected row touches nothing.
CREATE VIEW mapping_field AS
SELECT m.id AS mapping_id, l.target_id AS field_id, 'source' AS side
FROM fact_mapping m JOIN fact_link l ON l.fact_id = m.id AND l.attribute = 'sources'
WHERE m.state IS NOT 'rejected'
UNION ALL
SELECT m.id, m.target_id, 'target' FROM fact_mapping m
WHERE m.target_id IS NOT NULL AND m.state IS NOT 'rejected';

-- The facts that a list names: what a decision is about, which systems a person speaks for.
CREATE VIEW link AS
SELECT l.fact_id AS from_id, l.attribute, l.target_id AS to_id, l.position FROM fact_link l;

-- The fields that really move: those of agreed, proposed, suggested or deferred rows, not those set aside.
-- A field comes once a row that moves it, so that `EXISTS (… WHERE field_id = …)` is a look into an index.
CREATE VIEW moved_field AS
SELECT l.target_id AS field_id FROM fact_mapping m JOIN fact_link l ON l.fact_id = m.id AND l.attribute = 'sources'
WHERE coalesce(m.state, 'proposed') NOT IN ('rejected', 'not-needed')
UNION ALL
SELECT m.target_id FROM fact_mapping m
WHERE m.target_id IS NOT NULL AND coalesce(m.state, 'proposed') NOT IN ('rejected', 'not-needed');

-- The field dictionary: one row a field, in the order of its schema.
CREATE VIEW field_dictionary AS
SELECT
  f.*, s.name AS system, s.id AS system_id, r.local_name AS object, e.name AS entity, r.entity_id,
  EXISTS (SELECT 1 FROM imported i WHERE i.fact_id = f.id AND i.gone) AS gone
FROM field f
JOIN fact_representation r ON r.id = f.representation_id
JOIN fact_system s ON s.id = r.system_id
LEFT JOIN fact_entity e ON e.id = r.entity_id;

-- The reconciliation matrix: one row a mapping and source field, both sides spelled out. The sides are tables,
-- not views: SQLite would make the whole of a view that is the right side of a LEFT JOIN.
CREATE VIEW reconciliation_matrix AS
SELECT
  m.*, coalesce(te.name, se.name) AS entity, coalesce(te.id, se.id) AS entity_id,
  (SELECT ref FROM fact WHERE id = sf.id) AS source, ss.name AS source_system, sr.local_name AS source_object,
  sf.name AS source_field, sf.type AS source_type, sf.max_length AS source_length,
  sf.required AS source_required, (SELECT ref FROM fact WHERE id = sf.code_list_id) AS source_code_list,
  sf.example AS source_example, (SELECT ref FROM fact WHERE id = sf.owner_id) AS source_owner,
  ts.name AS target_system, tr.local_name AS target_object, tf.name AS target_field, tf.type AS target_type,
  tf.max_length AS target_length, tf.required AS target_required,
  (SELECT ref FROM fact WHERE id = tf.code_list_id) AS target_code_list, tf.example AS target_example,
  (SELECT ref FROM fact WHERE id = tf.owner_id) AS target_owner, tr.verdict, tf."default",
  (SELECT ref FROM fact WHERE id = coalesce(te.system_of_record_id, se.system_of_record_id))
    AS system_of_record,
  -- The more sensitive of the two: the words rank by their places in the list.
  (SELECT word FROM (SELECT sf.sensitivity AS word UNION ALL SELECT tf.sensitivity)
   ORDER BY instr('public internal personal confidential', word) DESC LIMIT 1) AS sensitivity,
  (SELECT group_concat(ref, ', ') FROM test t WHERE t.of_id = m.id) AS tests,
  (SELECT group_concat(ref, ', ') FROM exception x WHERE x.field_id IN (sf.id, tf.id)) AS exceptions,
  (SELECT group_concat(ref, ', ') FROM question q WHERE q.about_id IN (m.id, sf.id, tf.id)
     AND q.state IS NOT 'answered') AS questions,
  ms.position, sf.id AS source_id
FROM mapping m
LEFT JOIN fact_link ms ON ms.fact_id = m.id AND ms.attribute = 'sources'
LEFT JOIN fact_field sf ON sf.id = ms.target_id
LEFT JOIN fact_representation sr ON sr.id = sf.representation_id
LEFT JOIN fact_system ss ON ss.id = sr.system_id
LEFT JOIN fact_entity se ON se.id = sr.entity_id
LEFT JOIN fact_field tf ON tf.id = m.target_id
LEFT JOIN fact_representation tr ON tr.id = tf.representation_id
LEFT JOIN fact_system ts ON ts.id = tr.system_id
LEFT JOIN fact_entity te ON te.id = tr.entity_id;

-- The status and reference crosswalks: one row a value and counterpart.
CREATE VIEW status_crosswalk AS
SELECT
  x.*, sl.ref AS source_list, sl.id AS source_list_id, sc.value AS source_value, sc.label AS source_label,
  sc.meaning AS source_meaning, (SELECT ref FROM fact WHERE id = tc.code_list_id) AS target_list,
  tc.code_list_id AS target_list_id, tc.value AS target_value, tc.label AS target_label
FROM value_mapping x
JOIN fact_code sc ON sc.id = x.source_id
JOIN fact sl ON sl.id = sc.code_list_id
LEFT JOIN fact_code tc ON tc.id = x.target_id;

-- The pairs of code lists that a mapping moves from one to the other. It sets out from the lists, which are
-- few, rather than from the mappings.
CREATE VIEW moved_code_list AS
SELECT DISTINCT m.id AS mapping_id, sf.code_list_id AS source_list_id, tf.code_list_id AS target_list_id
FROM fact_code_list s
CROSS JOIN fact_field sf ON sf.code_list_id = s.id
CROSS JOIN fact_link l ON l.target_id = sf.id AND l.attribute = 'sources'
CROSS JOIN fact_mapping m ON m.id = l.fact_id
CROSS JOIN fact_field tf ON tf.id = m.target_id
WHERE tf.code_list_id IS NOT NULL AND coalesce(m.state, 'proposed') NOT IN ('rejected', 'not-needed');

-- The integration contracts: flows with both ends' names.
CREATE VIEW flow_contract AS
SELECT
  fl.*, ss.name AS source_name, ts.name AS target_name, e.name AS entity_name,
  e.system_of_record_id AS record_system_id
FROM flow fl
LEFT JOIN fact_system ss ON ss.id = fl.source_id
LEFT JOIN fact_system ts ON ts.id = fl.target_id
LEFT JOIN fact_entity e ON e.id = fl.entity_id;

-- The representations that a flow moves: those of its entity on either side.
CREATE VIEW flow_representation AS
SELECT fl.id AS flow_id, r.id AS representation_id,
  CASE WHEN r.system_id = fl.source_id THEN 'source' ELSE 'target' END AS side
FROM fact_flow fl
JOIN fact_representation r ON r.entity_id = fl.entity_id AND r.system_id IN (fl.source_id, fl.target_id);

-- The exception catalogue, with what each exception is about.
CREATE VIEW exception_catalogue AS
SELECT
  x.*, coalesce(x.flow, x.step, x.field, x.entity) AS about,
  (SELECT name FROM fact_flow WHERE id = x.flow_id) AS flow_name
FROM exception x;

-- Flow by class of the exception checklist: what was said of each. Of several exceptions of one class the least
-- settled tells the state. A waiver of the gap exception-class-unconsidered counts, of the whole flow or, by its
-- detail, of one class; whoever knows the day holds waived_until against it.
CREATE VIEW exception_coverage AS
SELECT
  f.id AS flow_id, (SELECT ref FROM fact WHERE id = f.id) AS flow, f.name AS flow_name, c.position, c.class,
  coalesce(
    (SELECT CASE min(CASE x.disposition WHEN 'handle' THEN 3 WHEN 'escalate' THEN 2 WHEN 'log' THEN 1 ELSE 0 END)
       WHEN 3 THEN 'handled' WHEN 2 THEN 'escalated' WHEN 1 THEN 'logged' WHEN 0 THEN 'undecided' END
     FROM fact_exception x WHERE x.flow_id = f.id AND x.class = c.class),
    CASE WHEN w.id IS NOT NULL THEN 'waived' END, 'unconsidered') AS state,
  (SELECT group_concat(ref, ', ') FROM (SELECT g.ref FROM fact_exception x JOIN fact g ON g.id = x.id
    WHERE x.flow_id = f.id AND x.class = c.class ORDER BY x.id)) AS exceptions,
  (SELECT ref FROM fact WHERE id = w.id) AS waiver, w.until AS waived_until
FROM fact_flow f
CROSS JOIN exception_class c
LEFT JOIN fact_waiver w ON w.id = (
  SELECT v.id FROM fact_waiver v
  WHERE v.about_id = f.id AND v.gap = 'exception-class-unconsidered' AND (v.detail IS NULL OR v.detail = c.class)
  ORDER BY coalesce(v.until, '9999-12-31') DESC, v.id LIMIT 1);

-- What to talk about first: the exceptions with a priority of 1 to 27, which is likelihood x impact x how hard it is
-- to notice, 1 to 3 each (the risk priority number of failure mode and effects analysis, IEC 60812:2018, on three
-- steps). Likelihood follows from cases a month where nobody said it: 20 and more (nearly every working day) are
-- high, 1 and more medium. What is not known is NULL in its score and counts as 3 in the priority.
CREATE VIEW exception_priority AS
SELECT
  s.*, coalesce(s.likelihood_score, 3) * coalesce(s.impact_score, 3) * coalesce(s.detection_score, 3) AS priority,
  (s.likelihood_score IS NULL) + (s.impact_score IS NULL) + (s.detection_score IS NULL) AS unknown
FROM (
  SELECT
    x.id, x.ref, x.title, x.class, x.flow_id, x.flow, x.disposition, x.owner, x.per_month, x.likelihood, x.impact,
    x.detectability,
    coalesce(CASE x.likelihood WHEN 'low' THEN 1 WHEN 'medium' THEN 2 WHEN 'high' THEN 3 END,
      CASE WHEN x.per_month >= 20 THEN 3 WHEN x.per_month >= 1 THEN 2 WHEN x.per_month >= 0 THEN 1 END)
      AS likelihood_score,
    CASE x.impact WHEN 'low' THEN 1 WHEN 'medium' THEN 2 WHEN 'high' THEN 3 END AS impact_score,
    CASE x.detectability WHEN 'high' THEN 1 WHEN 'medium' THEN 2 WHEN 'low' THEN 3 END AS detection_score
  FROM exception x) s;

-- Who may do what to which record: a row a permission, and a row without an actor for each record that a flow moves
-- and that no permission covers. Beside it the flows that read the record and those that write it.
CREATE VIEW permission_matrix AS
SELECT
  r.id AS representation_id, r.ref AS representation, r.system, r.entity, p.id AS permission_id, p.ref, p.actor,
  p."create", p."read", p."update", p."delete", p.object_check, p.approver, p.audited, p.review_on,
  (SELECT group_concat(g.ref, ', ') FROM flow_representation w JOIN fact_flow f ON f.id = w.flow_id
     JOIN fact g ON g.id = f.id WHERE w.representation_id = r.id AND (w.side = 'source' OR f.two_way = 1)) AS read_by,
  (SELECT group_concat(g.ref, ', ') FROM flow_representation w JOIN fact_flow f ON f.id = w.flow_id
     JOIN fact g ON g.id = f.id WHERE w.representation_id = r.id AND (w.side = 'target' OR f.two_way = 1))
    AS written_by
FROM representation r LEFT JOIN permission p ON p.representation_id = r.id
WHERE p.id IS NOT NULL OR EXISTS (SELECT 1 FROM flow_representation w WHERE w.representation_id = r.id);

-- What belongs to a flow: itself, its exceptions and signals, the rows of the matrix and of crosswalks that it
-- applies, and what steps on its entity set off at either end.
CREATE VIEW flow_fact AS
SELECT id AS flow_id, id AS fact_id FROM fact_flow
UNION SELECT flow_id, id FROM fact_exception WHERE flow_id IS NOT NULL
UNION SELECT flow_id, id FROM fact_signal
UNION
SELECT f.id, m.id FROM fact_flow f
JOIN fact_representation tr ON tr.entity_id = f.entity_id AND tr.system_id = f.target_id
JOIN fact_field tf ON tf.representation_id = tr.id
JOIN fact_mapping m ON m.target_id = tf.id
WHERE NOT EXISTS (
  SELECT 1 FROM fact_link l JOIN fact_field sf ON sf.id = l.target_id
  JOIN fact_representation sr ON sr.id = sf.representation_id
  WHERE l.fact_id = m.id AND l.attribute = 'sources' AND sr.system_id IS NOT f.source_id)
UNION
SELECT f.id, x.id FROM fact_flow f
JOIN fact_representation sr ON sr.entity_id = f.entity_id AND sr.system_id = f.source_id
JOIN fact_field sf ON sf.representation_id = sr.id
JOIN fact_code c ON c.code_list_id = sf.code_list_id
JOIN fact_value_mapping x ON x.source_id = c.id
LEFT JOIN fact_code tc ON tc.id = x.target_id
WHERE x.target_id IS NULL OR EXISTS (
  SELECT 1 FROM fact_field tf JOIN fact_representation tr ON tr.id = tf.representation_id
  WHERE tf.code_list_id = tc.code_list_id AND tr.entity_id = f.entity_id AND tr.system_id = f.target_id)
UNION
SELECT f.id, e.id FROM fact_flow f
JOIN fact_step s ON s.entity_id = f.entity_id AND s.system_id IN (f.source_id, f.target_id)
JOIN fact_effect e ON e.step_id = s.id;

-- What a test can prove, with the words a person knows it by. Rows that were rejected or set aside prove nothing.
CREATE VIEW provable AS
SELECT id AS fact_id, 'flow' AS kind, name AS title FROM fact_flow
UNION ALL
SELECT m.id, 'mapping', coalesce((SELECT group_concat(g.ref, ', ') FROM fact_link l JOIN fact g ON g.id = l.target_id
    WHERE l.fact_id = m.id AND l.attribute = 'sources') || ' → ', '') || (SELECT ref FROM fact WHERE id = m.target_id)
FROM fact_mapping m
WHERE m.target_id IS NOT NULL AND coalesce(m.state, 'proposed') NOT IN ('rejected', 'not-needed', 'deferred')
UNION ALL
SELECT x.id, 'value-mapping', (SELECT ref FROM fact WHERE id = x.source_id) || ' → '
    || coalesce((SELECT ref FROM fact WHERE id = x.target_id), 'none')
FROM fact_value_mapping x
WHERE coalesce(x.state, 'proposed') NOT IN ('rejected', 'not-needed', 'deferred')
UNION ALL SELECT id, 'effect', what FROM fact_effect
UNION ALL SELECT id, 'exception', title FROM fact_exception;

-- Traceability both ways: what can be proved beside each test that proves it, and without one where none does.
CREATE VIEW test_traceability AS
SELECT
  v.fact_id, g.ref AS fact, v.kind AS fact_kind, v.title AS fact_title, t.id AS test_id, t.ref AS test, t.class,
  t.given, t."when", t."then"
FROM provable v
JOIN fact g ON g.id = v.fact_id
LEFT JOIN test t ON t.of_id = v.fact_id;

-- The journal, as history: one row an entry.
CREATE VIEW history AS
SELECT seq, entry, action, subject, at, who, said_by, workshop, summary, lower(hex(hash)) AS hash FROM journal;

-- Which item a fact is part of: what is approved as one. An entity takes its representations along, a system
-- those of no entity and its code lists, a flow its signals, a process its steps and their effects.
CREATE VIEW belongs_to AS
SELECT r.id, coalesce(r.entity_id, r.system_id) AS item_id FROM fact_representation r
UNION ALL
SELECT f.id, coalesce(r.entity_id, r.system_id) FROM fact_field f JOIN fact_representation r ON r.id = f.representation_id
UNION ALL
SELECT p.id, coalesce(r.entity_id, r.system_id) FROM fact_permission p
JOIN fact_representation r ON r.id = p.representation_id
UNION ALL
SELECT id, system_id FROM fact_code_list
UNION ALL
SELECT c.id, l.system_id FROM fact_code c JOIN fact_code_list l ON l.id = c.code_list_id
UNION ALL
SELECT id, flow_id FROM fact_signal
UNION ALL
SELECT id, process_id FROM fact_step
UNION ALL
SELECT e.id, s.process_id FROM fact_effect e JOIN fact_step s ON s.id = e.step_id;

-- What was said about a fact: decisions, questions, risks, workarounds, waivers.
CREATE VIEW said_about AS
SELECT l.target_id AS about_id, d.id, d.ref, 'decision' AS kind FROM decision d
JOIN fact_link l ON l.fact_id = d.id AND l.attribute = 'about'
UNION ALL SELECT about_id, id, ref, 'question' FROM question WHERE about_id IS NOT NULL
UNION ALL SELECT about_id, id, ref, 'risk' FROM risk WHERE about_id IS NOT NULL
UNION ALL SELECT about_id, id, ref, 'debt' FROM debt WHERE about_id IS NOT NULL
UNION ALL SELECT about_id, id, ref, 'waiver' FROM waiver;

-- What has to be looked at again when something changes: the item `item_id` rests on the fact `on_id`.
-- Who owns a thing is part of it; what is known of that person is not, so people are not here.
CREATE VIEW depends_on AS
SELECT m.id AS item_id, l.target_id AS on_id, 'mapping' AS kind FROM fact_mapping m
JOIN fact_link l ON l.fact_id = m.id AND l.attribute = 'sources'
UNION ALL SELECT id, target_id, 'mapping' FROM fact_mapping WHERE target_id IS NOT NULL
UNION ALL SELECT id, source_id, 'value-mapping' FROM fact_value_mapping
UNION ALL SELECT id, target_id, 'value-mapping' FROM fact_value_mapping WHERE target_id IS NOT NULL
UNION ALL SELECT id, system_of_record_id, 'entity' FROM fact_entity WHERE system_of_record_id IS NOT NULL
UNION ALL SELECT entity_id, system_id, 'entity' FROM fact_representation WHERE entity_id IS NOT NULL
UNION ALL SELECT id, entity_id, 'flow' FROM fact_flow WHERE entity_id IS NOT NULL
UNION ALL SELECT id, source_id, 'flow' FROM fact_flow WHERE source_id IS NOT NULL
UNION ALL SELECT id, target_id, 'flow' FROM fact_flow WHERE target_id IS NOT NULL
UNION ALL
SELECT fr.flow_id, m.id, 'flow' FROM flow_representation fr
JOIN fact_field f ON f.representation_id = fr.representation_id
JOIN fact_mapping m ON m.target_id = f.id
WHERE fr.side = 'target' OR (SELECT two_way FROM fact_flow WHERE id = fr.flow_id)
UNION ALL
SELECT fr.flow_id, l.fact_id, 'flow' FROM flow_representation fr
JOIN fact_field f ON f.representation_id = fr.representation_id
JOIN fact_link l ON l.target_id = f.id AND l.attribute = 'sources'
WHERE fr.side = 'source' OR (SELECT two_way FROM fact_flow WHERE id = fr.flow_id)
UNION ALL
SELECT fr.flow_id, x.id, 'flow' FROM flow_representation fr
JOIN fact_field f ON f.representation_id = fr.representation_id
JOIN fact_code c ON c.code_list_id = f.code_list_id
JOIN fact_value_mapping x ON x.source_id = c.id
WHERE fr.side = 'source' OR (SELECT two_way FROM fact_flow WHERE id = fr.flow_id)
UNION ALL SELECT id, flow_id, 'exception' FROM fact_exception WHERE flow_id IS NOT NULL
UNION ALL SELECT id, step_id, 'exception' FROM fact_exception WHERE step_id IS NOT NULL
UNION ALL SELECT id, entity_id, 'exception' FROM fact_exception WHERE entity_id IS NOT NULL
UNION ALL SELECT id, field_id, 'exception' FROM fact_exception WHERE field_id IS NOT NULL
UNION ALL SELECT s.process_id, s.system_id, 'process' FROM fact_step s WHERE s.system_id IS NOT NULL
UNION ALL SELECT s.process_id, s.entity_id, 'process' FROM fact_step s WHERE s.entity_id IS NOT NULL
UNION ALL
SELECT s.process_id, e.system_id, 'process' FROM fact_effect e JOIN fact_step s ON s.id = e.step_id
WHERE e.system_id IS NOT NULL
UNION ALL SELECT id, process_id, 'symptom' FROM fact_symptom WHERE process_id IS NOT NULL
UNION ALL SELECT id, of_id, 'test' FROM fact_test
UNION ALL SELECT id, about_id, 'question' FROM fact_question WHERE about_id IS NOT NULL
UNION ALL SELECT id, about_id, 'risk' FROM fact_risk WHERE about_id IS NOT NULL
UNION ALL SELECT id, about_id, 'debt' FROM fact_debt WHERE about_id IS NOT NULL
UNION ALL SELECT id, about_id, 'waiver' FROM fact_waiver
UNION ALL SELECT l.fact_id, l.target_id, 'decision' FROM fact_link l WHERE l.attribute = 'about';

-- The items of the baselines, each with its digest.
CREATE VIEW baseline_item AS
SELECT i.baseline_id, (SELECT ref FROM fact WHERE id = i.baseline_id) AS baseline, i.ref, i.kind,
  lower(hex(i.digest)) AS digest
FROM frozen_item i;

-- What was not decided when a baseline was made.
CREATE VIEW baseline_gap AS
SELECT g.*, (SELECT ref FROM fact WHERE id = g.baseline_id) AS baseline FROM frozen_gap g;

-- The votes that stand: of one person in one role, the newest on the same subject, or on everything, counts.
-- A vote on an older baseline does not take back one on a newer.
CREATE VIEW standing_approval AS
SELECT a.*, (SELECT captured_at FROM fact WHERE id = a.id) AS at
FROM approval a
WHERE NOT EXISTS (
  SELECT 1 FROM fact_approval b
  WHERE b.id > a.id AND b.baseline_id >= a.baseline_id AND b.person_id = a.person_id
    AND lower(b.role) = lower(a.role)
    AND (b.about IS NULL AND b.document IS NULL AND b.amendment_id IS NULL
      OR b.about IS a.about AND b.document IS a.document
        AND (b.amendment_id IS a.amendment_id OR b.about IS NOT NULL OR b.document IS NOT NULL)));

-- The items that votes are about, one by one.
CREATE VIEW approval_item AS
SELECT a.id AS approval_id, j.value AS item
FROM fact_approval a,
  json_each('["' || replace(replace(replace(a.about, '\', '\\'), '"', '\"'), ',', '","') || '"]') j
WHERE a.about IS NOT NULL;

-- The items of the amendments: those that came, changed or went, then those that rest on them.
CREATE VIEW amendment_item AS
SELECT a.id AS amendment_id, a.ref AS amendment, j.key + 1 AS position,
  (SELECT value FROM json_each(j.value, '$.item')) AS item, (SELECT value FROM json_each(j.value, '$.kind')) AS kind,
  (SELECT value FROM json_each(j.value, '$.how')) AS how,
  (SELECT value FROM json_each(j.value, '$.because')) AS because
FROM amendment a, json_each(a.statement, '$.items') j;

-- The votes that each amendment needs, by role and by what that role has to agree to: some items (as JSON), a document,
-- or all that is changed.
CREATE VIEW amendment_need AS
SELECT a.id AS amendment_id, a.ref AS amendment, a.baseline_id, a.baseline, j.key + 1 AS position,
  (SELECT value FROM json_each(j.value, '$.role')) AS role,
  (SELECT value FROM json_each(j.value, '$.document')) AS document,
  (SELECT value FROM json_each(j.value) WHERE key = 'about') AS about,
  (SELECT value FROM json_each(j.value, '$.needed')) AS needed,
  (SELECT group_concat(value, ', ') FROM json_each(j.value, '$.people')) AS people
FROM amendment a, json_each(a.statement, '$.roles') j;

-- The votes that count for what an amendment needs: of one person the newest on its baseline that covers all that
-- the role has to agree to, or on all of a later one.
CREATE VIEW amendment_vote AS
SELECT n.amendment_id, n.amendment, n.position, n.role, n.document, n.about, a.id AS approval_id, a.ref AS approval,
  a.person_id, a.person, a.vote
FROM amendment_need n
JOIN approval a ON a.id IN (
  SELECT max(b.id) FROM fact_approval b
  WHERE b.baseline_id >= n.baseline_id AND lower(b.role) = lower(n.role)
    AND (b.about IS NULL AND b.document IS NULL AND b.amendment_id IS NULL
      OR b.baseline_id = n.baseline_id AND (
        b.document = n.document
        OR n.document IS NULL AND b.document IS NULL AND (b.about IS NOT NULL OR b.amendment_id = n.amendment_id)
          AND NOT EXISTS (
            SELECT 1 FROM json_each(coalesce(n.about, '[]')) w
            WHERE w.value NOT IN (SELECT item FROM approval_item WHERE approval_id = b.id))
          AND (n.about IS NOT NULL OR NOT EXISTS (
            SELECT 1 FROM amendment_item w
            WHERE w.amendment_id = n.amendment_id AND w.how <> 'removed' AND w.kind <> 'document'
              AND w.item NOT IN (SELECT item FROM approval_item WHERE approval_id = b.id)))))
  GROUP BY b.person_id);

-- Where an amendment stands with each role that it needs.
CREATE VIEW amendment_role AS
SELECT t.*, CASE WHEN rejected > 0 THEN 'rejected' WHEN given < needed THEN 'missing'
  WHEN conditional > 0 THEN 'approved-with-conditions' ELSE 'approved' END AS state
FROM (
  SELECT n.*, count(v.approval_id) FILTER (WHERE v.vote IN ('approve', 'approve-with-conditions')) AS given,
    count(v.approval_id) FILTER (WHERE v.vote = 'approve-with-conditions') AS conditional,
    count(v.approval_id) FILTER (WHERE v.vote = 'reject') AS rejected,
    group_concat(v.approval, ', ') AS votes
  FROM amendment_need n
  LEFT JOIN amendment_vote v ON v.amendment_id = n.amendment_id AND v.position = n.position
  GROUP BY n.amendment_id, n.position) t;

-- The votes that count for a role that has to agree: one row a role, a baseline and a vote on it. Of one
-- person the newest vote on that baseline counts that covers the subject.
CREATE VIEW sign_off_vote AS
SELECT s.id AS sign_off_id, s.ref AS sign_off, a.baseline_id, a.baseline, a.id AS approval_id, a.ref AS approval,
  a.person_id, a.person, a.role, a.vote, a.meaning, (SELECT captured_at FROM fact WHERE id = a.id) AS at
FROM sign_off s
JOIN approval a ON a.id IN (
  SELECT max(b.id) FROM fact_approval b
  WHERE lower(b.role) = lower(s.role) AND (s.person_id IS NULL OR s.person_id = b.person_id)
    AND (b.about IS NULL AND b.document IS NULL AND b.amendment_id IS NULL
      OR b.document IS NOT NULL AND b.document = s.document
      OR s.about IS NOT NULL AND instr(',' || b.about || ',', ',' || s.about || ',') > 0)
  GROUP BY b.baseline_id, b.person_id);

-- Where a baseline stands with each role that has to agree. Of a baseline that an amendment froze, what was agreed
-- before holds for what the amendment leaves as it was; for the rest the votes on the amendment count.
CREATE VIEW sign_off_status AS
WITH RECURSIVE
  own AS MATERIALIZED (
    SELECT s.id AS sign_off_id, s.ref AS sign_off, s.role, s.person_id, s.person, s.about_id, s.about, s.document,
      b.id AS baseline_id, b.ref AS baseline, max(coalesce(s.votes, 1), 1) AS needed,
      count(v.approval_id) FILTER (WHERE v.vote IN ('approve', 'approve-with-conditions')) AS given,
      count(v.approval_id) FILTER (WHERE v.vote = 'approve-with-conditions') AS conditional,
      count(v.approval_id) FILTER (WHERE v.vote = 'reject') AS rejected,
      group_concat(v.approval, ', ') AS votes
    FROM sign_off s JOIN baseline b LEFT JOIN sign_off_vote v ON v.sign_off_id = s.id AND v.baseline_id = b.id
    GROUP BY s.id, b.id),
  renewed AS MATERIALIZED (
    SELECT v.amendment_id, s.id AS sign_off_id, count(DISTINCT v.person_id)
        FILTER (WHERE v.vote IN ('approve', 'approve-with-conditions')) AS given,
      count(DISTINCT v.person_id) FILTER (WHERE v.vote = 'approve-with-conditions') AS conditional,
      count(DISTINCT v.person_id) FILTER (WHERE v.vote = 'reject') AS rejected,
      group_concat(DISTINCT v.approval) AS votes
    FROM sign_off s
    JOIN amendment_vote v ON lower(v.role) = lower(s.role) AND (s.person_id IS NULL OR s.person_id = v.person_id)
      AND (v.about IS NULL AND v.document IS NULL OR v.document = s.document
        OR s.about IN (SELECT value FROM json_each(v.about)))
    GROUP BY v.amendment_id, s.id),
  -- What holds of the baseline of an amendment for a role that agreed to what it amends: who voted on all of it anew,
  -- else who agreed before (NULL) where the amendment leaves it as it was, else who voted on the amendment.
  step AS MATERIALIZED (
    SELECT o.*, m.amends_id,
      CASE WHEN o.given >= o.needed OR o.rejected > 0 THEN 'own'
        WHEN o.about IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM amendment_item i WHERE i.amendment_id = m.id AND i.item = o.about) THEN 'before'
        ELSE 'renewed' END AS which,
      coalesce(r.given, 0) AS given_anew, coalesce(r.conditional, 0) AS conditional_anew,
      coalesce(r.rejected, 0) AS rejected_anew, r.votes AS votes_anew
    FROM fact_amendment m JOIN own o ON o.baseline_id = m.baseline_id
    LEFT JOIN renewed r ON r.amendment_id = m.id AND r.sign_off_id = o.sign_off_id),
  status AS (
    SELECT * FROM own WHERE baseline_id NOT IN (SELECT baseline_id FROM fact_amendment)
    UNION ALL
    SELECT o.sign_off_id, o.sign_off, o.role, o.person_id, o.person, o.about_id, o.about, o.document,
      o.baseline_id, o.baseline, o.needed,
      CASE iif(p.given < p.needed OR p.rejected > 0, 'own', o.which)
        WHEN 'own' THEN o.given WHEN 'before' THEN p.given ELSE o.given_anew END,
      CASE iif(p.given < p.needed OR p.rejected > 0, 'own', o.which)
        WHEN 'own' THEN o.conditional WHEN 'before' THEN p.conditional ELSE o.conditional_anew END,
      CASE iif(p.given < p.needed OR p.rejected > 0, 'own', o.which)
        WHEN 'own' THEN o.rejected WHEN 'before' THEN 0 ELSE o.rejected_anew END,
      CASE iif(p.given < p.needed OR p.rejected > 0, 'own', o.which)
        WHEN 'own' THEN o.votes WHEN 'before' THEN p.votes ELSE o.votes_anew END
    FROM status p JOIN step o ON o.amends_id = p.baseline_id AND o.sign_off_id = p.sign_off_id)
SELECT t.*, CASE WHEN rejected > 0 THEN 'rejected' WHEN given < needed THEN 'missing'
  WHEN conditional > 0 THEN 'approved-with-conditions' ELSE 'approved' END AS state
FROM status t;

-- What is part of what, or hangs under it: a field under its representation, a row of the matrix under the
-- fields of both sides, an exception under its flow. A fact may hang under several, and comes once for each.
CREATE VIEW part_of (part_id, whole_id) AS
SELECT id, system_id FROM fact_representation
UNION ALL SELECT id, entity_id FROM fact_representation WHERE entity_id IS NOT NULL
UNION ALL SELECT id, representation_id FROM fact_field
UNION ALL SELECT code_list_id, id FROM fact_field WHERE code_list_id IS NOT NULL
UNION ALL SELECT id, system_id FROM fact_code_list
UNION ALL SELECT id, code_list_id FROM fact_code
UNION ALL SELECT id, target_id FROM fact_mapping WHERE target_id IS NOT NULL
UNION ALL SELECT id, source_id FROM fact_value_mapping
UNION ALL SELECT id, target_id FROM fact_value_mapping WHERE target_id IS NOT NULL
UNION ALL SELECT id, process_id FROM fact_step
UNION ALL SELECT id, step_id FROM fact_effect
UNION ALL SELECT id, flow_id FROM fact_exception WHERE flow_id IS NOT NULL
UNION ALL SELECT id, step_id FROM fact_exception WHERE step_id IS NOT NULL
UNION ALL SELECT id, entity_id FROM fact_exception WHERE entity_id IS NOT NULL
UNION ALL SELECT id, field_id FROM fact_exception WHERE field_id IS NOT NULL
UNION ALL SELECT id, representation_id FROM fact_permission
UNION ALL SELECT id, flow_id FROM fact_signal
UNION ALL SELECT id, of_id FROM fact_test
UNION ALL SELECT id, about_id FROM fact_question WHERE about_id IS NOT NULL
UNION ALL SELECT id, about_id FROM fact_risk WHERE about_id IS NOT NULL
UNION ALL SELECT id, about_id FROM fact_debt WHERE about_id IS NOT NULL
-- The sources of a row of the matrix, and what a decision is about.
UNION ALL SELECT fact_id, target_id FROM fact_link WHERE attribute IN ('sources', 'about');

-- What the description of a system had once and has no longer, though people have said something of it.
CREATE VIEW gone_from_schema AS SELECT fact_id AS id, source FROM imported WHERE gone;

-- What changed in the fields of an agreed row since it was agreed (no other row keeps a schema): `what` is the attribute, or `code` for each
-- value that came to a list. A type, format or length that was not known then is no change; a field that was not
-- known to be required, or to be nullable, was not.
CREATE VIEW mapping_drift (mapping_id, field_id, what, before, now) AS
WITH side AS MATERIALIZED (
  SELECT a.mapping_id, a.field_id, a.type, a.format, a.required, a.nullable, a.max_length, a.codes, f.type AS new_type,
    f.format AS new_format, f.required AS new_required, f.nullable AS new_nullable,
    f.max_length AS new_max_length, f.code_list_id
  FROM agreed_schema a CROSS JOIN fact_field f ON f.id = a.field_id
  -- Nearly none has changed: one pass finds those that may have.
  WHERE f.type <> a.type OR f.required IS NOT a.required OR f.max_length <> a.max_length OR f.format <> a.format
    OR f.nullable IS NOT a.nullable OR a.codes IS NOT NULL
)
SELECT mapping_id, field_id, 'type', type, new_type FROM side WHERE type <> new_type
UNION ALL SELECT mapping_id, field_id, 'format', format, new_format FROM side WHERE format <> new_format
UNION ALL SELECT mapping_id, field_id, 'required', coalesce(required, 0), coalesce(new_required, 0) FROM side
  WHERE coalesce(required, 0) <> coalesce(new_required, 0)
UNION ALL SELECT mapping_id, field_id, 'nullable', coalesce(nullable, 0), coalesce(new_nullable, 0) FROM side
  WHERE coalesce(nullable, 0) <> coalesce(new_nullable, 0)
UNION ALL SELECT mapping_id, field_id, 'max-length', max_length, new_max_length FROM side
  WHERE max_length <> new_max_length
UNION ALL SELECT mapping_id, field_id, 'code', NULL, c.value FROM side s
  JOIN fact_code c ON c.code_list_id = s.code_list_id
  WHERE s.codes IS NOT NULL AND c.value NOT IN (SELECT value FROM json_each(s.codes));
