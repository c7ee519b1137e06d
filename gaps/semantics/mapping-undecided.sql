/*
title: a row of the matrix is not decided
severity: blocker
dimension: semantics
about: mapping
fills: state
whom: the owner of the row
message: "{about}, {row}, is {state}, not agreed."
question: "{about}, {row}: is that right, and who says so?"
why: |
  A proposal that nobody contradicted is not an agreement. It is built as if it were one, and the
  business sees it for the first time in the acceptance test.
remedy: plumbline set {about} --state agreed --decided-by PERSON
examples:
  - note: proposed, suggested, or in no state at all
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.total
      add field billing.invoice.tax
      add field billing.invoice.memo
      map billing.invoice.total billing.invoice.memo
      map billing.invoice.tax billing.invoice.memo --state suggested
      map - billing.invoice.tax
      set M-3 --clear state
    finds: [M-1, M-2, M-3]
  - note: agreed, put off, set aside or rejected
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.total
      add field billing.invoice.tax
      map billing.invoice.total billing.invoice.tax --state agreed
      map billing.invoice.tax billing.invoice.total --state deferred
      map billing.invoice.total --state not-needed
      map - billing.invoice.total --state rejected
    finds: []
*/
SELECT
  m.ref AS about,
  m.owner AS ask,
  coalesce(m.sources, 'a constant') || coalesce(' to ' || m.target, ' without a target') AS row,
  coalesce(m.state, 'in no state') AS state
FROM mapping m
WHERE coalesce(m.state, 'proposed') IN ('suggested', 'proposed')
ORDER BY m.id
