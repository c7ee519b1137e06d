/*
title: a flow is not tested for what goes wrong most
severity: major
dimension: production
about: flow
whom: whoever accepts the flow
message: "{about} ({name}) has no test for {missing}."
question: "For {name}, a record that is {words}: what must be true afterwards, on both sides?"
why: |
  Acceptance tests show that a good record arrives. What is missing, comes twice, comes late or is refused
  makes up most of the calls after go-live, and each test is a sentence now. The wording of the test is
  where people notice that they disagree. Critical flows have a gap of their own, which stops sign-off.
remedy: plumbline add test --of {about} --class {first} --given GIVEN --when WHEN --then THEN
examples:
  - note: one with two classes tested, one with a test that says not of what
    capture: |
      add flow "Invoices"
      add test --of F-1 --class normal
      add test --of F-1 --class duplicate
      add flow "Payments" --criticality low
      add test --of F-2
    finds: [F-1, F-2]
  - note: what is tested of one flow proves nothing of another
    capture: |
      add flow "Invoices"
      add test --of F-1 --class normal
      add test --of F-1 --class missing
      add test --of F-1 --class duplicate
      add test --of F-1 --class delayed
      add test --of F-1 --class rejected
      add flow "Payments"
    finds: [F-2]
  - note: all five are tested, and a critical flow is another gap
    capture: |
      add flow "Invoices"
      add test --of F-1 --class normal
      add test --of F-1 --class missing
      add test --of F-1 --class duplicate
      add test --of F-1 --class delayed
      add test --of F-1 --class rejected
      add flow "Payments" --criticality high
    finds: []
*/
WITH
  -- A bit for each class, so that what is tested of a flow is one number.
  wanted (class, bit, words) AS (VALUES
    ('normal', 1, 'as it should be'), ('missing', 2, 'missing something'), ('duplicate', 4, 'delivered twice'),
    ('delayed', 8, 'late'), ('rejected', 16, 'rejected')),
  tested AS MATERIALIZED (
    SELECT t.of_id, sum(DISTINCT w.bit) AS bits
    FROM test t
    CROSS JOIN wanted w
    WHERE w.class = t.class
    GROUP BY t.of_id
  ),
  untested AS MATERIALIZED (
    SELECT f.id AS flow_id, min(w.bit) AS bit, w.class AS first, w.words, group_concat(w.class, ', ') AS missing
    FROM flow f
    LEFT JOIN tested k ON k.of_id = f.id
    CROSS JOIN wanted w
    WHERE coalesce(k.bits, 0) & w.bit = 0
      AND f.criticality IS NOT 'high'
    GROUP BY f.id
  )
SELECT f.ref AS about, f.name, u.first, u.words, u.missing, coalesce(f.owner, f.maintainer) AS ask
FROM untested u
JOIN flow f ON f.id = u.flow_id
ORDER BY f.id
