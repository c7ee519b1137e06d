/*
title: several systems decide the status of an entity
severity: blocker
dimension: semantics
about: entity
whom: the owner of the entity
message: "The status of {name} is decided in several systems: {controllers}."
question: "{controllers} both decide the status of {name}: which one, and what does the other do?"
why: |
  Two systems that decide the same status undo each other's decisions. The last writer wins, which
  means that nobody can say afterwards why a paid invoice was open again.
remedy: plumbline set {last} --no-controls-status
examples:
  - note: two systems
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation billing.invoice --entity invoice --controls-status
      add representation books.Invoice --entity invoice --controls-status
    finds: [invoice]
  - note: one system; a second object of the same system; a system that only follows
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation billing.invoice --entity invoice --controls-status
      add representation billing.draft --entity invoice --controls-status
      add representation books.Invoice --entity invoice --no-controls-status
    finds: []
*/
SELECT
  e.ref AS about,
  e.owner AS ask,
  e.name,
  (SELECT group_concat(r.ref, ' and ') FROM representation r
   WHERE r.entity_id = e.id AND r.controls_status = 1) AS controllers,
  (SELECT r.ref FROM representation r
   WHERE r.entity_id = e.id AND r.controls_status = 1 AND r.system_id IS NOT e.system_of_record_id
   ORDER BY r.id DESC LIMIT 1) AS last
FROM entity e
WHERE (SELECT count(DISTINCT r.system_id) FROM representation r
       WHERE r.entity_id = e.id AND r.controls_status = 1) > 1
ORDER BY e.id
