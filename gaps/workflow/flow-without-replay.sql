/*
title: nobody said how the past is sent again
severity: major
dimension: workflow
about: flow
fills: replay
whom: the technical owner of the system it starts in
message: "Nobody said how the past of {about} ({name}) is sent again."
question: "A week of {name} has to be sent again. How is it chosen, who may start it, and what does it not do twice?"
why: |
  After every long outage something has to be sent again. Prepared it is a command with a day; unprepared it is a
  script on a Sunday, and the duplicates are found on Monday.
remedy: plumbline set {about} --replay HOW
examples:
  - note: a batch and a queue without it; where somebody waits, nothing is past
    capture: |
      add flow "Invoices" --mode batch
      add flow "Payments" --mode batch --replay "by day"
      add flow "Events" --mode asynchronous
      add flow "Prices" --mode synchronous
      add flow "Orders"
    finds: [F-1, F-3]
  - note: one with it, and one that somebody waits for
    capture: |
      add flow "Payments" --mode batch --replay "by day"
      add flow "Prices" --mode synchronous
    finds: []
*/
SELECT f.ref AS about, f.name, coalesce(f.maintainer, f.owner) AS ask
FROM flow f
WHERE f.replay IS NULL
  AND f.mode IN ('asynchronous', 'batch')
ORDER BY f.id
