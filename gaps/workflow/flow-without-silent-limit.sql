/*
title: nobody said how long a flow may be wrong unnoticed
severity: blocker
dimension: workflow
about: flow
fills: silent-for-at-most
whom: the owner of what moves
message: "Nobody said how long {about} ({name}) may be wrong before somebody notices."
question: If {name} stopped tonight and told nobody, when would it start to cost money?
why: |
  Integrations seldom fail loudly; they stop, and nobody misses what does not arrive. This one number sets
  how often both sides are compared, when an alert goes out, and whether anyone is paid to be awake.
remedy: plumbline set {about} --silent-for-at-most DURATION
examples:
  - note: one flow has a limit, the other has not
    capture: |
      add flow "Invoices"
      add flow "Payments" --silent-for-at-most "4 hours"
    finds: [F-1]
  - note: a flow with a limit
    capture: |
      add flow "Payments" --silent-for-at-most "4 hours"
    finds: []
*/
SELECT
  f.ref AS about, f.name,
  coalesce((SELECT e.owner FROM entity e WHERE e.id = f.entity_id), f.owner) AS ask
FROM flow f
WHERE f.silent_for_at_most IS NULL
ORDER BY f.id
