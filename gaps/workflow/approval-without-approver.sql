/*
title: an approval that nobody gives
severity: blocker
dimension: workflow
about: effect
fills: owner
whom: the owner of the process
message: "{about} ({what}) is an approval after \"{step}\", and nobody is named who gives it."
question: Who gives the approval "{what}", and who does when they are away?
why: |
  An approval without a name is given by whoever is asked last. The interface cannot wait for "somebody in
  finance", and the auditor will not accept it.
remedy: plumbline set {about} --owner PERSON
examples:
  - note: nobody gives the first; the second has a name
    capture: |
      add person Ana
      add process "Bill a customer"
      add step "Enter the bill" --process P-1
      add step "Send the bill" --process P-1
      add effect "Manager approves" --step ST-1 --class approval
      add effect "Second pair of eyes" --step ST-1 --class approval --owner ana
      add step "File the bill" --process P-1
    finds: [EF-1]
  - note: one that is switched off needs nobody, and other effects are no approvals
    capture: |
      add process "Bill a customer"
      add step "Enter the bill" --process P-1
      add effect "Manager approves" --step ST-1 --class approval --decision suppress
      add effect "Manager is told" --step ST-1 --class notification
    finds: []
*/
SELECT
  e.ref AS about, e.what, s.action AS step, (SELECT p.owner FROM process p WHERE p.id = s.process_id) AS ask
FROM effect e
JOIN step s ON s.id = e.step_id
WHERE e.class = 'approval'
  AND e.owner_id IS NULL
  AND coalesce(e.decision, '') NOT IN ('suppress', 'override')
ORDER BY e.id
