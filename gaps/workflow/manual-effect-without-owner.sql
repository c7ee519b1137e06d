/*
title: an effect is left to people, and to none of them
severity: major
dimension: workflow
about: effect
fills: owner
whom: the owner of the process
message: "{about} ({what}) is done by hand after \"{step}\", and nobody is named who does it."
question: "Who does \"{what}\" by hand, how do they learn that it is due, and who does when they are away?"
why: |
  Left to people means left to a person, or it is left. What nobody is told of is not done, and shows months later as
  a difference that no error explains.
remedy: plumbline set {about} --owner PERSON
examples:
  - note: one with nobody, one with somebody, and two that are not left to people
    capture: |
      add person Ana
      add process "Bill a customer"
      add step "Enter the bill" --process P-1
      add effect "Fee is booked" --step ST-1 --decision manual
      add effect "Note is filed" --step ST-1 --decision manual --owner ana
      add effect "Customer is mailed" --step ST-1 --decision invoke
      add effect "Boss is told" --step ST-1
    finds: [EF-1]
  - note: one with a name, one that is not left to people, and an approval, which is another gap
    capture: |
      add person Ana
      add process "Bill a customer"
      add step "Enter the bill" --process P-1
      add effect "Fee is booked" --step ST-1 --decision manual --owner ana
      add effect "Customer is mailed" --step ST-1 --decision invoke
      add effect "Manager approves" --step ST-1 --decision manual --class approval
    finds: []
  - note: two steps, and an effect of each
    capture: |
      add process "Bill a customer"
      add step "Enter the bill" --process P-1
      add step "File the bill" --process P-1
      add effect "Fee is booked" --step ST-1 --decision manual
      add effect "Note is filed" --step ST-2 --decision manual
    finds: [EF-1, EF-2]
*/
SELECT e.ref AS about, e.what, s.action AS step, (SELECT p.owner FROM process p WHERE p.id = s.process_id) AS ask
FROM effect e
JOIN step s ON s.id = e.step_id
WHERE e.decision = 'manual'
  AND e.owner_id IS NULL
  AND e.class IS NOT 'approval'
ORDER BY e.id
