/*
title: a response to an exception that no test proves
severity: major
dimension: production
about: exception
whom: whoever accepts the flow
message: "No test proves what is done about {about} ({title})."
question: How can we make "{title}" happen on purpose, and what must then be true?
why: |
  The code for exceptions is the code that never runs until it must. A case that cannot be made to happen in
  a test environment is worth knowing now, because it will be tried for the first time in production.
remedy: plumbline add test --of {about} --class CLASS --given GIVEN --when WHEN --then THEN
examples:
  - note: handled and escalated without a test; the third has one
    capture: |
      add exception "Books are down" --disposition handle
      add exception "Sum differs" --disposition escalate
      add exception "Value refused" --disposition handle
      add test --of EX-3 --class rejected
    finds: [EX-1, EX-2]
  - note: what is only noted, or not decided, has nothing to prove yet
    capture: |
      add exception "Logo missing" --disposition log
      add exception "Invoice voided"
    finds: []
*/
SELECT
  x.ref AS about, x.title,
  coalesce(x.owner, (SELECT f.owner FROM flow f WHERE f.id = x.flow_id)) AS ask
FROM exception x
WHERE x.disposition IN ('handle', 'escalate')
  AND NOT EXISTS (SELECT 1 FROM test t WHERE t.of_id = x.id)
ORDER BY x.id
