/*
title: a row of the reconciliation matrix, applied to a real value
kind: test
why: |
  A rule is a sentence until somebody applies it to a real value. The example of the field is the value to begin with.
examples:
  - note: a rule, an example, and what is done when it is empty
    capture: |
      add system Shop
      add system Books
      add representation shop.bill
      add representation books.Bill
      add field shop.bill.sum --example 28800
      add field books.Bill.Total
      map shop.bill.sum books.Bill.Total --transform format --rule "cents to units" --empty-rule "refuse"
    proposes:
      - of: "M-1"
        class: "normal"
        given: "shop.bill.sum is 28800"
        when: "it is moved to books.Bill.Total"
        then: "format: cents to units; when empty: refuse"
  - note: copied as it is, with nothing to prove; set aside; proved already
    capture: |
      add system Shop
      add system Books
      add representation shop.bill
      add representation books.Bill
      add field shop.bill.sum
      add field shop.bill.note
      add field shop.bill.day
      add field books.Bill.Total
      add field books.Bill.Note
      add field books.Bill.Day
      map shop.bill.note books.Bill.Note --transform copy
      map shop.bill.sum books.Bill.Total --rule "cents to units" --state rejected
      map shop.bill.day books.Bill.Day --rule "in UTC"
      add test --of M-3 --class rejected
    proposes: []
*/
SELECT
  m.ref AS of, 'normal' AS class,
  coalesce((SELECT group_concat(d.ref || coalesce(' is ' || d.example, ' has a value'), '; ')
    FROM mapping_source s JOIN field d ON d.id = s.field_id WHERE s.mapping_id = m.id), 'Any record') AS given,
  'it is moved to ' || m.target AS "when",
  coalesce(m.transform || ': ', '') || m.rule || coalesce('; when empty: ' || m.empty_rule, '')
    || coalesce('; when it cannot be: ' || m.invalid_rule, '') AS "then"
FROM mapping m
JOIN provable p ON p.fact_id = m.id
WHERE m.rule IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM test t WHERE t.of_id = m.id)
