/*
title: a row of the matrix has no owner
severity: blocker
dimension: semantics
about: mapping
fills: owner
whom: the owner of the target's entity
message: "Nobody decides about {about}, {row}."
question: "Who decides about {about}, {row}, now and after go-live?"
why: |
  Rules change after go-live, and each change needs somebody who may allow it. A row without an owner
  is changed by the last developer who had it open.
remedy: plumbline set {about} --owner PERSON
examples:
  - note: proposed, or agreed by nobody
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.total
      add field billing.invoice.tax
      map billing.invoice.total billing.invoice.tax
      map billing.invoice.tax billing.invoice.total --state agreed
      map - billing.invoice.total
      set M-3 --clear state
    finds: [M-1, M-2, M-3]
  - note: owned; a mere suggestion; put off, which is asked about elsewhere; or dead
    capture: |
      add person Ana
      add system Billing
      add representation billing.invoice
      add field billing.invoice.total
      add field billing.invoice.tax
      map billing.invoice.total billing.invoice.tax --owner ana
      map billing.invoice.tax billing.invoice.total --state suggested
      map - billing.invoice.total --state deferred
      map - billing.invoice.tax --state rejected
      map billing.invoice.total --state not-needed
    finds: []
*/
SELECT
  m.ref AS about,
  (SELECT e.owner FROM field f JOIN representation r ON r.id = f.representation_id
     JOIN entity e ON e.id = r.entity_id WHERE f.id = m.target_id) AS ask,
  coalesce(m.sources, 'a constant') || coalesce(' to ' || m.target, ' without a target') AS row
FROM mapping m
WHERE m.owner_id IS NULL
  AND coalesce(m.state, 'proposed') IN ('proposed', 'agreed')
ORDER BY m.id
