/*
title: a good record arrives
kind: test
why: |
  The case that everybody thinks of, said once in full: what starts it, what stands where, and within what time.
examples:
  - note: what is known of the flow stands in its words
    capture: |
      add system Shop
      add system Books
      add entity Bill
      add flow "Bills" --entity bill --source shop --target books --trigger "a bill is sent" --staleness-allowed "15 minutes"
    proposes:
      - of: "F-1"
        class: "normal"
        given: "Bill in Shop, complete, not yet in Books"
        when: "a bill is sent"
        then: "Bill stands in Books once, with the values of the reconciliation matrix, in time: 15 minutes"
  - note: it is to be proved already
    capture: |
      add flow "Bills"
      add test --of F-1 --class normal
    proposes: []
*/
SELECT
  f.ref AS of, 'normal' AS class,
  coalesce(f.entity_name, 'record') || ' in ' || coalesce(f.source_name, 'the source') || ', complete, not yet in ' || coalesce(f.target_name, 'the target') AS given,
  coalesce(f."trigger", f.name || ' is set off') AS "when",
  coalesce(f.entity_name, 'record') || ' stands in ' || coalesce(f.target_name, 'the target') || ' once, with the values of the reconciliation matrix, '
    || 'in time: ' || coalesce(f.latency_budget, f.staleness_allowed, 'how fast, nobody has said') AS "then"
FROM flow_contract f
