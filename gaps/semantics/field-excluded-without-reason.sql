/*
title: a field is out of scope and nobody said why
severity: minor
dimension: semantics
about: field
fills: out-of-scope-reason
whom: whoever left it out
message: "{about} is out of scope, and no reason is given."
question: Why is {about} left out?
why: |
  A field that is left out without a reason is asked for again by the next person who reads the list.
  The reason is short now, and lost in a month.
remedy: plumbline set {about} --out-of-scope-reason "REASON"
examples:
  - note: left out
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.object --scope out
    finds: [billing.invoice.object]
  - note: left out with a reason, or not left out
    capture: |
      add system Billing
      add representation billing.invoice
      add field billing.invoice.object --scope out --out-of-scope-reason "always invoice"
      add field billing.invoice.total --scope in
      add field billing.invoice.memo
    finds: []
*/
SELECT f.ref AS about,
  (SELECT s.business_owner FROM representation r JOIN system s ON s.id = r.system_id
   WHERE r.id = f.representation_id) AS ask
FROM field f
WHERE f.scope = 'out'
  AND f.out_of_scope_reason IS NULL
ORDER BY f.id
