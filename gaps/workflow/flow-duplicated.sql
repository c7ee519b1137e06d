/*
title: the same thing moves the same way twice
severity: minor
dimension: workflow
about: flow
whom: the technical owner of the system it starts in
message: "{about} ({name}) moves {entity} from {source} to {target}, as {first} does already."
question: What does {name} do that {first} does not?
why: |
  Two contracts for one movement are usually one flow named in two workshops, and then priced twice. If
  both are real, each needs its own trigger, or they will race each other for the same record.
remedy: plumbline remove {about}
examples:
  - note: the second of two alike, whether it names the same trigger or none
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add flow "Invoices" --entity invoice --source billing --target books --trigger "invoice finalised"
      add flow "Bills" --entity invoice --source billing --target books --trigger "invoice finalised"
      add flow "Sales" --entity invoice --source billing --target books
    finds: [F-2, F-3]
  - note: another trigger, another thing or another end makes another flow
    capture: |
      add system Billing
      add system Books
      add system Shop
      add entity Invoice
      add entity Payment
      add flow "Invoices" --entity invoice --source billing --target books --trigger "invoice finalised"
      add flow "Voids" --entity invoice --source billing --target books --trigger "invoice voided"
      add flow "Payments" --entity payment --source billing --target books
      add flow "Sales" --entity invoice --source shop --target books
      add flow "Copies" --entity invoice --source billing --target shop
    finds: []
*/
SELECT
  f.ref AS about, f.name, f.entity_name AS entity, f.source_name AS source, f.target_name AS target,
  e.ref AS first, min(e.id) AS first_id,
  (SELECT s.technical_owner FROM system s WHERE s.id = f.source_id) AS ask
FROM flow_contract f
JOIN flow e ON e.entity_id = f.entity_id
WHERE e.source_id = f.source_id
  AND e.target_id = f.target_id
  AND e.id < f.id
  AND coalesce(e."trigger", f."trigger", '') = coalesce(f."trigger", e."trigger", '')
GROUP BY f.id
ORDER BY f.id
