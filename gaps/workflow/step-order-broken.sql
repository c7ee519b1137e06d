/*
title: a step has no clear place in its process
severity: major
dimension: workflow
about: step
fills: order
whom: whoever told the process
message: "{about} ({action}) {fault} in {process}."
question: In {process}, what comes right before "{action}", and what right after it?
why: |
  Where two steps claim the same place, or one has none, people were remembering different cases. The order
  decides which system knows first, and so which way the data has to flow.
remedy: plumbline set {about} --order NUMBER
examples:
  - note: no place, and a place that is taken
    capture: |
      add process "Bill a customer"
      add step "Approve" --process P-1
      add step "Enter" --process P-1 --order 1
      add step "Check" --process P-1 --order 1
      add process "Close the month"
      add process "Refund"
    finds: [ST-1, ST-3]
  - note: two branches may share a place when one has a condition; a single step needs no place
    capture: |
      add process "Bill a customer"
      add step "Enter" --process P-1 --order 1
      add step "Approve" --process P-1 --order 2 --condition "over 1,000"
      add step "Post" --process P-1 --order 2
      add step "Hold" --process P-1 --order 2 --condition "unknown customer"
      add process "Close the month"
      add step "Post the totals" --process P-2
      add process "Refund"
      add step "Ask" --process P-3 --order 1
      add step "Pay" --process P-3 --order 2
    finds: []
*/
SELECT
  s.ref AS about, s.action, p.name AS process, p.owner AS ask,
  CASE WHEN s."order" IS NULL THEN 'has no place' ELSE 'has the same place as another step' END AS fault
FROM step s
JOIN process p ON p.id = s.process_id
WHERE (s."order" IS NULL AND EXISTS (SELECT 1 FROM step o WHERE o.process_id = s.process_id AND o.id <> s.id))
  OR EXISTS (
    SELECT 1 FROM step o
    WHERE o.process_id = s.process_id AND o."order" = s."order" AND o.id < s.id
      AND o.condition IS NULL AND s.condition IS NULL)
ORDER BY s.id
