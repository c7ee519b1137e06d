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
SELECT seq, entry, action, subject, at, who, said_by, workshop, summary FROM journal;
