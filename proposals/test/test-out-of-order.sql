/*
title: a later record overtakes an earlier one
kind: test
why: |
  Queues and retries reorder. The newest state must win, not the last one to arrive.
examples:
  - note: what is known of the flow stands in its words
    capture: |
      add system Shop
      add system Books
      add entity Bill
      add flow "Bills" --entity bill --source shop --target books --mode asynchronous --ordering "the newest version wins"
    proposes:
      - of: "F-1"
        class: "out-of-order"
        given: "Two changes of one Bill in Shop"
        when: "the second arrives before the first"
        then: "Books shows the second: the newest version wins"
  - note: it is to be proved already, or does not come up
    capture: |
      add flow "Bills"
      add test --of F-1 --class out-of-order
      add flow "Prices" --mode synchronous
    proposes: []
*/
SELECT
  f.ref AS of, 'out-of-order' AS class,
  'Two changes of one ' || coalesce(f.entity_name, 'record') || ' in ' || coalesce(f.source_name, 'the source') AS given,
  'the second arrives before the first' AS "when",
  coalesce((SELECT x.response FROM exception x
     WHERE x.flow_id = f.id AND x.class IN ('out-of-order') AND x.response IS NOT NULL ORDER BY x.id LIMIT 1) || '. ', '') || coalesce(f.target_name, 'the target') || ' shows the second' || coalesce(': ' || f.ordering, '') AS "then"
FROM flow_contract f
WHERE coalesce(f.mode, 'asynchronous') <> 'synchronous'
