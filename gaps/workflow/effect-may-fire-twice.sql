/*
title: two systems set off the same effect
severity: major
dimension: workflow
about: effect
fills: fires-twice-rule
whom: the owner of the process
message: "\"{what}\" is set off in {here} ({about}) and in {there} ({others}), and no rule keeps it from happening twice."
question: Both {here} and {there} do "{what}". Which one may, and how does the other know to keep quiet?
why: |
  Each system was right to do it while it stood alone. Joined, the customer gets two receipts or the
  commission is paid twice, and each team shows that its own system works as designed.
remedy: plumbline set {about} --fires-twice-rule RULE
examples:
  - note: in one process, and in two that do the same thing to one entity
    capture: |
      add system Billing
      add system Books
      add entity Refund
      add process "Bill a customer"
      add step "Charge the card" --process P-1 --system billing
      add step "Post the payment" --process P-1
      add effect "Receipt to the customer" --step ST-1 --decision invoke
      add effect " receipt to the customer" --step ST-2 --system books --decision invoke
      add process "Refund in billing"
      add process "Refund in the books"
      add step "Refund" --process P-2 --system billing --entity refund
      add step "Credit" --process P-3 --system books --entity refund
      add effect "Mail the manager" --step ST-3 --decision invoke
      add effect "Mail the manager" --step ST-4 --decision invoke
    finds: [EF-1, EF-3]
  - note: a rule on either is enough; what is suppressed fires only once
    capture: |
      add system Billing
      add system Books
      add process "Bill a customer"
      add step "Charge the card" --process P-1 --system billing
      add step "Post the payment" --process P-1 --system books
      add effect "Receipt" --step ST-1 --decision invoke
      add effect "Receipt" --step ST-2 --decision invoke --fires-twice-rule "only if Billing sent none"
      add effect "Statement" --step ST-1 --decision invoke
      add effect "Statement" --step ST-2 --decision suppress
    finds: []
  - note: other effects, one system, or processes that have nothing to do with each other
    capture: |
      add system Billing
      add system Books
      add process "Bill a customer"
      add step "Charge the card" --process P-1 --system billing
      add step "Post the payment" --process P-1 --system books
      add effect "Receipt" --step ST-1 --decision invoke
      add effect "Reminder" --step ST-2 --decision invoke
      add effect "Receipt" --step ST-1 --decision invoke
      add process "Hire somebody"
      add step "Sign" --process P-2 --system books
      add effect "Receipt" --step ST-3 --decision invoke
    finds: []
*/
WITH fired AS MATERIALIZED (
  SELECT
    e.id, e.ref, e.what, lower(trim(e.what)) AS event, coalesce(e.system_id, s.system_id) AS system_id,
    s.process_id, s.entity_id, e.owner
  FROM effect e
  JOIN step s ON s.id = e.step_id
  WHERE e.decision = 'invoke'
    AND e.fires_twice_rule IS NULL
)
SELECT
  a.ref AS about, a.what, (SELECT name FROM system WHERE id = a.system_id) AS here,
  group_concat(b.ref, ', ') AS others,
  (SELECT group_concat(name, ', ') FROM system WHERE id = b.system_id) AS there,
  coalesce(a.owner, (SELECT p.owner FROM process p WHERE p.id = a.process_id)) AS ask
FROM fired a
JOIN fired b ON b.event = a.event
WHERE b.id > a.id
  AND b.system_id <> a.system_id
  AND (b.process_id = a.process_id OR b.entity_id = a.entity_id)
GROUP BY a.id
ORDER BY a.id
