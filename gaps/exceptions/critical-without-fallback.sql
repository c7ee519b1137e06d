/*
title: nobody agreed what people do while a critical flow is down
severity: blocker
dimension: exceptions
about: flow
fills: fallback
whom: the owner of what moves
message: "{about} ({name}) is critical, and nobody agreed what people do while it is down."
question: "{name} is down for a day. What do people do, and how is that caught up with afterwards?"
why: |
  Before the integration somebody did it by hand; after a year nobody remembers how. Agreed beforehand, the
  fallback is a page and a file layout. Invented on the day, it produces the duplicates that are cleaned up
  for weeks.
remedy: plumbline set {about} --fallback WHAT
examples:
  - note: critical with and without; one that is not critical may go without
    capture: |
      add flow "Orders" --criticality high
      add flow "Payments" --criticality high --fallback "upload of the bank file, twice a day"
      add flow "Newsletter" --criticality medium
    finds: [F-1]
  - note: a critical flow with a fallback
    capture: |
      add flow "Payments" --criticality high --fallback "upload of the bank file, twice a day"
    finds: []
*/
SELECT
  f.ref AS about, f.name,
  coalesce(f.owner, (SELECT e.owner FROM entity e WHERE e.id = f.entity_id)) AS ask
FROM flow f
WHERE f.criticality = 'high'
  AND f.fallback IS NULL
ORDER BY f.id
