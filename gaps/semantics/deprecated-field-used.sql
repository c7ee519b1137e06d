/*
title: a field that is on its way out still moves
severity: major
dimension: semantics
about: field
whom: the technical owner of the system
message: "{system} has announced the end of {about}, and it is still used by {mappings}."
question: "{about} is deprecated: when does it end, and what takes its place?"
why: |
  What is built on a deprecated field is rebuilt on the vendor's date, not on ours. It is cheapest to
  replace before it was ever used.
remedy: plumbline set {options} FIELD
examples:
  - note: a row reads it
    capture: |
      add system Billing
      add system Books
      add representation billing.invoice
      add representation books.Invoice
      add field billing.invoice.amount --deprecated
      add field books.Invoice.Total
      map billing.invoice.amount books.Invoice.Total
      add system Shop
      add system Bank
      add representation shop.invoice
    finds: [billing.invoice.amount]
  - note: not deprecated, or not moved
    capture: |
      add system Billing
      add system Books
      add representation billing.invoice
      add representation books.Invoice
      add field billing.invoice.amount --deprecated
      add field billing.invoice.total --no-deprecated
      add field books.Invoice.Total
      map billing.invoice.amount --state not-needed
      map billing.invoice.total books.Invoice.Total
    finds: []
*/
SELECT
  f.ref AS about,
  s.technical_owner AS ask,
  s.name AS system,
  (SELECT group_concat(m.ref, ', ') FROM mapping m
   WHERE m.id IN (SELECT mapping_id FROM mapping_field WHERE field_id = f.id)) AS mappings,
  (SELECT m.ref || CASE mf.side WHEN 'source' THEN ' --sources' ELSE ' --target' END
   FROM (SELECT mapping_id, side FROM mapping_field WHERE field_id = f.id) mf JOIN mapping m ON m.id = mf.mapping_id
   WHERE m.state IS NOT 'not-needed' LIMIT 1) AS options
FROM field f JOIN representation r ON r.id = f.representation_id JOIN system s ON s.id = r.system_id
WHERE f.deprecated = 1
  AND EXISTS (SELECT 1 FROM moved_field mf WHERE mf.field_id = f.id)
ORDER BY f.id
