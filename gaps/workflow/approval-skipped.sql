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
*/
WITH skipped AS MATERIALIZED (
  SELECT e.ref, e.owner, s.entity_id, coalesce(e.system_id, s.system_id) AS system_id
  FROM effect e
  JOIN step s ON s.id = e.step_id
  WHERE e.class = 'approval'
    AND e.decision IN ('suppress', 'override')
)
SELECT
  f.ref AS about, f.name, f.target_name AS target, f.entity_name AS entity,
  group_concat(k.ref, ', ') AS approvals, coalesce(k.owner, f.owner) AS ask
FROM flow_contract f
JOIN skipped k ON k.entity_id = f.entity_id AND k.system_id = f.target_id
WHERE f.approver_id IS NULL
GROUP BY f.id
ORDER BY f.id
