/*
title: an end becomes a beginning
severity: major
dimension: semantics
about: value-mapping
whom: the owner of the target's code list
message: "{about}: {source} is final, and {target} is not known to be."
question: "Nothing follows {source}. Can {target} still change on the other side?"
why: |
  What is closed here and open there is worked on again: reminders go out for paid invoices, and a
  cancelled order is shipped.
remedy: plumbline set {target} --terminal
examples:
  - note: final here, open or unknown there
    capture: |
      add system Billing
      add code-list billing.a=
      add code-list billing.b=
      add code billing.a=paid --terminal
      add code billing.b=OPEN --no-terminal
      add code billing.b=DONE
      crosswalk billing.a=paid billing.b=OPEN
      crosswalk billing.a=paid billing.b=DONE
    finds: [X-1, X-2]
  - note: final on both sides, not final here, with no counterpart, or rejected
    capture: |
      add system Billing
      add code-list billing.a=
      add code-list billing.b=
      add code billing.a=paid --terminal
      add code billing.a=open
      add code billing.b=OPEN --no-terminal
      add code billing.b=DONE --terminal
      crosswalk billing.a=paid billing.b=DONE
      crosswalk billing.a=open billing.b=OPEN
      crosswalk billing.a=paid
      crosswalk billing.a=paid billing.b=OPEN --state rejected
    finds: []
*/
SELECT
  x.ref AS about,
  coalesce(x.owner, (SELECT l.owner FROM code_list l WHERE l.id = t.code_list_id)) AS ask,
  s.ref AS source,
  t.ref AS target
FROM value_mapping x JOIN code s ON s.id = x.source_id JOIN code t ON t.id = x.target_id
WHERE s.terminal = 1
  AND t.terminal IS NOT 1
  AND coalesce(x.state, 'proposed') NOT IN ('rejected', 'not-needed')
ORDER BY x.id
