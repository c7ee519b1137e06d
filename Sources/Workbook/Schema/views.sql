-- The composed views: with the views of the kinds, the public contract of a workbook (docs/schema.md).

-- Every fact, whatever its kind, with the words a person knows it by.
CREATE VIEW item AS
SELECT id, kind, ref, number, said_by_id, workshop_id, evidence, captured_by, captured_at FROM fact;

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
  f.id, f.ref, s.name AS system, r.local_name AS representation, e.name AS entity, f.name, f.label, f.type,
  f.format, f.unit, f.required, f.max_length, f."default", f.example, f.meaning, f.owner, f.sensitivity,
  f.code_list, f.class, f.scope, f.out_of_scope_reason,
  EXISTS (SELECT 1 FROM imported i WHERE i.fact_id = f.id AND i.gone) AS gone,
  r.id AS representation_id, r.ref AS representation_ref, s.id AS system_id, r.entity_id
FROM field f
JOIN representation r ON r.id = f.representation_id
JOIN system s ON s.id = r.system_id
LEFT JOIN fact_entity e ON e.id = r.entity_id;

-- The reconciliation matrix: one row a mapping and source field, both sides spelled out. The sides are tables,
-- not views: SQLite would make the whole of a view that is the right side of a LEFT JOIN.
CREATE VIEW reconciliation_matrix AS
SELECT
  m.id, m.ref, coalesce(te.name, se.name) AS entity, coalesce(te.id, se.id) AS entity_id,
  (SELECT ref FROM fact WHERE id = sf.id) AS source, ss.name AS source_system, sr.local_name AS source_object,
  sf.name AS source_field, sf.type AS source_type, sf.max_length AS source_length,
  sf.required AS source_required, (SELECT ref FROM fact WHERE id = sf.code_list_id) AS source_code_list,
  sf.example AS source_example, (SELECT ref FROM fact WHERE id = sf.owner_id) AS source_owner,
  (SELECT ref FROM fact WHERE id = tf.id) AS target, ts.name AS target_system, tr.local_name AS target_object,
  tf.name AS target_field, tf.type AS target_type, tf.max_length AS target_length,
  tf.required AS target_required, (SELECT ref FROM fact WHERE id = tf.code_list_id) AS target_code_list,
  tf.example AS target_example, (SELECT ref FROM fact WHERE id = tf.owner_id) AS target_owner,
  tr.verdict AS verdict, m.transform, m.rule, m.empty_rule, m.invalid_rule, tf."default" AS "default",
  m.conflict_rule, m.freshness_rule, m.validation, m.direction,
  (SELECT ref FROM fact WHERE id = coalesce(te.system_of_record_id, se.system_of_record_id))
    AS system_of_record,
  CASE max(CASE sf.sensitivity WHEN 'confidential' THEN 3 WHEN 'personal' THEN 2 WHEN 'internal' THEN 1
             WHEN 'public' THEN 0 ELSE -1 END,
           CASE tf.sensitivity WHEN 'confidential' THEN 3 WHEN 'personal' THEN 2 WHEN 'internal' THEN 1
             WHEN 'public' THEN 0 ELSE -1 END)
    WHEN 3 THEN 'confidential' WHEN 2 THEN 'personal' WHEN 1 THEN 'internal' WHEN 0 THEN 'public'
  END AS sensitivity,
  m.owner, m.state, m.decided_by, m.decided_on, m.rationale, m.defer_until, m.risk,
  (SELECT group_concat(ref, ', ') FROM test t WHERE t.of_id = m.id) AS tests,
  (SELECT group_concat(ref, ', ') FROM exception x WHERE x.field_id IN (sf.id, tf.id)) AS exceptions,
  (SELECT group_concat(ref, ', ') FROM question q WHERE q.about_id IN (m.id, sf.id, tf.id)
     AND q.state IS NOT 'answered') AS questions,
  ms.position, sf.id AS source_id, tf.id AS target_id
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
  x.id, x.ref, sl.ref AS source_list, sc.ref AS source, sc.value AS source_value, sc.label AS source_label,
  sc.meaning AS source_meaning, x.relation, (SELECT ref FROM fact WHERE id = tc.code_list_id) AS target_list, x.target,
  tc.value AS target_value, tc.label AS target_label, x.condition, x.direction, x.when_none, x.state,
  x.owner, x.decided_by, x.decided_on, x.rationale,
  sl.id AS source_list_id, tc.code_list_id AS target_list_id, sc.id AS source_id, tc.id AS target_id
FROM value_mapping x
JOIN code sc ON sc.id = x.source_id
JOIN code_list sl ON sl.id = sc.code_list_id
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

-- The journal, as history: one row an entry.
CREATE VIEW history AS
SELECT seq, entry, action, subject, at, who, said_by, workshop, summary FROM journal;
