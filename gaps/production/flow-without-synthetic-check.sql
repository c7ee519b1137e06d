/*
title: no made-up record proves that a flow is alive
severity: major
dimension: production
about: flow
fills: synthetic-check
whom: whoever mends the flow
message: "No made-up record proves that {about} ({name}) is alive."
question: Could one made-up record go through {name} every day, and what would have to ignore it?
why: |
  Quiet and broken look the same from outside. A record of our own, sent on a schedule and looked for at the
  other end, tells them apart, but both systems must know how to leave it out of their sums.
remedy: plumbline set {about} --synthetic-check WHAT --check-cadence HOW-OFTEN
examples:
  - note: one flow has such a record, the other has not
    capture: |
      add flow "Invoices"
      add flow "Payments" --synthetic-check "customer TEST-1 pays 0.01"
    finds: [F-1]
  - note: a flow with such a record
    capture: |
      add flow "Payments" --synthetic-check "customer TEST-1 pays 0.01"
    finds: []
*/
SELECT f.ref AS about, f.name, coalesce(f.maintainer, f.owner) AS ask
FROM flow f
WHERE f.synthetic_check IS NULL
ORDER BY f.id
