/*
title: nothing becomes a status of the target
severity: minor
dimension: semantics
about: code
whom: the owner of the code list
message: "{about} is in use, and no status of {list} becomes it."
question: "{about}: do people set it by hand, or did we forget what leads to it?"
why: |
  A status that the integration never sets is set by people, and overwritten by the integration the
  next time it runs. Either is fine, if it is known.
remedy: plumbline set {about} --no-in-use
examples:
  - note: two of three are reached
    capture: |
      add system Billing
      add code-list billing.a=
      add code-list billing.b= --is-status
      add code billing.a=open
      add code billing.b=OPEN
      add code billing.b=DONE
      add code billing.b=VOID
      add representation billing.invoice
      add field billing.invoice.a --code-list billing.a=
      add field billing.invoice.b --code-list billing.b=
      map billing.invoice.a billing.invoice.b
      crosswalk billing.a=open billing.b=OPEN
      crosswalk billing.a=open billing.b=VOID --state rejected
    finds: [billing.b=DONE, billing.b=VOID]
  - note: reached, or not in use
    capture: |
      add system Billing
      add code-list billing.a=
      add code-list billing.b= --is-status
      add code billing.a=open
      add code billing.b=OPEN
      add code billing.b=VOID --no-in-use
      add representation billing.invoice
      add field billing.invoice.a --code-list billing.a=
      add field billing.invoice.b --code-list billing.b=
      map billing.invoice.a billing.invoice.b
      crosswalk billing.a=open billing.b=OPEN
      add code-list billing.c= --is-status
      add code billing.c=NEW
    finds: []
  - note: a crosswalk that has not begun, and one both ways, are asked about from the other end
    capture: |
      add system Billing
      add code-list billing.a=
      add code-list billing.b= --is-status
      add code-list billing.c= --is-status
      add code billing.a=open
      add code billing.b=OPEN
      add code billing.c=NEW
      add code billing.c=OLD
      add representation billing.invoice
      add field billing.invoice.a --code-list billing.a=
      add field billing.invoice.b --code-list billing.b=
      add field billing.invoice.c --code-list billing.c=
      map billing.invoice.a billing.invoice.b
      map billing.invoice.a billing.invoice.c --direction both
      crosswalk billing.a=open billing.c=NEW
    finds: []
  - note: no status list
    capture: |
      add system Billing
      add code-list billing.a=
      add code-list billing.b=
      add code billing.a=open
      add code billing.b=OPEN
      add code billing.b=DONE
      add representation billing.invoice
      add field billing.invoice.a --code-list billing.a=
      add field billing.invoice.b --code-list billing.b=
      map billing.invoice.a billing.invoice.b
      crosswalk billing.a=open billing.b=OPEN
    finds: []
*/
SELECT
  c.ref AS about,
  t.owner AS ask,
  group_concat(DISTINCT (SELECT rtrim(s.ref, '=') FROM code_list s WHERE s.id = l.source_list_id)) AS list
FROM moved_code_list l JOIN mapping m ON m.id = l.mapping_id
JOIN code_list t ON t.id = l.target_list_id JOIN code c ON c.code_list_id = t.id
WHERE t.is_status = 1
  AND m.direction IS NOT 'both'
  AND c.in_use IS NOT 0
  AND NOT EXISTS (SELECT 1 FROM value_mapping x WHERE x.target_id = c.id AND x.state IS NOT 'rejected')
  AND EXISTS (
    SELECT 1 FROM code o JOIN value_mapping x ON x.target_id = o.id
    WHERE o.code_list_id = l.target_list_id)
GROUP BY c.id
ORDER BY c.id
