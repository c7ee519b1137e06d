/*
title: a test does not say what must be true afterwards
severity: major
dimension: production
about: test
fills: then
whom: whoever accepts what it proves
message: "{about} of {of} does not say what must be true afterwards."
question: "After the {class} case of {of}, what must be true, on both sides?"
why: |
  A test without an expectation passes. The sentence that is missing is the one that people disagree about.
remedy: plumbline set {about} --then WHAT
examples:
  - note: one says what must be true, the other does not
    capture: |
      add flow "Invoices"
      add test --of F-1 --class normal
      add test --of F-1 --class duplicate --then "still one"
    finds: [T-1]
  - note: one that says it
    capture: |
      add flow "Invoices"
      add test --of F-1 --class duplicate --then "still one"
    finds: []
*/
SELECT
  t.ref AS about, t.of, coalesce(replace(t.class, '-', ' '), 'this') AS class,
  (SELECT coalesce(f.owner, f.maintainer) FROM flow f WHERE f.id = t.of_id) AS ask
FROM test t
WHERE t."then" IS NULL
ORDER BY t.id
