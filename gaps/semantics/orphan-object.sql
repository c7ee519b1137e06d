/*
title: an object stands for an entity and nothing is done with it
severity: minor
dimension: semantics
about: representation
whom: the owner of the entity
message: "{about} stands for {entity}, and no mapping, flow or trace touches it."
question: "{about}: does anything go in or out of it, or may we let it go?"
why: |
  An object that was linked in one workshop and never used again is either forgotten work or a leftover.
  Both look the same in the price.
remedy: plumbline set {about} --clear entity
examples:
  - note: linked and left
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add entity Order
      add representation billing.invoice --entity invoice
      add representation billing.coupon
      add field billing.invoice.total
      add flow Orders --entity order --source billing --target books
      add flow Elsewhere --entity invoice --source books
      add process "Month end"
      add step "Send orders" --process "Month end" --system billing --entity order
      add step "Book invoices" --process "Month end" --system books --entity invoice
      add field billing.coupon.id
      map billing.coupon.id --state not-needed
      add entity Refund
    finds: [billing.invoice]
  - note: a row touches it, even one that sets its field aside
    capture: |
      add system Billing
      add entity Invoice
      add representation billing.invoice --entity invoice
      add field billing.invoice.total
      map billing.invoice.total --state not-needed
    finds: []
  - note: a flow moves it
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation billing.invoice --entity invoice
      add flow Invoices --entity invoice --source billing --target books
    finds: []
  - note: a trace passes through it
    capture: |
      add system Billing
      add entity Invoice
      add representation billing.invoice --entity invoice
      add process "Month end"
      add step "Send invoices" --process "Month end" --system billing --entity invoice
    finds: []
*/
SELECT r.ref AS about, e.owner AS ask, e.name AS entity
FROM entity e JOIN representation r ON r.entity_id = e.id
WHERE r.id NOT IN (SELECT representation_id FROM flow_representation)
  AND NOT EXISTS (SELECT 1 FROM step st WHERE st.entity_id = r.entity_id AND st.system_id = r.system_id)
  AND NOT EXISTS (
    SELECT 1 FROM field f WHERE f.representation_id = r.id
      AND EXISTS (SELECT 1 FROM mapping_field mf WHERE mf.field_id = f.id))
ORDER BY r.id
