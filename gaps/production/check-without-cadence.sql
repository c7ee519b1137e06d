/*
title: nobody said how often a flow is proved alive
severity: minor
dimension: production
about: flow
fills: check-cadence
whom: whoever mends the flow
message: "Nobody said how often the made-up record of {about} ({name}) is sent."
question: "How often is the made-up record of {name} sent, and after how many misses is somebody told?"
why: |
  The schedule of the check is the longest time that an outage goes unseen. It belongs beside the promise that it
  keeps.
remedy: plumbline set {about} --check-cadence HOW-OFTEN
examples:
  - note: one has a schedule, the other has not; without a record there is another gap
    capture: |
      add flow "Invoices" --synthetic-check TEST-1
      add flow "Payments" --synthetic-check TEST-1 --check-cadence "every hour"
      add flow "Orders"
    finds: [F-1]
  - note: one with a schedule, and one without a record
    capture: |
      add flow "Payments" --synthetic-check TEST-1 --check-cadence "every hour"
      add flow "Orders"
    finds: []
*/
SELECT f.ref AS about, f.name, coalesce(f.maintainer, f.owner) AS ask
FROM flow f
WHERE f.check_cadence IS NULL
  AND f.synthetic_check IS NOT NULL
ORDER BY f.id
