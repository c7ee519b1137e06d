/*
title: a system that is not the system of record may overwrite
severity: major
dimension: semantics
about: representation
fills: may-overwrite
whom: the owner of the entity
message: "{record} is right about {entity}, yet {about} may overwrite what was entered there."
question: "{record} is right about {entity}: why may {about} overwrite it, and who notices?"
why: |
  A copy that can be written becomes a second original. Its changes are lost at the next update, or
  worse, they are not, and the system of record is no longer right.
remedy: plumbline set {about} --no-may-overwrite
examples:
  - note: a copy that may overwrite the original
    capture: |
      add system Billing
      add system Books
      add entity Invoice --system-of-record billing
      add representation billing.invoice --entity invoice --may-overwrite
      add representation books.Invoice --entity invoice --may-overwrite
    finds: [books.Invoice]
  - note: a copy that may not, and an entity whose system of record is not decided
    capture: |
      add system Billing
      add system Books
      add entity Invoice --system-of-record billing
      add entity Order
      add representation books.Invoice --entity invoice --no-may-overwrite
      add representation books.Order --entity order --may-overwrite
      add representation books.Note --may-overwrite
    finds: []
*/
SELECT
  r.ref AS about,
  e.owner AS ask,
  e.name AS entity,
  (SELECT s.name FROM system s WHERE s.id = e.system_of_record_id) AS record
FROM entity e JOIN representation r ON r.entity_id = e.id
WHERE r.may_overwrite = 1
  AND r.system_id <> e.system_of_record_id
ORDER BY r.id
