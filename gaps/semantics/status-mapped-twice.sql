/*
title: a value has two counterparts and no condition
severity: blocker
dimension: semantics
about: code
whom: the owner of the code list
message: "{about} becomes {targets}, and nothing says when which."
question: "{about} becomes {targets}: what decides between them?"
why: |
  A program takes the first row it finds. Which one is first depends on the order in which the rows
  were typed, and changes when somebody sorts the sheet.
remedy: plumbline set {row} --condition "WHEN"
examples:
  - note: two rows into one list without a condition
    capture: |
      add system Billing
      add code-list billing.a=
      add code-list billing.b=
      add code billing.a=open
      add code billing.b=NEW
      add code billing.b=DUE
      crosswalk billing.a=open billing.b=NEW --state agreed
      crosswalk billing.a=open billing.b=DUE
    finds: [billing.a=open]
  - note: a condition, one of them only proposed by the tool or rejected, or two lists
    capture: |
      add system Billing
      add code-list billing.a=
      add code-list billing.b=
      add code-list billing.c=
      add code billing.a=open
      add code billing.b=NEW
      add code billing.b=DUE
      add code billing.b=OLD
      add code billing.c=YES
      crosswalk billing.a=open billing.b=NEW
      crosswalk billing.a=open billing.b=DUE --condition "due date is past"
      crosswalk billing.a=open billing.b=OLD --state rejected
      crosswalk billing.a=open billing.c=YES
    finds: []
*/
SELECT
  c.ref AS about,
  coalesce((SELECT l.owner FROM code_list l WHERE l.id = c.code_list_id), max(x.owner)) AS ask,
  group_concat(t.ref, ' or ') AS targets,
  max(x.ref) AS row
FROM value_mapping x JOIN code c ON c.id = x.source_id JOIN code t ON t.id = x.target_id
WHERE x.condition IS NULL
  AND coalesce(x.state, 'proposed') NOT IN ('suggested', 'rejected', 'not-needed')
GROUP BY c.id, t.code_list_id
HAVING count(*) > 1
ORDER BY c.id
