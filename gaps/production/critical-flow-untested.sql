/*
title: a critical flow is not tested for what goes wrong most
severity: blocker
dimension: production
about: flow
whom: whoever accepts the flow
message: "{about} ({name}) is critical and has no test for {missing}."
question: "For {name}, a record that is {words}: what must be true afterwards, on both sides?"
why: |
  This is test-missing for the flows on which money or customers depend: there, an untested duplicate or
  refusal is not a nuisance but a loss on the first day. Nobody should sign what has not been said to be
  proved.
remedy: plumbline add test --of {about} --class {first} --given GIVEN --when WHEN --then THEN
examples:
  - note: a critical flow with two classes tested, one with a test that says not of what
    capture: |
      add flow "Invoices" --criticality high
      add test --of F-1 --class normal
      add test --of F-1 --class duplicate
      add flow "Payments" --criticality high
      add test --of F-2
    finds: [F-1, F-2]
  - note: all five are tested, and a flow that is less critical is another gap
    capture: |
      add flow "Invoices" --criticality high
      add test --of F-1 --class normal
      add test --of F-1 --class missing
      add test --of F-1 --class duplicate
      add test --of F-1 --class delayed
      add test --of F-1 --class rejected
      add flow "Payments" --criticality medium
    finds: []
*/
WITH
  wanted (position, class, words) AS (VALUES
    (1, 'normal', 'as it should be'), (2, 'missing', 'missing something'), (3, 'duplicate', 'delivered twice'),
    (4, 'delayed', 'late'), (5, 'rejected', 'rejected')),
  untested AS MATERIALIZED (
    SELECT f.id AS flow_id, min(w.position) AS position, w.class AS first, w.words,
      group_concat(w.class, ', ') AS missing
    FROM flow f
    CROSS JOIN wanted w
    WHERE f.criticality = 'high'
      AND (f.id, w.class) NOT IN (SELECT t.of_id, t.class FROM test t WHERE t.class IS NOT NULL)
    GROUP BY f.id
  )
SELECT f.ref AS about, f.name, u.first, u.words, u.missing, coalesce(f.owner, f.maintainer) AS ask
FROM untested u
JOIN flow f ON f.id = u.flow_id
ORDER BY f.id
