/*
title: nobody who does the work has told how a process goes
severity: major
dimension: workflow
about: process
whom: the people who do the work
message: "None of the {steps} of {about} ({name}) was told by somebody who does the work."
question: Who did {name} last, and may we hear from them how that one case really went?
why: |
  Procedures describe the day nothing goes wrong. The workaround, the phone call and the spreadsheet are in
  nobody's handbook, and they are exactly what an interface takes away.
remedy: plumbline set {step} --evidence interview --said-by PERSON
examples:
  - note: read in a handbook, or of unknown origin
    capture: |
      add process "Bill a customer"
      add step "Enter the bill" --process P-1 --evidence document
      add process "Refund a customer"
      add step "Enter the refund" --process P-2
      add process "Close the month"
      add step "Post the totals" --process P-3 --evidence interview
    finds: [P-1, P-2]
  - note: that somebody read a document aloud is no interview
    capture: |
      add person Ana
      add process "Bill a customer"
      add step "Enter the bill" --process P-1 --evidence document --said-by ana
    finds: [P-1]
  - note: told, watched, or said by somebody; a process with no step is another gap
    capture: |
      add person Ana
      add process "Bill a customer"
      add step "Enter the bill" --process P-1 --evidence interview
      add step "Send the bill" --process P-1 --evidence document
      add process "Refund a customer"
      add step "Enter the refund" --process P-2 --evidence observation
      add process "Close the month"
      add step "Post the totals" --process P-3 --said-by ana
      add process "Ship"
    finds: []
*/
SELECT
  p.ref AS about, p.name, p.owner AS ask,
  (SELECT CASE count(*) WHEN 1 THEN 'one step' ELSE count(*) || ' steps' END FROM step s
   WHERE s.process_id = p.id) AS steps,
  (SELECT s.ref FROM step s WHERE s.process_id = p.id ORDER BY s."order", s.id LIMIT 1) AS step
FROM process p
WHERE EXISTS (SELECT 1 FROM step s WHERE s.process_id = p.id)
  AND NOT EXISTS (
    SELECT 1 FROM step s
    WHERE s.process_id = p.id
      AND (s.evidence IN ('interview', 'observation') OR (s.evidence IS NULL AND s.said_by_id IS NOT NULL)))
ORDER BY p.id
