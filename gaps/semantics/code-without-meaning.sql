/*
title: a status has no meaning
severity: major
dimension: semantics
about: code
fills: meaning
whom: the owner of the code list
message: "Nobody has said when {about} is used."
question: "{about}: when exactly does a record get this status, and who or what sets it?"
why: |
  Statuses are matched by their names until somebody asks when each is used. Then "closed" turns out
  to mean paid in one system and given up in the other.
remedy: plumbline set {about} --meaning "USED WHEN"
examples:
  - note: statuses on either side of a row
    capture: |
      add system Billing
      add code-list billing.a= --is-status
      add code-list billing.b= --is-status
      add code billing.a=open
      add code billing.b=OPEN
      add representation billing.invoice
      add field billing.invoice.a --code-list billing.a=
      add field billing.invoice.b --code-list billing.b=
      map billing.invoice.a billing.invoice.b
    finds: [billing.a=open, billing.b=OPEN]
  - note: a meaning; not in use; a mere list of values; a list that nothing moves
    capture: |
      add system Billing
      add code-list billing.a= --is-status
      add code-list billing.b=
      add code-list billing.c= --is-status
      add code billing.a=open --meaning "sent, not yet paid"
      add code billing.a=void --no-in-use
      add code billing.b=EUR
      add code billing.c=live
      add representation billing.invoice
      add field billing.invoice.a --code-list billing.a=
      add field billing.invoice.b --code-list billing.b=
      map billing.invoice.a billing.invoice.b
    finds: []
*/
SELECT c.ref AS about, l.owner AS ask
FROM code_list l JOIN code c ON c.code_list_id = l.id
WHERE c.meaning IS NULL
  AND c.in_use IS NOT 0
  AND l.is_status = 1
  AND l.id IN (SELECT source_list_id FROM moved_code_list UNION ALL SELECT target_list_id FROM moved_code_list)
ORDER BY c.id
