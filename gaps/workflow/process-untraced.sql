/*
title: a process has not been followed through a system it touches
severity: blocker
dimension: workflow
about: process
whom: the people who do the work
message: "No step of {about} ({name}) has been traced in {systems}."
question: Tell me about the last real case of {name}. What happened in {systems}, step by step?
why: |
  What a system does by itself (mails, approvals, status changes) is known only from following one real
  case through it. An untraced system is where the interface later sends the second mail or skips the
  approval that everybody took for granted.
remedy: plumbline add step ACTION --process {about} --system {option} --order NUMBER --evidence interview
examples:
  - note: no step at all, and a step that says not where it happens
    capture: |
      add system Books
      add process "Bill a customer"
      add process "Refund a customer"
      add step "Enter the refund" --process P-2
      add process "Close the month"
      add step "Post the totals" --process P-3 --system books
    finds: [P-1, P-2]
  - note: it hurts in two systems, and only one was traced
    capture: |
      add system Books
      add system Shop
      add process "Bill a customer"
      add process "Close the month"
      add step "Enter the bill" --process P-1 --system books
      add step "Post the totals" --process P-2 --system books
      add symptom "Bills are typed twice" --process P-1 --systems books,shop
      add symptom "Totals differ" --systems shop
      add symptom "Totals come late" --process P-2 --systems books
      add process "Ship"
      add step "Pack" --process P-3 --system shop
    finds: [P-1]
  - note: it passes through two systems, by what its owner says, and only one was traced
    capture: |
      add system Books
      add system Shop
      add process "Bill a customer" --systems books,shop
      add step "Enter the bill" --process P-1 --system books
      add process "Ship" --systems shop
      add step "Pack" --process P-2 --system shop
    finds: [P-1]
  - note: traced wherever it hurts
    capture: |
      add system Books
      add process "Bill a customer"
      add step "Enter the bill" --process P-1 --system books
      add symptom "Bills are typed twice" --process P-1 --systems books
    finds: []
*/
WITH untraced AS MATERIALIZED (
  -- The systems it passes through, or in which a symptom of it shows, and in which no step of it was traced.
  SELECT t.process_id, t.system_id
  FROM (
    SELECT y.process_id, l.to_id AS system_id FROM symptom y JOIN link l ON l.from_id = y.id
    UNION
    SELECT p.id, l.to_id FROM process p JOIN link l ON l.from_id = p.id) t
  WHERE NOT EXISTS (SELECT 1 FROM step s WHERE s.process_id = t.process_id AND s.system_id = t.system_id)
)
SELECT
  p.ref AS about, p.name, p.owner AS ask,
  coalesce((SELECT group_concat(s.name, ', ') FROM untraced u JOIN system s ON s.id = u.system_id
    WHERE u.process_id = p.id), 'any system') AS systems,
  coalesce((SELECT min(s.ref) FROM untraced u JOIN system s ON s.id = u.system_id
    WHERE u.process_id = p.id), 'SYSTEM') AS option
FROM process p
WHERE p.id IN (SELECT process_id FROM untraced)
  OR NOT EXISTS (SELECT 1 FROM step s WHERE s.process_id = p.id AND s.system_id IS NOT NULL)
ORDER BY p.id
