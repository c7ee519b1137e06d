/*
title: a required field may hold a value that says nothing
severity: minor
dimension: semantics
about: field
whom: the owner of the field
message: "{about} is required, and {code} is among its values."
question: "{about} must be filled, yet may be {code}: when is it, and what does the other side make of it?"
why: |
  A required field with a value for nothing is an optional field with a password. The value passes
  every check and means that somebody did not know.
remedy: plumbline set {code} --meaning "USED WHEN"
examples:
  - note: words that say nothing
    capture: |
      add system Billing
      add code-list billing.a=
      add code billing.a=DE
      add code billing.a=None
      add representation billing.invoice
      add field billing.invoice.a --code-list billing.a= --required
      add field billing.invoice.b
      map billing.invoice.a billing.invoice.b
    finds: [billing.invoice.a]
  - note: it has a meaning; is not in use; the field is optional, out of scope, or does not move
    capture: |
      add system Billing
      add code-list billing.a=
      add code-list billing.b=
      add code billing.a=none --meaning "walk-in customer"
      add code billing.a=n/a --no-in-use
      add code billing.b=none
      add representation billing.invoice
      add field billing.invoice.a --code-list billing.a= --required
      add field billing.invoice.b --code-list billing.b=
      add field billing.invoice.c --code-list billing.b= --required --scope out
      add field billing.invoice.d --code-list billing.b= --required
      map billing.invoice.a,billing.invoice.c billing.invoice.b
      map billing.invoice.d --state not-needed
    finds: []
*/
SELECT f.ref AS about, coalesce(f.owner, l.owner) AS ask, min(c.ref) AS code
FROM code c JOIN code_list l ON l.id = c.code_list_id JOIN field f ON f.code_list_id = l.id
WHERE lower(trim(c.value)) IN ('', 'null', 'nil', 'none', 'n/a', '-', '?')
  AND c.meaning IS NULL
  AND c.in_use IS NOT 0
  AND f.required = 1
  AND f.scope IS NOT 'out'
  AND EXISTS (
    SELECT 1 FROM mapping_field mf JOIN mapping m ON m.id = mf.mapping_id
    WHERE mf.field_id = f.id AND m.state IS NOT 'not-needed')
GROUP BY f.id
ORDER BY f.id
