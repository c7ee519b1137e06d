/*
title: nothing compares the two sides of a flow that matters
severity: blocker
dimension: workflow
about: flow
fills: reconciliation
whom: the owner of what moves
message: "Nothing compares the two sides of {about} ({name}), whose criticality is {criticality}."
question: How will you know, a month after go-live, that nothing of {name} was lost, and who looks?
why: |
  Every flow loses something once: a lost event, a record refused and forgotten, a fix made by hand on one
  side. A count and a sum compared each day finds it while it is one record; without them it is found by
  the auditor.
remedy: plumbline set {about} --reconciliation HOW
examples:
  - note: critical, and of unknown criticality; the third is compared every night
    capture: |
      add flow "Invoices" --criticality high
      add flow "Refunds"
      add flow "Payments" --criticality high --reconciliation "nightly count and sum"
    finds: [F-1, F-2]
  - note: a flow of low criticality may go without
    capture: |
      add flow "Newsletter" --criticality low
    finds: []
*/
SELECT
  f.ref AS about, f.name, coalesce(f.criticality, 'not known') AS criticality,
  coalesce((SELECT e.owner FROM entity e WHERE e.id = f.entity_id), f.owner) AS ask
FROM flow f
WHERE f.reconciliation IS NULL
  AND f.criticality IS NOT 'low'
ORDER BY f.id
