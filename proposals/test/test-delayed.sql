/*
title: a record comes late
kind: test
why: |
  Late is not lost: what waited must arrive once, in its order, and somebody must have been told in time.
examples:
  - note: what is known of the flow stands in its words
    capture: |
      add system Shop
      add system Books
      add entity Bill
      add flow "Bills" --entity bill --source shop --target books --silent-for-at-most "two hours" --ordering "by number"
    proposes:
      - of: "F-1"
        class: "delayed"
        given: "Books has not answered for longer than two hours"
        when: "it answers again"
        then: "Everything that waited arrives once, by number; somebody was told while it waited"
  - note: it is to be proved already
    capture: |
      add flow "Bills"
      add test --of F-1 --class delayed
    proposes: []
*/
SELECT
  f.ref AS of, 'delayed' AS class,
  coalesce(f.target_name, 'the target') || ' has not answered for longer than ' || coalesce(f.silent_for_at_most, 'it may') AS given,
  'it answers again' AS "when",
  'Everything that waited arrives once, ' || coalesce(f.ordering, 'in an order that nobody has said') || '; '
    || coalesce(f.alert_to, 'somebody') || ' was told while it waited' AS "then"
FROM flow_contract f
