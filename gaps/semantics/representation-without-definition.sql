/*
title: nobody has said what an entity is in one system
severity: blocker
dimension: semantics
about: representation
fills: definition
whom: the business owner of the system
message: "Nobody has said what {about} is in {system}, though it stands for {entity}."
question: "In {system}, what is one {name}? Show a real one."
why: |
  The same word covers different things in two systems: an invoice may be a draft here and only a
  posted claim there. Records that are one and not the other break the integration first.
remedy: plumbline set {about} --definition "WHAT IT IS THERE"
examples:
  - note: it stands for an entity
    capture: |
      add system Billing
      add entity Invoice
      add representation billing.invoice --entity invoice
      add system Shop
      add system Bank
    finds: [billing.invoice]
  - note: defined, or imported and never touched
    capture: |
      add system Billing
      add entity Invoice
      add representation billing.invoice --entity invoice --definition "A claim, from draft to paid"
      add representation billing.coupon
    finds: []
*/
SELECT r.ref AS about, s.business_owner AS ask, r.local_name AS name, s.name AS system, e.name AS entity
FROM entity e JOIN representation r ON r.entity_id = e.id JOIN system s ON s.id = r.system_id
WHERE r.definition IS NULL
ORDER BY r.id
