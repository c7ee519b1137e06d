/*
title: nobody answers for a process
severity: major
dimension: workflow
about: process
fills: owner
whom: the sponsor
message: "Nobody answers for {about} ({name})."
question: "Who may say how {name} is done from now on?"
why: |
  What is switched off, left to people or approved differently is a change of somebody's work. Without an owner each
  effect is decided by whoever was in the room, and decided again by whoever was not.
remedy: plumbline set {about} --owner PERSON
examples:
  - note: one has an owner, the other has not
    capture: |
      add person Ana
      add process "Bill a customer"
      add process "Refund a customer" --owner ana
    finds: [P-1]
  - note: a process with an owner
    capture: |
      add person Ana
      add process "Refund a customer" --owner ana
    finds: []
*/
SELECT p.ref AS about, p.name, (SELECT e.sponsor FROM engagement e) AS ask
FROM process p
WHERE p.owner_id IS NULL
ORDER BY p.id
