/*
title: a field that moves has no meaning
severity: minor
dimension: semantics
about: field
fills: meaning
whom: the owner of the field
message: "{about} moves, and nobody has said what it means."
question: What does {about} mean to the business, and who types it in?
why: |
  A field is used for what there was no field for. The name tells what the vendor thought, and the
  meaning tells what is really in it.
remedy: plumbline set {about} --meaning "WHAT IT MEANS"
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
    finds: [billing.invoice.total, books.Invoice.Total]
  - note: a meaning, out of scope, or not moved
    capture: |
      add system Billing
      add system Books
      add representation billing.invoice
      add representation books.Invoice
      add field billing.invoice.total --meaning "with tax, before credit"
      add field books.Invoice.Total --scope out
      add field billing.invoice.memo
      map billing.invoice.total books.Invoice.Total
      map billing.invoice.memo --state not-needed
    finds: []
*/
SELECT
  f.ref AS about,
  coalesce(f.owner, (
    SELECT s.business_owner FROM representation r JOIN system s ON s.id = r.system_id
    WHERE r.id = f.representation_id)) AS ask
FROM field f
WHERE f.meaning IS NULL
  AND f.scope IS NOT 'out'
  AND f.id IN (SELECT field_id FROM moved_field)
ORDER BY f.id
