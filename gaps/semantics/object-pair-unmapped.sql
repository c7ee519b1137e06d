/*
title: a flow moves between two objects, and nothing is mapped
severity: major
dimension: semantics
about: representation
whom: the owner of the entity
message: "{flows} moves {entity} from {about} to {target}, and no row of the matrix joins the two."
question: "{about} to {target}: which fields go where?"
why: |
  A flow with two ends and nothing between them is priced as a connector. Its fields are what has to be
  agreed, tested and kept right, and they turn up later as extra work.
remedy: plumbline map {about}.FIELD {target}.FIELD
examples:
  - note: a flow and two objects
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation billing.invoice --entity invoice
      add representation books.Invoice --entity invoice
      add field billing.invoice.total
      add field books.Invoice.Total
      add flow Invoices --entity invoice --source billing --target books
      map billing.invoice.total --state not-needed
      map billing.invoice.total books.Invoice.Total --state rejected
    finds: [billing.invoice]
  - note: rows of another object, and rows into another system, do not join them
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation billing.invoice --entity invoice
      add representation billing.line
      add representation books.Invoice --entity invoice
      add field billing.invoice.total
      add field billing.line.total
      add field books.Invoice.Total
      add flow Invoices --entity invoice --source billing --target books
      map billing.line.total books.Invoice.Total
      map billing.invoice.total billing.line.total
    finds: [billing.invoice]
  - note: a row joins them
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add representation billing.invoice --entity invoice
      add representation books.Invoice --entity invoice
      add field billing.invoice.total
      add field books.Invoice.Total
      add flow Invoices --entity invoice --source billing --target books
      map billing.invoice.total books.Invoice.Total
      add entity Order
      add representation billing.order --entity order
      add representation books.Order --entity order
    finds: []
  - note: a second object of the target already takes it, and a flow with an object on one end only
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add entity Order
      add representation billing.invoice --entity invoice
      add representation books.Invoice --entity invoice
      add representation books.Line --entity invoice
      add representation billing.order --entity order
      add field billing.invoice.total
      add field books.Invoice.Total
      add flow Invoices --entity invoice --source billing --target books
      add flow Orders --entity order --source billing --target books
      map billing.invoice.total books.Invoice.Total
    finds: []
*/
SELECT
  r.ref AS about,
  e.owner AS ask,
  e.name AS entity,
  replace(group_concat(DISTINCT f.ref), ',', ' and ') AS flows,
  (SELECT t.ref FROM representation t WHERE t.entity_id = e.id AND t.system_id = f.target_id) AS target
FROM flow f JOIN entity e ON e.id = f.entity_id
JOIN representation r ON r.entity_id = e.id AND r.system_id = f.source_id
WHERE EXISTS (SELECT 1 FROM representation t WHERE t.entity_id = e.id AND t.system_id = f.target_id)
  AND NOT EXISTS (
    SELECT 1 FROM field sf JOIN link l ON l.to_id = sf.id JOIN mapping m ON m.id = l.from_id
      JOIN field tf ON tf.id = m.target_id JOIN representation t ON t.id = tf.representation_id
    WHERE sf.representation_id = r.id AND t.system_id = f.target_id AND m.state IS NOT 'rejected')
GROUP BY r.id, f.target_id
ORDER BY r.id
