/*
title: nobody followed what happens where a flow arrives
severity: major
dimension: workflow
about: flow
whom: the business owner of the system it writes into
message: "{about} ({name}) creates or changes {entity} in {target}, and nobody traced what that sets off there."
question: When a person enters {entity} in {target}, what does {target} do by itself, and should it when {name} does?
why: |
  The receiving system does not know that its new user is a machine. It sends the welcome mail, starts the
  dunning and books the commission, because that is what it does. Nobody thinks of these effects from the
  sending side.
remedy: plumbline add step ACTION --process PROCESS --system {target_ref} --entity {entity_ref} --evidence interview
examples:
  - note: bills arrive in the books, where only another thing was traced, and bills only elsewhere
    capture: |
      add system Books
      add system Shop
      add entity Bill
      add entity Order
      add process "Bill a customer"
      add step "Enter the bill" --process P-1 --system shop --entity bill
      add step "Enter the order" --process P-1 --system books --entity order
      add flow "Bills" --entity bill --target books
    finds: [F-1]
  - note: traced where it arrives; a flow that does not say what, or where to, is another gap
    capture: |
      add system Books
      add entity Bill
      add process "Bill a customer"
      add step "Enter the bill" --process P-1 --system books --entity bill
      add flow "Bills" --entity bill --target books
      add flow "Orders" --target books
      add flow "Refunds" --entity bill
    finds: []
*/
SELECT
  f.ref AS about, f.name, f.entity_name AS entity, f.entity AS entity_ref, f.target_name AS target,
  f.target AS target_ref, (SELECT s.business_owner FROM system s WHERE s.id = f.target_id) AS ask
FROM flow_contract f
WHERE f.entity_id IS NOT NULL
  AND f.target_id IS NOT NULL
  AND (f.entity_id, f.target_id) NOT IN (
    SELECT s.entity_id, s.system_id FROM step s WHERE s.entity_id IS NOT NULL AND s.system_id IS NOT NULL)
ORDER BY f.id
