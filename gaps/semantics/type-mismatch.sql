/*
title: a value is copied between two types
severity: major
dimension: semantics
about: mapping
fills: transform
whom: the technical owner of the target's system
message: "{about} copies {source}, {from}, into {target}, {to}."
question: "{source} is {from} and {target} is {to}: how is one turned into the other, and what if it cannot be?"
why: |
  A copy between two types is a conversion that nobody specified. The language it is built in decides,
  and it decides about zeros in front, decimal signs and time zones.
remedy: plumbline set {about} --transform format --rule "HOW"
examples:
  - note: text into a number, a date into a truth value
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.a --type string
      add field billing.invoice.b --type integer
      add field billing.invoice.c --type string --format date-time
      add field billing.invoice.e --type boolean
      map billing.invoice.a billing.invoice.b --transform copy
      map billing.invoice.c billing.invoice.e --transform copy --state agreed
    finds: [M-1, M-2]
  - note: the same sort of type under two names, or a date as text and as a date
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.a --type VARCHAR(40)
      add field billing.invoice.b --type string
      add field billing.invoice.c --type string --format date-time
      add field billing.invoice.d --type timestamp
      add field billing.invoice.e --type bigint
      add field billing.invoice.f --type "decimal(10, 2)"
      map billing.invoice.a billing.invoice.b --transform copy
      map billing.invoice.c billing.invoice.d --transform copy
      map billing.invoice.e billing.invoice.f --transform copy
    finds: []
  - note: a rule; not a copy; a type that is not known or not heard of; a suggestion
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.a --type string
      add field billing.invoice.b --type integer
      add field billing.invoice.c --type boolean
      add field billing.invoice.d
      add field billing.invoice.e --type geometry
      map billing.invoice.a billing.invoice.b --transform copy --rule "digits only"
      map billing.invoice.a billing.invoice.c --transform lookup
      map billing.invoice.a billing.invoice.d --transform copy
      map billing.invoice.a billing.invoice.e --transform copy
      map billing.invoice.c billing.invoice.b --transform copy --state suggested
    finds: []
*/
WITH sort (type, sort) AS MATERIALIZED (
  VALUES
    ('string', 'text'), ('text', 'text'), ('varchar', 'text'), ('char', 'text'), ('character', 'text'),
    ('character varying', 'text'), ('nvarchar', 'text'), ('tinytext', 'text'), ('mediumtext', 'text'),
    ('longtext', 'text'), ('uuid', 'text'), ('email', 'text'), ('phone', 'text'), ('url', 'text'),
    ('picklist', 'text'), ('enum', 'text'), ('textarea', 'text'), ('longtextarea', 'text'),
    ('integer', 'number'), ('int', 'number'), ('bigint', 'number'), ('smallint', 'number'),
    ('tinyint', 'number'), ('number', 'number'), ('numeric', 'number'), ('decimal', 'number'),
    ('float', 'number'), ('double', 'number'), ('double precision', 'number'), ('real', 'number'),
    ('money', 'number'), ('currency', 'number'), ('percent', 'number'),
    ('boolean', 'truth'), ('bool', 'truth'), ('checkbox', 'truth'), ('bit', 'truth'),
    ('date', 'time'), ('datetime', 'time'), ('date-time', 'time'), ('timestamp', 'time'),
    ('timestamptz', 'time'), ('time', 'time'),
    ('array', 'list'), ('object', 'object')
)
SELECT
  m.ref AS about,
  (SELECT y.technical_owner FROM representation r JOIN system y ON y.id = r.system_id
   WHERE r.id = t.representation_id) AS ask,
  s.ref AS source,
  s.type AS "from",
  t.ref AS target,
  t.type AS "to"
FROM mapping m JOIN field t ON t.id = m.target_id
JOIN mapping_source ms ON ms.mapping_id = m.id JOIN field s ON s.id = ms.field_id
WHERE m.transform = 'copy'
  AND m.rule IS NULL
  AND coalesce(m.state, 'proposed') IN ('proposed', 'agreed')
  AND s.type <> t.type
  AND (CASE WHEN s.format LIKE 'date%' THEN 'time' ELSE
      (SELECT k.sort FROM sort k WHERE k.type = lower(trim(substr(s.type || '(', 1, instr(s.type || '(', '(') - 1))))
    END)
    <> (CASE WHEN t.format LIKE 'date%' THEN 'time' ELSE
      (SELECT k.sort FROM sort k WHERE k.type = lower(trim(substr(t.type || '(', 1, instr(t.type || '(', '(') - 1))))
    END)
GROUP BY m.id
ORDER BY m.id
