/*
title: the account of a flow may not do what it has to, or may do more
kind: test
why: |
  An expired or narrowed account fails on a Sunday night. One that may do too much never fails, and is found by the
  auditor.
examples:
  - note: what is known of the flow stands in its words
    capture: |
      add system Shop
      add system Books
      add entity Bill
      add flow "Bills" --entity bill --source shop --target books --audited yes
    proposes:
      - of: "F-1"
        class: "permission"
        given: "The account of Bills may no longer write Bill in Books"
        when: "Bills is set off"
        then: "Nothing is written or lost, it is not tried without end, somebody is told; with the right account the write is recorded with who and when"
  - note: it is to be proved already
    capture: |
      add flow "Bills"
      add test --of F-1 --class permission
    proposes: []
*/
SELECT
  f.ref AS of, 'permission' AS class,
  'The account of ' || f.name || ' may no longer write ' || coalesce(f.entity_name, 'record') || ' in ' || coalesce(f.target_name, 'the target') AS given,
  coalesce(f."trigger", f.name || ' is set off') AS "when",
  coalesce((SELECT x.response FROM exception x
     WHERE x.flow_id = f.id AND x.class IN ('permission-refused', 'expired-credential') AND x.response IS NOT NULL ORDER BY x.id LIMIT 1) || '. ', '')
    || 'Nothing is written or lost, it is not tried without end, ' || coalesce(f.alert_to, 'somebody') || ' is told'
    || CASE WHEN f.audited = 1 THEN '; with the right account the write is recorded with who and when' ELSE '' END AS "then"
FROM flow_contract f
