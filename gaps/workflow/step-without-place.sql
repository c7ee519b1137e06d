/*
title: nobody said where or by whom a step is done
severity: major
dimension: workflow
about: step
whom: the people who do the work
message: "Nobody said in which system, or by whom, {about} ({action}) is done."
question: "Where is \"{action}\" done, on which screen, and by whom?"
why: |
  A step in no system and by nobody is a guess about how the work is done. It hides the spreadsheet, the phone call
  and the export that the interface will have to replace.
remedy: plumbline set {about} --system SYSTEM --actor WHO
examples:
  - note: one is known to be nowhere; in a system, or done by somebody, is enough
    capture: |
      add system Books
      add process "Bill a customer"
      add step "Agree the price" --process P-1
      add step "Enter the bill" --process P-1 --system books
      add step "Sign it" --process P-1 --actor manager
    finds: [ST-1]
  - note: each has a place or a person
    capture: |
      add system Books
      add process "Bill a customer"
      add step "Enter the bill" --process P-1 --system books
      add step "Sign it" --process P-1 --actor manager
    finds: []
*/
SELECT s.ref AS about, s.action, (SELECT p.owner FROM process p WHERE p.id = s.process_id) AS ask
FROM step s
WHERE s.system_id IS NULL
  AND s.actor IS NULL
ORDER BY s.id
