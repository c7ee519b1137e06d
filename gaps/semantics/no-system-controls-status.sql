/*
title: no system decides the status of an entity
severity: blocker
dimension: semantics
about: entity
whom: the owner of the entity
message: "{name} has a status ({statuses}), and no system is said to decide it."
question: "{name} changes status: which system decides that, and which only follow?"
why: |
  A status that two systems each derive for themselves drifts apart within days. The one that decides
  must be known before the first status is mapped, or the crosswalk is drawn in the wrong direction.
remedy: plumbline set {object} --controls-status
examples:
  - note: a field with a status list, or one classed as a status
    capture: |
      add system Billing
      add entity Invoice
      add entity Order
      add representation billing.invoice --entity invoice --no-controls-status
      add representation billing.order --entity order
      add code-list billing.invoice.status= --is-status
      add field billing.invoice.status --code-list billing.invoice.status=
      add field billing.order.state --class status
    finds: [invoice, order]
  - note: one decides
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation billing.invoice --entity invoice --controls-status
      add representation books.Invoice --entity invoice
      add field billing.invoice.status --class status
      add field books.Invoice.Status --class status
    finds: []
  - note: no status at all, and one that is out of scope
    capture: |
      add system Billing
      add entity Contact
      add entity Order
      add representation billing.contact --entity contact
      add representation billing.order --entity order
      add code-list billing.country=
      add field billing.contact.country --code-list billing.country=
      add field billing.order.state --class status --scope out
    finds: []
*/
SELECT
  e.ref AS about,
  e.owner AS ask,
  e.name,
  (SELECT group_concat(f.ref, ', ') FROM representation r JOIN field f ON f.representation_id = r.id
   WHERE r.entity_id = e.id AND f.scope IS NOT 'out'
     AND (f.class = 'status' OR f.code_list_id IN (SELECT id FROM code_list WHERE is_status = 1))) AS statuses,
  coalesce(
    (SELECT r.ref FROM representation r WHERE r.entity_id = e.id AND r.system_id = e.system_of_record_id),
    'OBJECT') AS object
FROM entity e
WHERE NOT EXISTS (SELECT 1 FROM representation r WHERE r.entity_id = e.id AND r.controls_status = 1)
  AND EXISTS (
    SELECT 1 FROM representation r JOIN field f ON f.representation_id = r.id
    WHERE r.entity_id = e.id AND f.scope IS NOT 'out'
      AND (f.class = 'status' OR f.code_list_id IN (SELECT id FROM code_list WHERE is_status = 1)))
ORDER BY e.id
