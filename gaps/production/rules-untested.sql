/*
title: rules of the matrix and rows of crosswalks that no test proves
severity: minor
dimension: production
about: flow
whom: whoever accepts the flow
message: "{about} ({name}) applies {count} rules and crosswalk rows that no test proves: {rows}."
question: "Which real records, put through {name}, would show that {rows} do what was agreed?"
why: |
  A rule in words is read twice in two ways. One worked example ends the matter, and is the first thing that a
  developer asks for. The command has them ready, filled from the facts, to be accepted by number.
remedy: plumbline tests propose {about}
examples:
  - note: one rule is proved, one is not, one is set aside, one row has no rule, and one is of another flow
    capture: |
      add system Shop
      add system Books
      add system Till
      add entity Bill
      add representation shop.bill --entity bill
      add representation till.bill --entity bill
      add representation books.Bill --entity bill
      add field shop.bill.sum
      add field shop.bill.day
      add field shop.bill.note
      add field till.bill.sum
      add field books.Bill.Total
      add field books.Bill.Day
      add field books.Bill.Note
      map shop.bill.sum books.Bill.Total --rule "cents to units"
      map shop.bill.day books.Bill.Day --rule "in UTC"
      map shop.bill.note books.Bill.Note
      map shop.bill.sum books.Bill.Note --rule "as text" --state rejected
      map till.bill.sum books.Bill.Total --rule "as it is"
      add test --of M-2
      add test --of M-5
      add flow "Bills" --entity bill --source shop --target books
      add flow "Till bills" --entity bill --source till --target books
    finds: [F-1]
  - note: a crosswalk row is not proved; others are, or are of a value that is not in use
    capture: |
      add system Shop
      add system Books
      add entity Bill
      add entity Order
      add representation shop.bill --entity bill
      add representation books.Bill --entity bill
      add representation shop.order --entity order
      add code-list shop.status=
      add code shop.status=open
      add code shop.status=old --in-use no
      add code-list shop.kind=
      add code shop.kind=a
      add code shop.kind=b --in-use no
      add field shop.bill.status --code-list shop.status=
      add field shop.order.kind --code-list shop.kind=
      crosswalk shop.status=open --when-none review
      crosswalk shop.status=old --when-none review
      crosswalk shop.kind=a --when-none review
      crosswalk shop.kind=b --when-none review
      add code shop.kind=c
      crosswalk shop.kind=c --when-none review --state rejected
      add test --of X-3
      add flow "Bills" --entity bill --source shop --target books
      add flow "Orders" --entity order --source shop --target books
    finds: [F-1]
  - note: every rule that stands is proved
    capture: |
      add system Shop
      add system Books
      add entity Bill
      add representation shop.bill --entity bill
      add representation books.Bill --entity bill
      add field shop.bill.sum
      add field books.Bill.Total
      add field books.Bill.Note
      add field books.Bill.Day
      map shop.bill.sum books.Bill.Total --rule "cents to units"
      map shop.bill.sum books.Bill.Note
      map shop.bill.sum books.Bill.Day --rule "as text" --state rejected
      add test --of M-1
      add flow "Bills" --entity bill --source shop --target books
    finds: []
*/
WITH unproved AS MATERIALIZED (
  SELECT m.id
  FROM mapping m
  WHERE m.rule IS NOT NULL
    AND coalesce(m.state, 'proposed') NOT IN ('rejected', 'not-needed', 'deferred')
    AND NOT EXISTS (SELECT 1 FROM test t WHERE t.of_id = m.id)
  UNION ALL
  SELECT x.id
  FROM value_mapping x
  JOIN code c ON c.id = x.source_id
  WHERE c.in_use IS NOT 0
    AND coalesce(x.state, 'proposed') NOT IN ('rejected', 'not-needed', 'deferred')
    AND NOT EXISTS (SELECT 1 FROM test t WHERE t.of_id = x.id)
),
applied AS MATERIALIZED (
  SELECT k.flow_id, count(*) AS count, min(k.fact_id) AS first_id
  FROM flow_fact k
  WHERE k.fact_id IN (SELECT id FROM unproved)
  GROUP BY k.flow_id
)
SELECT
  f.ref AS about, f.name, a.count, coalesce(f.owner, f.maintainer) AS ask,
  (SELECT g.ref FROM item g WHERE g.id = a.first_id)
    || CASE a.count WHEN 1 THEN '' ELSE ' and ' || (a.count - 1) || ' more' END AS rows
FROM applied a
JOIN flow f ON f.id = a.flow_id
ORDER BY f.id
