/*
title: the target refuses a record
kind: test
why: |
  A refusal is an answer, and trying again does not change it. It must end in a place where somebody looks.
examples:
  - note: what is known of the flow stands in its words
    capture: |
      add system Shop
      add system Books
      add entity Bill
      add flow "Bills" --entity bill --source shop --target books --retry-limit 8 --dead-letter "queue dead"
    proposes:
      - of: "F-1"
        class: "rejected"
        given: "Bill that Books refuses, say for a value it does not allow"
        then: "It is not tried more than 8 times, lies in queue dead, somebody knows of it, and what comes after it is not held up"
  - note: it is to be proved already
    capture: |
      add flow "Bills"
      add test --of F-1 --class rejected
    proposes: []
*/
SELECT
  f.ref AS of, 'rejected' AS class,
  coalesce(f.entity_name, 'record') || ' that ' || coalesce(f.target_name, 'the target') || ' refuses, say for a value it does not allow' AS given,
  coalesce(f."trigger", f.name || ' is set off') AS "when",
  coalesce((SELECT x.response FROM exception x
     WHERE x.flow_id = f.id AND x.class IN ('value-rejected') AND x.response IS NOT NULL ORDER BY x.id LIMIT 1) || '. ', '') || 'It is not tried more than ' || coalesce(f.retry_limit, 'so many') || ' times, lies in '
    || coalesce(f.dead_letter, 'a place that nobody has named') || ', ' || coalesce(f.dead_letter_owner, f.alert_to, 'somebody')
    || ' knows of it, and what comes after it is not held up' AS "then"
FROM flow_contract f
