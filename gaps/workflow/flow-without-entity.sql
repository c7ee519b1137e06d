/*
title: a flow does not say what it moves
severity: blocker
dimension: workflow
about: flow
fills: entity
whom: the business owner of the system it starts in
message: "{about} ({name}) does not say which business thing it moves."
question: What is it that {name} moves, one of what?
why: |
  "Billing to accounting" may be invoices, payments, credit notes or all three, and each has its own
  meaning, owner and failures. A flow carries one thing; if two are named in the answer, there are two
  flows to scope.
remedy: plumbline set {about} --entity ENTITY
examples:
  - note: one flow names what it moves, the other does not
    capture: |
      add entity Invoice
      add flow "Billing to the books"
      add flow "Invoices to the books" --entity invoice
    finds: [F-1]
  - note: a flow that names what it moves
    capture: |
      add entity Invoice
      add flow "Invoices to the books" --entity invoice
    finds: []
*/
SELECT
  f.ref AS about, f.name,
  coalesce(f.owner, (SELECT s.business_owner FROM system s WHERE s.id = f.source_id)) AS ask
FROM flow f
WHERE f.entity_id IS NULL
ORDER BY f.id
