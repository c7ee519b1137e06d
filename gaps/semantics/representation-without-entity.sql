/*
title: an object moves and stands for no entity
severity: major
dimension: semantics
about: representation
fills: entity
whom: the business owner of the system
message: "Fields of {about} move ({mappings}), and nobody has said what business thing it stands for."
question: What does the business call a {name} in {system}, whatever the system?
why: |
  A mapping between objects that stand for nothing is a mapping between spellings. Nobody can say which
  side is right, because nobody has said about what.
remedy: plumbline link ENTITY {about}
examples:
  - note: both ends of a row
    capture: |
      add system Billing
      add system Books
      add representation billing.invoice
      add representation books.Invoice
      add field billing.invoice.total
      add field books.Invoice.Total
      map billing.invoice.total books.Invoice.Total
      add system Shop
      add system Bank
    finds: [billing.invoice, books.Invoice]
  - note: an entity is named, or nothing of it moves
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation billing.invoice --entity invoice
      add representation billing.coupon
      add field billing.invoice.total
      add field billing.coupon.id
      map billing.invoice.total --state not-needed
      map billing.coupon.id --state not-needed
    finds: []
  - note: linked
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation billing.invoice --entity invoice
      add representation books.Invoice --entity invoice
      add representation books.Note
      add field billing.invoice.total
      add field books.Invoice.Total
      add field books.Note.Text
      map billing.invoice.total books.Invoice.Total
    finds: []
*/
SELECT
  r.ref AS about,
  s.business_owner AS ask,
  r.local_name AS name,
  s.name AS system,
  (SELECT count(*) || ' rows' FROM mapping m WHERE m.id IN (
    SELECT mapping_id FROM mapping_field
    WHERE field_id IN (SELECT f.id FROM field f WHERE f.representation_id = r.id))) AS mappings
FROM representation r JOIN system s ON s.id = r.system_id
WHERE r.entity_id IS NULL
  AND EXISTS (
    SELECT 1 FROM field f
    WHERE f.representation_id = r.id AND EXISTS (SELECT 1 FROM moved_field mf WHERE mf.field_id = f.id))
ORDER BY r.id
