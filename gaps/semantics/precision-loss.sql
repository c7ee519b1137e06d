/*
title: a copy drops digits or the time of day
severity: major
dimension: semantics
about: mapping
fills: rule
whom: the owner of the row
message: "{about} copies {source}, {from}, into {target}, {to}: {loss} is lost."
question: "{source} has {loss} and {target} has not: how is it rounded, and who answers for the rest?"
why: |
  Rounding is a business rule with a direction. A cent an invoice or a day a due date is nothing once,
  and a difference in the books by the end of the month.
remedy: plumbline set {about} --transform format --rule "HOW IT IS ROUNDED"
examples:
  - note: decimals into whole numbers, a moment into a day
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.a --type "decimal(10, 2)"
      add field billing.invoice.b --type integer
      add field billing.invoice.c --type string --format date-time
      add field billing.invoice.d --type string --format date
      add field billing.invoice.e --type Timestamp
      add field billing.invoice.f --type date
      map billing.invoice.a billing.invoice.b --transform copy
      map billing.invoice.c billing.invoice.d
      map billing.invoice.e billing.invoice.f --transform copy --state agreed
    finds: [M-1, M-2, M-3]
  - note: nothing is lost
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.a --type number
      add field billing.invoice.b --type integer
      add field billing.invoice.c --type datetime
      add field billing.invoice.d --type date
      map billing.invoice.b billing.invoice.a --transform copy
      map billing.invoice.d billing.invoice.c --transform copy
      map billing.invoice.c billing.invoice.a --transform copy
      map billing.invoice.a billing.invoice.d --transform copy
    finds: []
  - note: a rule; not a copy; a suggestion
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.a --type number
      add field billing.invoice.b --type integer
      add field billing.invoice.c --type int
      add field billing.invoice.d --type float
      map billing.invoice.a billing.invoice.b --transform copy --rule "half up"
      map billing.invoice.a billing.invoice.c --transform format
      map billing.invoice.d billing.invoice.b --transform copy --state suggested
    finds: []
*/
WITH fine (type, rest) AS MATERIALIZED (
  VALUES
    ('number', 'what follows the decimal sign'), ('numeric', 'what follows the decimal sign'),
    ('decimal', 'what follows the decimal sign'), ('float', 'what follows the decimal sign'),
    ('double', 'what follows the decimal sign'), ('double precision', 'what follows the decimal sign'),
    ('real', 'what follows the decimal sign'), ('money', 'what follows the decimal sign'),
    ('currency', 'what follows the decimal sign'),
    ('datetime', 'the time of day'), ('date-time', 'the time of day'), ('timestamp', 'the time of day'),
    ('timestamptz', 'the time of day')
),
coarse (type, rest) AS MATERIALIZED (
  VALUES
    ('integer', 'what follows the decimal sign'), ('int', 'what follows the decimal sign'),
    ('bigint', 'what follows the decimal sign'), ('smallint', 'what follows the decimal sign'),
    ('tinyint', 'what follows the decimal sign'), ('date', 'the time of day')
),
typed AS (
  SELECT m.id, m.ref, m.owner, s.ref AS source, s.type AS "from", t.ref AS target, t.type AS "to",
    CASE WHEN s.format LIKE 'date%' THEN s.format ELSE substr(s.type || '(', 1, instr(s.type || '(', '(') - 1) END
      AS source_type,
    CASE WHEN t.format LIKE 'date%' THEN t.format ELSE substr(t.type || '(', 1, instr(t.type || '(', '(') - 1) END
      AS target_type
  FROM mapping m JOIN field t ON t.id = m.target_id
  JOIN mapping_source ms ON ms.mapping_id = m.id JOIN field s ON s.id = ms.field_id
  WHERE m.rule IS NULL
    AND coalesce(m.transform, 'copy') = 'copy'
    AND coalesce(m.state, 'proposed') IN ('proposed', 'agreed')
)
SELECT t.ref AS about, t.owner AS ask, t.source, t."from", t.target, t."to", c.rest AS loss
FROM typed t JOIN fine f ON f.type = lower(t.source_type)
JOIN coarse c ON c.type = lower(t.target_type) AND c.rest = f.rest
GROUP BY t.id
ORDER BY t.id
