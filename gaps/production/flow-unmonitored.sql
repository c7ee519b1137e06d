/*
title: nothing of a flow is watched
severity: blocker
dimension: production
about: flow
whom: whoever mends the flow
message: "Nothing of {about} ({name}) is watched."
question: What does {name} look like on a good day, in numbers, and who sees when it does not?
why: |
  What nobody watches is reported by customers. Begin with the alert on no traffic at all: it is the
  cheapest, and it catches most of the ways in which an integration dies.
remedy: plumbline add signal zero-traffic --flow {about} --alert-when WHEN --alert-to PERSON --action ACTION
examples:
  - note: one flow is watched, the other is not
    capture: |
      add flow "Invoices"
      add flow "Payments"
      add signal latency --flow F-2
    finds: [F-1]
  - note: a flow that is watched
    capture: |
      add flow "Payments"
      add signal latency --flow F-1
    finds: []
*/
SELECT f.ref AS about, f.name, coalesce(f.maintainer, f.owner) AS ask
FROM flow f
WHERE NOT EXISTS (SELECT 1 FROM signal g WHERE g.flow_id = f.id)
ORDER BY f.id
