/*
title: the integrated path goes round an approval
severity: blocker
dimension: workflow
about: flow
fills: approver
whom: the owner of the process
message: "In {target} {entity} needs approval ({approvals}); {about} ({name}) goes round it, and nobody approves what it writes."
question: A person who enters {entity} in {target} needs approval, and {name} does not. Who approves what it writes?
why: |
  The approval was put there for a loss that once happened. If the interface goes round it, the control is
  gone for most of the records, and nobody decided that. Often the answer is "it was approved on the other
  side", which is fine once it is written down with a name.
remedy: plumbline set {about} --approver PERSON
examples:
  - note: approvals of the same thing in the same system, suppressed and overridden, one found elsewhere
    capture: |
      add system Books
      add system Shop
      add entity Bill
      add entity Refund
      add process "Bill a customer"
      add step "Enter the bill" --process P-1 --system books --entity bill
      add step "Enter the refund" --process P-1 --entity refund
      add effect "Manager approves" --step ST-1 --class approval --decision suppress
      add effect "Ana approves" --step ST-2 --system books --class approval --decision override
      add flow "Bills" --entity bill --target books
      add flow "Refunds" --entity refund --target books
      add flow "Bills to the shop" --entity bill --target shop
    finds: [F-1, F-2]
  - note: an approver is named, the approval is still given, or it is no approval
    capture: |
      add person Ana
      add system Books
      add entity Bill
      add entity Refund
      add process "Bill a customer"
      add step "Enter the bill" --process P-1 --system books --entity bill
      add step "Enter the refund" --process P-1 --system books --entity refund
      add effect "Manager approves" --step ST-1 --class approval --decision suppress
      add effect "Manager approves" --step ST-2 --class approval --decision invoke
      add effect "Manager is told" --step ST-2 --class notification --decision suppress
      add flow "Bills" --entity bill --target books --approver ana
      add flow "Refunds" --entity refund --target books
    finds: []
  - note: traced for people only; the path of the flow comes to the same record without it
    capture: |
      add system Books
      add system Shop
      add entity Bill
      add process "Bill by hand"
      add step "Enter the bill" --process P-1 --system books --entity bill
      add effect "Manager approves" --step ST-1 --class approval --decision invoke
      add effect "Manager is told" --step ST-1 --class notification --decision invoke
      add entity Order
      add step "Look up the order" --process P-1 --system shop --entity order
      add process "Bill an order"
      add step "Pack" --process P-2 --system shop --entity bill
      add step "Post the bill" --process P-2 --system books --entity bill
      add step "Note the order" --process P-2 --system books --entity order
      add effect "Manager approves" --step ST-3 --class approval --decision invoke
      add effect "Clerk checks" --step ST-4 --class approval --decision invoke
      add effect "Manager approves" --step ST-5 --class approval --decision invoke
      add flow "Bills" --entity bill --source shop --target books
    finds: [F-1]
  - note: approved in another system, in a process without the source, or where another thing arrives
    capture: |
      add system Books
      add system Shop
      add system Till
      add entity Bill
      add entity Order
      add process "Bill by hand"
      add step "Enter the bill" --process P-1 --system books --entity bill
      add effect "Manager approves" --step ST-1 --class approval --decision invoke
      add process "Correct a bill"
      add step "Correct it" --process P-2 --system books --entity bill
      add process "Sell"
      add step "Ring up" --process P-3 --system shop --entity bill
      add step "Book the order" --process P-3 --system books --entity order
      add flow "Bills" --entity bill --source shop --target books
    finds: []
  - note: approved in another system than the one that the flow writes into
    capture: |
      add system Books
      add system Shop
      add system Till
      add entity Bill
      add process "Bill by hand"
      add step "Enter the bill" --process P-1 --system till --entity bill
      add effect "Manager approves" --step ST-1 --class approval --decision invoke
      add process "Bill an order"
      add step "Pack" --process P-2 --system shop --entity bill
      add step "Post the bill" --process P-2 --system books --entity bill
      add flow "Bills" --entity bill --source shop --target books
    finds: []
  - note: the path of the flow has it too, or the process is the one that the flow serves
    capture: |
      add system Books
      add system Shop
      add entity Bill
      add process "Bill by hand"
      add step "Enter the bill" --process P-1 --system books --entity bill
      add effect "Manager approves" --step ST-1 --class approval --decision invoke
      add process "Bill an order"
      add step "Pack" --process P-2 --system shop --entity bill
      add step "Post the bill" --process P-2 --system books --entity bill
      add effect "manager approves " --step ST-3 --class approval --decision invoke
      add flow "Bills" --entity bill --source shop --target books
      add system Till
      add flow "Till bills" --entity bill --source till --target books
    finds: []
  - note: another thing is approved in the target
    capture: |
      add system Books
      add system Shop
      add entity Bill
      add entity Refund
      add process "Refund by hand"
      add step "Enter the refund" --process P-1 --system books --entity refund
      add effect "Manager approves" --step ST-1 --class approval --decision invoke
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
      add effect "Manager approves" --step ST-1 --class approval --decision invoke
      add process "Bill an order"
      add step "Look up the order" --process P-2 --system shop --entity order
      add step "Post the bill" --process P-2 --system books --entity bill
      add flow "Bills" --entity bill --source shop --target books
    finds: []
  - note: the approval is of a path of the flow, and another path has none
    capture: |
      add system Books
      add system Shop
      add entity Bill
      add process "Bill a large order"
      add step "Pack it" --process P-1 --system shop --entity bill
      add step "Post it" --process P-1 --system books --entity bill
      add effect "Manager approves" --step ST-2 --class approval --decision invoke
      add process "Bill an order"
      add step "Pack" --process P-2 --system shop --entity bill
      add step "Post the bill" --process P-2 --system books --entity bill
      add flow "Bills" --entity bill --source shop --target books
    finds: []
*/
WITH
  approval AS MATERIALIZED (
    SELECT e.ref, e.owner, e.decision, s.entity_id, coalesce(e.system_id, s.system_id) AS system_id, s.process_id,
      lower(trim(e.what)) AS event
    FROM effect e
    JOIN step s ON s.id = e.step_id
    WHERE e.class = 'approval'
  ),
  -- Which processes handle an entity in a system: where both ends of a flow are, that is the flow's own path.
  passage AS MATERIALIZED (
    SELECT DISTINCT s.process_id, s.entity_id, s.system_id FROM step s
  ),
  skipped AS (
    SELECT f.id AS flow_id, k.ref, k.owner
    FROM flow f
    JOIN approval k ON k.entity_id = f.entity_id AND k.system_id = f.target_id
    WHERE k.decision IN ('suppress', 'override')
    UNION
    -- Given where people enter it, and missing where the record arrives by the flow.
    SELECT f.id, k.ref, k.owner
    FROM flow f
    JOIN approval k ON k.entity_id = f.entity_id AND k.system_id = f.target_id
    JOIN passage a ON a.entity_id = f.entity_id AND a.system_id = f.source_id
    JOIN passage b ON b.process_id = a.process_id AND b.entity_id = f.entity_id AND b.system_id = f.target_id
    WHERE NOT EXISTS (
        SELECT 1 FROM passage o
        WHERE o.process_id = k.process_id AND o.entity_id = f.entity_id AND o.system_id = f.source_id)
      AND NOT EXISTS (
        SELECT 1 FROM approval o
        WHERE o.process_id = b.process_id AND o.entity_id = k.entity_id AND o.system_id = k.system_id
          AND o.event = k.event)
  )
SELECT
  f.ref AS about, f.name, f.target_name AS target, f.entity_name AS entity,
  group_concat(k.ref, ', ') AS approvals, coalesce(k.owner, f.owner) AS ask
FROM flow_contract f
JOIN skipped k ON k.flow_id = f.id
WHERE f.approver_id IS NULL
GROUP BY f.id
ORDER BY f.id
