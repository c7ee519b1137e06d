/*
title: nobody said when the two sides of a flow must agree
severity: blocker
dimension: workflow
about: flow
fills: consistency
whom: the owner of what moves
message: "Nobody said when the two sides of {about} ({name}) must agree."
question: Must both sides of {name} always agree, agree after a while, or agree at set times?
why: |
  The business hears "integrated" as "the same at every moment", the builder as "the same by tomorrow".
  Both are buildable at very different prices. Said aloud, most answers turn out to be cheaper than what
  people feared they had to ask for.
remedy: plumbline set {about} --consistency CONSISTENCY
examples:
  - note: one flow says it, the other does not
    capture: |
      add flow "Invoices"
      add flow "Payments" --consistency eventual
    finds: [F-1]
  - note: a flow that says it
    capture: |
      add flow "Payments" --consistency eventual
    finds: []
*/
SELECT
  f.ref AS about, f.name,
  coalesce((SELECT e.owner FROM entity e WHERE e.id = f.entity_id), f.owner) AS ask
FROM flow f
WHERE f.consistency IS NULL
ORDER BY f.id
