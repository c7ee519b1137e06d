/*
title: a value has no counterpart, and nothing says what happens to it
severity: major
dimension: semantics
about: value-mapping
fills: when-none
whom: the owner of the row
message: "{source} has no counterpart, and nothing says what happens to a record that has it."
question: "A record arrives with {source}: refuse it, give it a default, or let somebody look?"
why: |
  "There is none" is only half an answer. The record is there all the same, and what the program does
  with it is then whatever its author thought of first.
remedy: plumbline set {about} --when-none WORD
examples:
  - note: none, and no action
    capture: |
      add system Billing
      add code-list billing.a=
      add code billing.a=disputed
      crosswalk billing.a=disputed --relation none
    finds: [X-1]
  - note: an action, a counterpart, or a rejected row
    capture: |
      add system Billing
      add code-list billing.a=
      add code-list billing.b=
      add code billing.a=disputed
      add code billing.a=open
      add code billing.a=void
      add code billing.b=OPEN
      crosswalk billing.a=disputed --when-none review
      crosswalk billing.a=open billing.b=OPEN --relation equivalent
      crosswalk billing.a=void --relation none --state rejected
    finds: []
*/
SELECT
  x.ref AS about,
  coalesce(x.owner, (
    SELECT l.owner FROM code c JOIN code_list l ON l.id = c.code_list_id WHERE c.id = x.source_id)) AS ask,
  x.source
FROM value_mapping x
WHERE x.relation = 'none'
  AND x.when_none IS NULL
  AND x.state IS NOT 'rejected'
ORDER BY x.id
