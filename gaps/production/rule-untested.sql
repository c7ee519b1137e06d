/*
title: a rule of the matrix that no test proves
severity: minor
dimension: production
about: mapping
whom: whoever decided the rule
message: "No test applies the rule of {about} ({target}: {rule}) to a real value."
question: "A real value for {about}: what exactly stands in {target} afterwards?"
why: |
  A rule in words is read twice in two ways. One worked example ends the matter, and is the first thing a developer
  asks for. `plumbline tests propose` has it ready.
remedy: plumbline add test --of {about} --class normal --given GIVEN --when WHEN --then THEN
examples:
  - note: one rule is proved, one is not, one is set aside, and one row has no rule
    capture: |
      add system Shop
      add system Books
      add representation shop.bill
      add representation books.Bill
      add field shop.bill.sum
      add field shop.bill.day
      add field shop.bill.note
      add field books.Bill.Total
      add field books.Bill.Day
      add field books.Bill.Note
      map shop.bill.sum books.Bill.Total --rule "cents to units"
      map shop.bill.day books.Bill.Day --rule "in UTC"
      map shop.bill.note books.Bill.Note
      map shop.bill.sum books.Bill.Note --rule "as text" --state rejected
      add test --of M-2
    finds: [M-1]
  - note: every rule is proved
    capture: |
      add system Shop
      add system Books
      add representation shop.bill
      add representation books.Bill
      add field shop.bill.sum
      add field shop.bill.day
      add field shop.bill.note
      add field books.Bill.Total
      add field books.Bill.Day
      add field books.Bill.Note
      map shop.bill.sum books.Bill.Total --rule "cents to units"
      add test --of M-1
    finds: []
*/
SELECT m.ref AS about, m.target, m.rule, coalesce(m.owner, m.decided_by) AS ask
FROM mapping m
WHERE m.rule IS NOT NULL
  AND coalesce(m.state, 'proposed') NOT IN ('rejected', 'not-needed', 'deferred')
  AND NOT EXISTS (SELECT 1 FROM test t WHERE t.of_id = m.id)
ORDER BY m.id
