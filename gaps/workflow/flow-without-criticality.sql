/*
title: nobody said what it costs when a flow stands still
severity: major
dimension: workflow
about: flow
fills: criticality
whom: the owner of what moves
message: "Nobody said how critical {about} ({name}) is."
question: "{name} stands still for a day. What does that cost, and who notices first?"
why: |
  How much is prepared, watched and tested for a flow follows from what it costs when it stands still. As long as
  nobody says it, every flow is treated as the middle one, and the one that matters with it.
remedy: plumbline set {about} --criticality LEVEL
examples:
  - note: one flow has it, the other has not
    capture: |
      add flow "Invoices"
      add flow "Payments" --criticality high
    finds: [F-1]
  - note: a flow that has it
    capture: |
      add flow "Payments" --criticality high
    finds: []
*/
SELECT f.ref AS about, f.name, coalesce(f.owner, (SELECT e.owner FROM entity e WHERE e.id = f.entity_id)) AS ask
FROM flow f
WHERE f.criticality IS NULL
ORDER BY f.id
