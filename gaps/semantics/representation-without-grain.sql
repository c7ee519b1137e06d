/*
title: nobody has said one per what
severity: major
dimension: semantics
about: representation
fills: grain
whom: the business owner of the system
message: "Nobody has said one {about} per what."
question: "In {system}, there is one {name} per what?"
why: |
  One per order here and one per shipment there means that records must be split or merged on the way.
  That is the difference between a copy and a program, and the price follows.
remedy: plumbline set {about} --grain "ONE PER WHAT"
examples:
  - note: it stands for an entity
    capture: |
      add system Billing
      add entity Invoice
      add representation billing.invoice --entity invoice
      add system Shop
      add system Bank
    finds: [billing.invoice]
  - note: said, or imported and never touched
    capture: |
      add system Billing
      add entity Invoice
      add representation billing.invoice --entity invoice --grain "one per customer and month"
      add representation billing.coupon
    finds: []
*/
SELECT r.ref AS about, s.business_owner AS ask, r.local_name AS name, s.name AS system
FROM entity e JOIN representation r ON r.entity_id = e.id JOIN system s ON s.id = r.system_id
WHERE r.grain IS NULL
ORDER BY r.id
