/*
title: an effect is switched off and nothing keeps the two sides right
severity: major
dimension: workflow
about: effect
fills: mechanism
whom: the owner of the process
message: "{about} ({what}) is to be {done} after \"{step}\", and nothing says how both sides stay consistent."
question: If "{what}" is {done}, what does its work instead, and how is that seen on both sides?
why: |
  Effects exist because somebody once needed them. Switching one off without a substitute leaves a status
  that never moves or a sum that never agrees, and the reason is gone from memory by the time it is found.
remedy: plumbline set {about} --mechanism MECHANISM
examples:
  - note: suppressed and overridden with nothing in place
    capture: |
      add process "Bill a customer"
      add step "Approve the bill" --process P-1
      add step "Send the bill" --process P-1
      add effect "Mail to the customer" --step ST-1 --decision suppress
      add effect "Commission is booked" --step ST-1 --decision override
      add step "File the bill" --process P-1
    finds: [EF-1, EF-2]
  - note: a mechanism is named; what is invoked needs none
    capture: |
      add process "Bill a customer"
      add step "Approve the bill" --process P-1
      add effect "Mail to the customer" --step ST-1 --decision suppress --mechanism "the shop has sent it already"
      add effect "Stock is reserved" --step ST-1 --decision invoke
    finds: []
*/
SELECT
  e.ref AS about, e.what, s.action AS step,
  CASE e.decision WHEN 'suppress' THEN 'suppressed' ELSE 'overridden' END AS done,
  coalesce(e.owner, (SELECT p.owner FROM process p WHERE p.id = s.process_id)) AS ask
FROM effect e
JOIN step s ON s.id = e.step_id
WHERE e.decision IN ('suppress', 'override')
  AND e.mechanism IS NULL
ORDER BY e.id
