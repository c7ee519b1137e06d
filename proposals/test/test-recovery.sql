/*
title: a flow was down for a day
kind: test
why: |
  Going back to normal is where the duplicates are made: what people did by hand meets what was waiting.
examples:
  - note: what is known of the flow stands in its words
    capture: |
      add system Shop
      add system Books
      add entity Bill
      add flow "Bills" --entity bill --source shop --target books --fallback "typed by hand" --replay "by day" --reconciliation "daily, number and total"
    proposes:
      - of: "F-1"
        class: "recovery"
        given: "Bills was down for a day; meanwhile: typed by hand"
        when: "the day is sent again: by day"
        then: "Both sides agree: daily, number and total; what was done by hand is not there twice"
  - note: it is to be proved already
    capture: |
      add flow "Bills"
      add test --of F-1 --class recovery
    proposes: []
*/
SELECT
  f.ref AS of, 'recovery' AS class,
  f.name || ' was down for a day' || coalesce('; meanwhile: ' || f.fallback, '') AS given,
  'the day is sent again' || coalesce(': ' || f.replay, '') AS "when",
  'Both sides agree' || coalesce(': ' || f.reconciliation, '') || '; what was done by hand is not there twice' AS "then"
FROM flow_contract f
