/*
title: nobody said what must arrive in order
severity: major
dimension: workflow
about: flow
fills: ordering
whom: the technical owner of the system it starts in
message: "Nobody said what of {about} ({name}) must arrive in order."
question: "Two changes of one record are on the way in {name}, and the second is faster. What happens?"
why: |
  Whatever waits in a queue or is tried again changes places. If the last to arrive wins, the older state wins on
  the day with the most traffic.
remedy: plumbline set {about} --ordering RULE
examples:
  - note: one has a rule, the other has not; another mode needs none
    capture: |
      add flow "Invoices" --mode asynchronous
      add flow "Payments" --mode asynchronous --ordering "by number"
      add flow "Prices" --mode synchronous
      add flow "Orders"
    finds: [F-1]
  - note: one with a rule, and one that somebody waits for
    capture: |
      add flow "Payments" --mode asynchronous --ordering "by number"
      add flow "Prices" --mode synchronous
    finds: []
*/
SELECT f.ref AS about, f.name, coalesce(f.maintainer, f.owner) AS ask
FROM flow f
WHERE f.ordering IS NULL
  AND f.mode = 'asynchronous'
ORDER BY f.id
