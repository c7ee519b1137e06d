/*
title: the same record is delivered twice
kind: test
why: |
  The commonest fault of all, and the most expensive: what is done twice has to be found and taken back by hand.
examples:
  - note: what is known of the flow stands in its words
    capture: |
      add system Shop
      add system Books
      add entity Bill
      add flow "Bills" --entity bill --source shop --target books --idempotency-key "bill number"
    proposes:
      - of: "F-1"
        class: "duplicate"
        given: "Bill is in Books"
        when: "the same delivery arrives again, known by bill number"
        then: "There is still one Bill in Books, unchanged, and nothing was set off a second time"
  - note: it is to be proved already
    capture: |
      add flow "Bills"
      add test --of F-1 --class duplicate
    proposes: []
*/
SELECT
  f.ref AS of, 'duplicate' AS class,
  coalesce(f.entity_name, 'record') || ' is in ' || coalesce(f.target_name, 'the target') AS given,
  'the same delivery arrives again, known by ' || coalesce(f.idempotency_key, 'a key that nobody has named') AS "when",
  coalesce((SELECT x.response FROM exception x
     WHERE x.flow_id = f.id AND x.class IN ('delivered-twice', 'duplicate-created') AND x.response IS NOT NULL ORDER BY x.id LIMIT 1) || '. ', '') || 'There is still one ' || coalesce(f.entity_name, 'record') || ' in '
    || coalesce(f.target_name, 'the target') || ', unchanged, and nothing was set off a second time' AS "then"
FROM flow_contract f
