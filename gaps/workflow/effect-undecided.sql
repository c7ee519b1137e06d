/*
title: nobody decided what the integration does about an effect
severity: blocker
dimension: workflow
about: effect
fills: decision
whom: the owner of the process
message: "{about}: after \"{step}\" comes \"{what}\", and nobody decided whether it still happens when the interface does it."
question: If the interface had done "{step}", should "{what}" still happen?
why: |
  People who work by hand rely on what their system does by itself, and an interface either sets it off too
  or silently leaves it out. Both are surprises: two mails to each customer, or an approval that nobody
  gave. Invoke, suppress, override or leave to a person, but choose.
remedy: plumbline set {about} --decision DECISION --reason REASON
examples:
  - note: not said, and said to be undecided; the third is decided
    capture: |
      add process "Bill a customer"
      add step "Approve the bill" --process P-1
      add step "Send the bill" --process P-1
      add effect "Mail to the customer" --step ST-1
      add effect "Commission is booked" --step ST-1 --decision undecided
      add effect "Stock is reserved" --step ST-1 --decision invoke
      add step "File the bill" --process P-1
    finds: [EF-1, EF-2]
  - note: a decided effect
    capture: |
      add process "Bill a customer"
      add step "Approve the bill" --process P-1
      add effect "Stock is reserved" --step ST-1 --decision invoke
    finds: []
*/
SELECT
  e.ref AS about, e.what, s.action AS step,
  coalesce(e.owner, (SELECT p.owner FROM process p WHERE p.id = s.process_id)) AS ask
FROM effect e
JOIN step s ON s.id = e.step_id
WHERE coalesce(e.decision, 'undecided') = 'undecided'
ORDER BY e.id
