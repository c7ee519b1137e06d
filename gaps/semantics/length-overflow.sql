/*
title: the target is shorter than the source
severity: major
dimension: semantics
about: mapping
fills: invalid-rule
whom: the owner of the row
message: "{about}: {source} holds {from} characters, {target} only {to}."
question: "{source} may be {from} characters long and {target} takes {to}: cut, shorten, or refuse?"
why: |
  Long values exist; they are the ones somebody took trouble over. Refused, they stop a record; cut,
  they lose the part that told it from the others.
remedy: plumbline set {about} --invalid-rule "CUT, SHORTEN OR REFUSE"
examples:
  - note: copied, reformatted, or not said how
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.a --max-length 100
      add field billing.invoice.b --max-length 40
      add field billing.invoice.c --max-length 20
      map billing.invoice.a billing.invoice.b --transform copy
      map billing.invoice.a billing.invoice.c --transform format --state agreed
      map billing.invoice.b billing.invoice.c
    finds: [M-1, M-2, M-3]
  - note: a rule either way; long enough; or not the same value
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.a --max-length 100
      add field billing.invoice.b --max-length 40
      add field billing.invoice.c --max-length 20
      map billing.invoice.a billing.invoice.b --rule "first 40 characters"
      map billing.invoice.a billing.invoice.c --invalid-rule refuse
      map billing.invoice.c billing.invoice.b --transform copy
      map billing.invoice.b billing.invoice.c --transform lookup
      map billing.invoice.b billing.invoice.a --direction both
    finds: []
  - note: suggestions and rejected rows are not asked about
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.a --max-length 100
      add field billing.invoice.b --max-length 40
      map billing.invoice.a billing.invoice.b --state suggested
    finds: []
*/
SELECT
  m.ref AS about,
  m.owner AS ask,
  group_concat(s.ref, ', ') AS source,
  max(s.max_length) AS "from",
  t.ref AS target,
  t.max_length AS "to"
FROM mapping m JOIN field t ON t.id = m.target_id
JOIN mapping_source ms ON ms.mapping_id = m.id JOIN field s ON s.id = ms.field_id
WHERE m.rule IS NULL
  AND m.invalid_rule IS NULL
  AND coalesce(m.transform, 'copy') IN ('copy', 'format')
  AND coalesce(m.state, 'proposed') IN ('proposed', 'agreed')
  AND t.max_length < s.max_length
GROUP BY m.id
ORDER BY m.id
