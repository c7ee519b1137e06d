/*
title: nothing says what sets a process off
severity: blocker
dimension: workflow
about: process
fills: trigger
whom: the owner of the process
message: "Nothing says what sets off {about} ({name})."
question: Think of the last time {name} happened. What was the very first thing, and who did it?
why: |
  A process with no beginning is traced from the middle, and the part before it is where people do by hand
  what the interface will later miss. The first event also tells which system hears of the case first.
remedy: plumbline set {about} --trigger TRIGGER
examples:
  - note: one process has a beginning, the other has none
    capture: |
      add process "Bill a customer"
      add process "Refund a customer" --trigger "a customer complains"
    finds: [P-1]
  - note: a process with a beginning
    capture: |
      add process "Refund a customer" --trigger "a customer complains"
    finds: []
*/
SELECT p.ref AS about, p.name, p.owner AS ask
FROM process p
WHERE p."trigger" IS NULL
ORDER BY p.id
