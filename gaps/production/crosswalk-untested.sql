/*
title: a row of a crosswalk that no test proves
severity: minor
dimension: production
about: value-mapping
whom: whoever decided the row
message: "No test proves {about} ({source} to {target})."
question: "A record with {source}: what stands on the other side afterwards, and what else happened?"
why: |
  A status is where other things hang: mails, reminders, locks. That the word arrives is soon shown; that nothing else
  is set off by it is what the test is for. `plumbline tests propose` has it ready.
remedy: plumbline add test --of {about} --class normal --given GIVEN --when WHEN --then THEN
examples:
  - note: one is proved, one is not, one is rejected, and one is of a value not in use
    capture: |
      add system Shop
      add system Books
      add code-list shop.status=
      add code shop.status=open
      add code shop.status=paid
      add code shop.status=odd
      add code shop.status=old --in-use no
      add code-list books.Status=
      add code books.Status=DUE
      crosswalk shop.status=open books.Status=DUE
      crosswalk shop.status=paid books.Status=DUE
      crosswalk shop.status=odd books.Status=DUE --state rejected
      crosswalk shop.status=old books.Status=DUE
      add test --of X-2
    finds: [X-1]
  - note: every row is proved
    capture: |
      add system Shop
      add system Books
      add code-list shop.status=
      add code shop.status=open
      add code shop.status=paid
      add code shop.status=odd
      add code shop.status=old --in-use no
      add code-list books.Status=
      add code books.Status=DUE
      crosswalk shop.status=open books.Status=DUE
      add test --of X-1
    finds: []
*/
SELECT x.ref AS about, x.source, coalesce(x.target, 'none') AS target, coalesce(x.owner, x.decided_by) AS ask
FROM value_mapping x
WHERE coalesce(x.state, 'proposed') NOT IN ('rejected', 'not-needed', 'deferred')
  AND NOT EXISTS (SELECT 1 FROM code c WHERE c.id = x.source_id AND c.in_use = 0)
  AND NOT EXISTS (SELECT 1 FROM test t WHERE t.of_id = x.id)
ORDER BY x.id
