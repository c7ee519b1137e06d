/*
title: a crosswalk leads to a value that is not in use
severity: major
dimension: semantics
about: value-mapping
fills: target
whom: the owner of the target's code list
message: "{about} turns {source} into {target}, which is not in use."
question: "{target} is said not to be in use: does the system still take it, and what takes its place?"
why: |
  Retired values stay in the documentation for years. Records that get one disappear from every list
  and report that the other side looks at.
remedy: plumbline crosswalk {source} TARGET --relation WORD
examples:
  - note: a value that nobody uses any more
    capture: |
      add system Billing
      add code-list billing.a=
      add code-list billing.b=
      add code billing.a=open
      add code billing.b=OLD --no-in-use
      crosswalk billing.a=open billing.b=OLD
    finds: [X-1]
  - note: in use, not known, or a rejected row
    capture: |
      add system Billing
      add code-list billing.a=
      add code-list billing.b=
      add code billing.a=open
      add code billing.b=NEW --in-use
      add code billing.b=DUE
      add code billing.b=OLD --no-in-use
      crosswalk billing.a=open billing.b=NEW
      crosswalk billing.a=open billing.b=DUE --condition late
      crosswalk billing.a=open billing.b=OLD --state rejected
    finds: []
*/
SELECT
  x.ref AS about,
  coalesce(x.owner, (SELECT l.owner FROM code_list l WHERE l.id = t.code_list_id)) AS ask,
  x.source,
  t.ref AS target
FROM value_mapping x JOIN code t ON t.id = x.target_id
WHERE t.in_use = 0
  AND coalesce(x.state, 'proposed') NOT IN ('rejected', 'not-needed')
ORDER BY x.id
