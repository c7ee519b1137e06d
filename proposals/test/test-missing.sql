/*
title: a record lacks what the other side requires
kind: test
why: |
  The rules for what is empty are agreed field by field; this shows that they are kept, and that nothing half-filled is
  written.
examples:
  - note: what is known of the flow stands in its words
    capture: |
      add system Shop
      add system Books
      add entity Bill
      add flow "Bills" --entity bill --source shop --target books --dead-letter "queue dead"
    proposes:
      - of: "F-1"
        class: "missing"
        given: "Bill in Shop without one value that Books requires"
        then: "Its rule for empty values is applied; where it has none, nothing half-filled stands in Books and the record lies in queue dead"
  - note: it is to be proved already
    capture: |
      add flow "Bills"
      add test --of F-1 --class missing
    proposes: []
*/
SELECT
  f.ref AS of, 'missing' AS class,
  coalesce(f.entity_name, 'record') || ' in ' || coalesce(f.source_name, 'the source') || ' without one value that ' || coalesce(f.target_name, 'the target') || ' requires' AS given,
  coalesce(f."trigger", f.name || ' is set off') AS "when",
  coalesce((SELECT x.response FROM exception x
     WHERE x.flow_id = f.id AND x.class IN ('required-value-missing') AND x.response IS NOT NULL ORDER BY x.id LIMIT 1),
    'Its rule for empty values is applied; where it has none, nothing half-filled stands in ' || coalesce(f.target_name, 'the target')
      || ' and the record lies ' || coalesce('in ' || f.dead_letter, 'where nobody has said')) AS "then"
FROM flow_contract f
