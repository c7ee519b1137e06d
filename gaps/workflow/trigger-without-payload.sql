/*
title: it is known what starts a flow, not what comes with it
severity: major
dimension: workflow
about: flow
whom: the technical owner of the system it starts in
message: "{about} ({name}) starts when \"{trigger}\", and no field of {entity} in {source} is described."
question: When "{trigger}", what exactly does {source} hand over about {entity}, and what must be fetched?
why: |
  Many events carry an identifier and nothing else. Then each one costs a second call, which counts against
  the rate limit and may already see a newer state than the one that set it off.
remedy: plumbline {options}
examples:
  - note: not described at all, and described without a field
    capture: |
      add system Billing
      add entity Invoice
      add entity Payment
      add representation billing.payment --entity payment
      add flow "Invoices" --entity invoice --source billing --trigger "invoice finalised"
      add flow "Payments" --entity payment --source billing --trigger "payment succeeded"
    finds: [F-1, F-2]
  - note: described on the side where it starts
    capture: |
      add system Billing
      add entity Invoice
      add representation billing.invoice --entity invoice
      add field billing.invoice.id
      add flow "Invoices" --entity invoice --source billing --trigger "invoice finalised"
    finds: []
  - note: fields on the side where it ends, or of another thing, do not come with the trigger
    capture: |
      add system Billing
      add system Books
      add entity Invoice
      add entity Payment
      add representation billing.payment --entity payment
      add field billing.payment.id
      add representation billing.invoice --entity invoice
      add representation books.Invoice --entity invoice
      add field books.Invoice.id
      add flow "Invoices" --entity invoice --source billing --target books --trigger "invoice finalised"
    finds: [F-1]
  - note: without a trigger, a source or a thing there is another gap to close first
    capture: |
      add system Billing
      add entity Invoice
      add flow "Invoices" --entity invoice --source billing
      add flow "Bills" --entity invoice --trigger "invoice finalised"
      add flow "Payments" --source billing --trigger "payment succeeded"
    finds: []
*/
SELECT
  f.ref AS about, f.name, f."trigger", f.entity_name AS entity, f.source_name AS source,
  coalesce(
    (SELECT 'add field ' || r.ref || '.NAME' FROM representation r
     WHERE r.entity_id = f.entity_id AND r.system_id = f.source_id),
    'add representation ' || f.source || '.NAME --entity ' || f.entity) AS options,
  (SELECT s.technical_owner FROM system s WHERE s.id = f.source_id) AS ask
FROM flow_contract f
WHERE f."trigger" IS NOT NULL
  AND f.entity_id IS NOT NULL
  AND f.source_id IS NOT NULL
  AND NOT EXISTS (
    SELECT 1 FROM representation r JOIN field d ON d.representation_id = r.id
    WHERE r.entity_id = f.entity_id AND r.system_id = f.source_id)
ORDER BY f.id
