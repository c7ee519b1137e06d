/*
title: two systems' versions of an entity were never compared
severity: major
dimension: semantics
about: representation
fills: verdict
whom: the owner of the entity
message: "{about} stands for {entity}, as do others, and nobody has said how well it fits."
question: "{about} and {entity}: the same thing, narrower, broader, or only related? Name one that fits neither."
why: |
  Objects with the same name are taken for the same thing until somebody shows a record that is only
  one of them. Asking for such a record in the room costs minutes, and finding it in production, weeks.
remedy: plumbline set {about} --verdict WORD
examples:
  - note: two systems stand for one entity
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation billing.invoice --entity invoice --verdict equivalent
      add representation books.Invoice --entity invoice
    finds: [books.Invoice]
  - note: compared, or with nothing in another system to compare it with
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add entity Order
      add representation billing.invoice --entity invoice --verdict equivalent
      add representation books.Invoice --entity invoice --verdict broader
      add representation billing.order --entity order
      add representation billing.quote --entity order
    finds: []
*/
SELECT r.ref AS about, e.owner AS ask, e.name AS entity
FROM entity e JOIN representation r ON r.entity_id = e.id
WHERE r.verdict IS NULL
  AND EXISTS (SELECT 1 FROM representation o WHERE o.entity_id = e.id AND o.system_id <> r.system_id)
ORDER BY r.id
