/*
title: a field in scope goes nowhere
severity: major
dimension: semantics
about: field
whom: the owner of the field
message: "{about} is in scope, and no row says where it goes."
question: "{about} is in scope: where does it go, or do we not need it after all?"
why: |
  A field that was promised and never mapped is missed by its users in the first week. Setting it aside
  on purpose costs one line.
remedy: plumbline map {about} TARGET
examples:
  - note: in scope on the side that a flow reads, or beside a field that a row reads
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation billing.invoice --entity invoice
      add representation billing.line
      add field billing.invoice.total --scope in
      add field billing.line.text --scope in
      add field billing.line.tax
      add representation books.Line
      add field books.Line.Tax
      add flow Invoices --entity invoice --source billing --target books
      map billing.line.tax books.Line.Tax
      map billing.line.text books.Line.Tax --state rejected
    finds: [billing.invoice.total, billing.line.text]
  - note: the far side of a two-way flow is read as well
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation books.Invoice --entity invoice
      add field books.Invoice.Note --scope in
      add flow Invoices --entity invoice --source billing --target books --two-way
    finds: [books.Invoice.Note]
  - note: mapped, set aside, not known to be in scope, or where nothing is read
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation billing.invoice --entity invoice
      add representation books.Invoice --entity invoice
      add field billing.invoice.total --scope in
      add field billing.invoice.object --scope in
      add field billing.invoice.memo
      add field books.Invoice.Total
      add field books.Invoice.Note --scope in
      add flow Invoices --entity invoice --source billing --target books
      map billing.invoice.total books.Invoice.Total
      map billing.invoice.object --state not-needed
      add entity Order
      add flow Orders --entity order --source billing --target books --two-way
    finds: []
*/
WITH read AS MATERIALIZED (
  SELECT fr.representation_id FROM flow_representation fr JOIN flow fl ON fl.id = fr.flow_id
  WHERE fr.side = 'source' OR fl.two_way = 1
  UNION
  SELECT r.id FROM representation r
  WHERE EXISTS (
    SELECT 1 FROM field f JOIN mapping_source ms ON ms.field_id = f.id WHERE f.representation_id = r.id)
)
SELECT
  f.ref AS about,
  coalesce(f.owner, (
    SELECT s.business_owner FROM representation r JOIN system s ON s.id = r.system_id
    WHERE r.id = f.representation_id)) AS ask
FROM field f
WHERE f.scope = 'in'
  AND f.representation_id IN (SELECT representation_id FROM read)
  AND NOT EXISTS (SELECT 1 FROM mapping_field mf WHERE mf.field_id = f.id)
ORDER BY f.id
