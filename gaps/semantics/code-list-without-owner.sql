/*
title: a code list that moves has no owner
severity: major
dimension: semantics
about: code-list
fills: owner
whom: the business owner of the system
message: "Nobody decides which values {list} has, though a row moves it."
question: Who may add a value to {name} in {system}, and whom do they tell?
why: |
  The first new value after go-live has no counterpart. Who may add one, and who must be told before,
  is a matter of two names.
remedy: plumbline set {about} --owner PERSON
examples:
  - note: the lists on either side of a row
    capture: |
      add system Billing
      add code-list billing.a=
      add code-list billing.b=
      add representation billing.invoice
      add field billing.invoice.a --code-list billing.a=
      add field billing.invoice.b --code-list billing.b=
      map billing.invoice.a billing.invoice.b
      add system Shop
      add system Bank
    finds: [billing.a=, billing.b=]
  - note: owned, or moved by nothing
    capture: |
      add person Ana
      add system Billing
      add code-list billing.a= --owner ana
      add code-list billing.b= --owner ana
      add code-list billing.c=
      add representation billing.invoice
      add field billing.invoice.a --code-list billing.a=
      add field billing.invoice.b --code-list billing.b=
      map billing.invoice.a billing.invoice.b
    finds: []
*/
SELECT l.ref AS about, rtrim(l.ref, '=') AS list, s.business_owner AS ask, l.name, s.name AS system
FROM code_list l JOIN system s ON s.id = l.system_id
WHERE l.owner_id IS NULL
  AND l.id IN (SELECT source_list_id FROM moved_code_list UNION ALL SELECT target_list_id FROM moved_code_list)
ORDER BY l.id
