/*
title: a field was set aside and nobody said why
severity: minor
dimension: semantics
about: mapping
fills: rationale
whom: whoever set it aside
message: "{about} sets {field} aside, and gives no reason."
question: Why do we not need {field}?
why: |
  What was set aside without a reason is argued about again in the next workshop, by people who were
  not in this one.
remedy: plumbline set {about} --rationale "REASON"
examples:
  - note: a source and a target
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.object
      add field billing.invoice.number
      map billing.invoice.object --state not-needed
      map - billing.invoice.number --state not-needed
    finds: [M-1, M-2]
  - note: a reason, in words or as a rule; a field that is out of scope anyway; a row that is used
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.object
      add field billing.invoice.number
      add field billing.invoice.theme --scope out
      map billing.invoice.object --state not-needed --rationale "always invoice"
      map - billing.invoice.number --state not-needed --rule "generated"
      map billing.invoice.theme --state not-needed
      map billing.invoice.object billing.invoice.number
    finds: []
*/
SELECT
  m.ref AS about,
  coalesce(m.decided_by, m.owner) AS ask,
  coalesce(m.sources, m.target, 'a field') AS field
FROM mapping m
WHERE m.state = 'not-needed'
  AND m.rationale IS NULL
  AND m.rule IS NULL
  AND NOT EXISTS (
    SELECT 1 FROM mapping_source ms JOIN field f ON f.id = ms.field_id
    WHERE ms.mapping_id = m.id AND f.scope = 'out')
ORDER BY m.id
