/*
title: a field that moves has no owner
severity: blocker
dimension: semantics
about: field
fills: owner
whom: the business owner of the field's system
message: "{about} moves ({mappings}) and nobody owns it."
question: Who decides what {about} may hold?
why: |
  A value that nobody owns is corrected by whoever is annoyed first. When the two sides differ after
  go-live there is nobody to say which is right, and the integration is blamed for both.
remedy: plumbline set {about} --owner PERSON
examples:
  - note: a row of the matrix moves a field that nobody owns
    capture: |
      add person Ana
      add system Billing
      add system Books
      add representation billing.invoice
      add representation books.Invoice
      add field billing.invoice.total
      add field books.Invoice.Total --owner ana
      map billing.invoice.total books.Invoice.Total
    finds: [billing.invoice.total]
  - note: a field out of scope, and one that no row moves, may be nobody's
    capture: |
      add system Billing
      add system Books
      add representation billing.invoice
      add representation books.Invoice
      add field billing.invoice.total --scope out
      add field billing.invoice.memo
      add field books.Invoice.Total --scope out
      map billing.invoice.total books.Invoice.Total
    finds: []
*/
SELECT
  f.ref AS about,
  (SELECT s.business_owner FROM representation r JOIN system s ON s.id = r.system_id
   WHERE r.id = f.representation_id) AS ask,
  (SELECT group_concat(ref, ', ') FROM (
     SELECT m.ref FROM mapping_source ms JOIN mapping m ON m.id = ms.mapping_id
     WHERE ms.field_id = f.id AND coalesce(m.state, 'proposed') NOT IN ('rejected', 'not-needed')
     UNION ALL
     SELECT m.ref FROM mapping m
     WHERE m.target_id = f.id AND coalesce(m.state, 'proposed') NOT IN ('rejected', 'not-needed'))) AS mappings
FROM field f
WHERE f.owner_id IS NULL
  AND f.scope IS NOT 'out'
  AND EXISTS (SELECT 1 FROM moved_field mf WHERE mf.field_id = f.id)
ORDER BY f.id
