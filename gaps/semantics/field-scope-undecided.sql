/*
title: nobody has decided whether a field is in scope
severity: major
dimension: semantics
about: field
fills: scope
whom: the owner of the entity
message: "Nobody has decided whether {about} is in scope."
question: "{about}: do we need it on the other side, yes or no?"
why: |
  Every field that is left open is expected by somebody and priced by nobody. Saying no to forty
  fields takes ten minutes in the room.
remedy: plumbline set {about} --scope WORD
examples:
  - note: a field left undecided on either side of a flow, and one beside a field that is mapped
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation billing.invoice --entity invoice
      add representation books.Invoice --entity invoice
      add field billing.invoice.total
      add field billing.invoice.memo
      add field books.Invoice.Total
      add field books.Invoice.Note
      add field books.Invoice.Memo --scope undecided
      add flow Invoices --entity invoice --source billing --target books
      map billing.invoice.total books.Invoice.Total
      add entity Order
      add flow Orders --entity order --source billing --target books --two-way
    finds: [billing.invoice.memo, books.Invoice.Memo]
  - note: a two-way flow reads its target too
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation books.Invoice --entity invoice
      add field books.Invoice.Total
      add field books.Invoice.Note
      add flow Invoices --entity invoice --source billing --target books --two-way
      map - books.Invoice.Total --transform constant
    finds: [books.Invoice.Note]
  - note: decided, or of an object that no flow moves
    capture: |
      add system Billing
      add entity Invoice
      add representation billing.invoice --entity invoice
      add representation billing.coupon
      add field billing.invoice.total --scope in
      add field billing.invoice.object --scope out
      add field billing.coupon.id --scope undecided
      add field billing.coupon.name
      add flow Invoices --entity invoice --source billing
      map billing.invoice.total --state not-needed
      map billing.coupon.id --state not-needed
    finds: []
  - note: an object of which nothing is mapped yet is asked about as a whole
    capture: |
      add system Billing
      add entity Invoice
      add representation billing.invoice --entity invoice
      add field billing.invoice.total
      add representation billing.coupon
      add field billing.coupon.id
      map billing.coupon.id --state not-needed
      add flow Invoices --entity invoice --source billing
    finds: []
*/
WITH begun AS MATERIALIZED (
  SELECT fr.representation_id
  FROM flow_representation fr JOIN flow fl ON fl.id = fr.flow_id
  WHERE (fr.side = 'source' OR fl.two_way = 1)
    AND EXISTS (
      SELECT 1 FROM field f
      WHERE f.representation_id = fr.representation_id
        AND EXISTS (SELECT 1 FROM mapping_field mf WHERE mf.field_id = f.id))
)
SELECT f.ref AS about,
  (SELECT e.owner FROM representation r JOIN entity e ON e.id = r.entity_id
   WHERE r.id = f.representation_id) AS ask
FROM field f
WHERE f.scope = 'undecided' AND f.representation_id IN (SELECT representation_id FROM flow_representation)
  OR f.scope IS NULL AND f.representation_id IN (SELECT representation_id FROM begun)
    AND NOT EXISTS (SELECT 1 FROM mapping_field mf WHERE mf.field_id = f.id)
ORDER BY f.id
