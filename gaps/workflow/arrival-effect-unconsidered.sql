/*
title: what a system does for people was not considered for an interface
severity: major
dimension: workflow
about: effect
whom: the business owner of the system it happens in
message: "When a person enters {entity} in {target}, {about} happens ({what}). {flow} ({name}) creates the same record, and nobody considered whether it happens then."
question: "{name} creates {entity} in {target} with nobody at the screen. Does \"{what}\" happen then, and should it?"
why: |
  The system does for its new user what it does for every user. Somebody traced what a person sets off, somebody
  else traced the path of the interface, and nobody laid one beside the other.
remedy: plumbline add effect {what} --step {step} --decision DECISION
examples:
  - note: traced for people, and not where the flow comes in, though its path was traced
    capture: |
      add system Books
      add system Shop
      add entity Bill
      add entity Order
      add process "Bill by hand"
      add step "Enter the bill" --process P-1 --system books --entity bill
      add effect "Customer is mailed" --step ST-1 --class notification --decision invoke
      add effect "Ledger is posted" --step ST-1 --class record --decision invoke
      add effect "Manager approves" --step ST-1 --class approval --decision invoke
      add process "Bill an order"
      add step "Pack" --process P-2 --system shop --entity bill
      add step "Post the bill" --process P-2 --system books --entity bill
      add effect "Customer is mailed" --step ST-2 --class notification --decision invoke
      add step "Look up the order" --process P-1 --system shop --entity order
      add effect "ledger is posted " --step ST-3 --class record --decision invoke
      add step "Note the order" --process P-2 --system books --entity order
      add effect "Customer is mailed" --step ST-5 --class notification --decision invoke
      add flow "Bills" --entity bill --source shop --target books
    finds: [EF-1]
  - note: considered on its path; no path was traced, which is another gap; or the flow itself sets it off
    capture: |
      add system Books
      add system Shop
      add system Till
      add entity Bill
      add process "Bill by hand"
      add step "Enter the bill" --process P-1 --system books --entity bill
      add effect "Customer is mailed" --step ST-1 --class notification --decision invoke
      add process "Bill an order"
      add step "Pack" --process P-2 --system shop --entity bill
      add step "Post the bill" --process P-2 --system books --entity bill
      add effect "Customer is mailed" --step ST-3 --class notification --decision suppress
      add effect "Clerk is told" --step ST-3 --class notification --decision invoke
      add flow "Bills" --entity bill --source shop --target books
      add flow "Till bills" --entity bill --source till --target books
    finds: []
  - note: no process brings it from the source to the target; one brings another thing
    capture: |
      add system Books
      add system Shop
      add entity Bill
      add entity Order
      add process "Bill by hand"
      add step "Enter the bill" --process P-1 --system books --entity bill
      add effect "Customer is mailed" --step ST-1 --class notification
      add process "Correct a bill"
      add step "Correct it" --process P-2 --system books --entity bill
      add process "Sell"
      add step "Ring up" --process P-3 --system shop --entity bill
      add step "Book the order" --process P-3 --system books --entity order
      add flow "Bills" --entity bill --source shop --target books
    finds: []
  - note: it happens elsewhere, to another thing, or the flow goes elsewhere
    capture: |
      add system Books
      add system Shop
      add system Till
      add entity Bill
      add entity Order
      add process "By hand"
      add step "Enter the bill" --process P-1 --system till --entity bill
      add effect "Customer is mailed" --step ST-1 --class notification
      add step "Enter the order" --process P-1 --system books --entity order
      add effect "Clerk is told" --step ST-2 --class notification
      add process "Bill an order"
      add step "Pack" --process P-2 --system shop --entity bill
      add step "Post the bill" --process P-2 --system books --entity bill
      add flow "Bills" --entity bill --source shop --target books
    finds: []
  - note: another thing is handled in the source, so that this is not the path of the flow
    capture: |
      add system Books
      add system Shop
      add entity Bill
      add entity Order
      add process "Bill by hand"
      add step "Enter the bill" --process P-1 --system books --entity bill
      add effect "Customer is mailed" --step ST-1 --class notification
      add process "Bill an order"
      add step "Look up the order" --process P-2 --system shop --entity order
      add step "Post the bill" --process P-2 --system books --entity bill
      add flow "Bills" --entity bill --source shop --target books
    finds: []
  - note: it is set off on a path of the flow, and another path has it not
    capture: |
      add system Books
      add system Shop
      add entity Bill
      add process "Bill a large order"
      add step "Pack it" --process P-1 --system shop --entity bill
      add step "Post it" --process P-1 --system books --entity bill
      add effect "Customer is mailed" --step ST-2 --class notification
      add process "Bill an order"
      add step "Pack" --process P-2 --system shop --entity bill
      add step "Post the bill" --process P-2 --system books --entity bill
      add flow "Bills" --entity bill --source shop --target books
    finds: []
*/
WITH
  traced AS MATERIALIZED (
    SELECT e.id, e.ref, e.what, lower(trim(e.what)) AS event, e.class, s.process_id, s.entity_id,
      coalesce(e.system_id, s.system_id) AS system_id
    FROM effect e
    JOIN step s ON s.id = e.step_id
  ),
  -- Which processes handle an entity in a system: where both ends of a flow are, that is the flow's own path.
  passage AS MATERIALIZED (
    SELECT s.process_id, s.entity_id, s.system_id, min(s.ref) AS step FROM step s
    GROUP BY s.process_id, s.entity_id, s.system_id
  )
SELECT
  t.ref AS about, t.what, b.step, f.ref AS flow, f.name, f.entity_name AS entity, f.target_name AS target,
  (SELECT s.business_owner FROM system s WHERE s.id = f.target_id) AS ask
FROM flow_contract f
JOIN traced t ON t.entity_id = f.entity_id AND t.system_id = f.target_id
JOIN passage a ON a.entity_id = f.entity_id AND a.system_id = f.source_id
JOIN passage b ON b.process_id = a.process_id AND b.entity_id = f.entity_id AND b.system_id = f.target_id
WHERE t.class IS NOT 'approval'
  AND NOT EXISTS (
    SELECT 1 FROM passage o
    WHERE o.process_id = t.process_id AND o.entity_id = f.entity_id AND o.system_id = f.source_id)
  AND NOT EXISTS (
    SELECT 1 FROM traced o
    WHERE o.process_id = b.process_id AND o.entity_id = t.entity_id AND o.system_id = t.system_id
      AND o.event = t.event)
GROUP BY t.id
ORDER BY t.id
