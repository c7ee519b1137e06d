/*
title: an object is described in part
severity: minor
dimension: semantics
about: representation
whom: the business owner of the system
message: "{known} of the {all_fields} fields of {about} have a meaning; {example} is one that has none."
question: "What does {example} hold, and what each other field of {about} that nobody has described?"
why: |
  Whoever reads the dictionary takes a field without a word for a field without a surprise. Those are the ones
  that nobody asked about.
remedy: plumbline set {example} --meaning "WHAT IT HOLDS"
examples:
  - note: one of three has a meaning
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation billing.invoice --entity invoice
      add field billing.invoice.total --meaning "with tax"
      add field billing.invoice.memo
      add field billing.invoice.note
      add representation books.Invoice --entity invoice
      add field books.Invoice.Total --meaning "with tax"
    finds: [billing.invoice]
  - note: none has, all have that are in scope, or it stands for no entity
    capture: |
      add system Billing
      add entity Invoice
      add representation billing.invoice --entity invoice
      add field billing.invoice.total
      add field billing.invoice.memo
      add representation billing.draft --entity invoice
      add field billing.draft.total --meaning "with tax"
      add field billing.draft.memo --scope out
      add representation billing.coupon
      add field billing.coupon.id --meaning "its number"
      add field billing.coupon.name
      add representation billing.empty --entity invoice
    finds: []
*/
SELECT
  r.ref AS about,
  (SELECT s.business_owner FROM system s WHERE s.id = r.system_id) AS ask,
  (SELECT count(*) FROM field f WHERE f.representation_id = r.id AND f.scope IS NOT 'out') AS all_fields,
  (SELECT count(f.meaning) FROM field f WHERE f.representation_id = r.id AND f.scope IS NOT 'out') AS known,
  (SELECT f.ref FROM field f WHERE f.representation_id = r.id AND f.scope IS NOT 'out' AND f.meaning IS NULL
   ORDER BY f.id LIMIT 1) AS example
FROM representation r
WHERE r.entity_id IS NOT NULL
  AND EXISTS (SELECT 1 FROM field f WHERE f.representation_id = r.id AND f.meaning IS NOT NULL)
  AND EXISTS (
    SELECT 1 FROM field f WHERE f.representation_id = r.id AND f.meaning IS NULL AND f.scope IS NOT 'out')
ORDER BY r.id
