/*
title: the busiest hour
kind: test
why: |
  A limit of calls shows on the first of the month, which is when nobody has time for it.
examples:
  - note: what is known of the flow stands in its words
    capture: |
      add system Shop
      add system Books
      add entity Bill
      add flow "Bills" --entity bill --source shop --target books --peak-per-hour 900
      set books --rate-limit 3600
    proposes:
      - of: "F-1"
        class: "load"
        given: "The busiest hour: 900 records"
        when: "they all come within it"
        then: "None is lost or doubled, and the limit of Books (3600 an hour) is not passed"
  - note: it is to be proved already
    capture: |
      add flow "Bills"
      add test --of F-1 --class load
    proposes: []
*/
SELECT
  f.ref AS of, 'load' AS class,
  'The busiest hour: ' || coalesce(f.peak_per_hour || ' records', 'a number of records that nobody has said') AS given,
  'they all come within it' AS "when",
  coalesce((SELECT x.response FROM exception x
     WHERE x.flow_id = f.id AND x.class IN ('rate-limit', 'overload') AND x.response IS NOT NULL ORDER BY x.id LIMIT 1) || '. ', '') || 'None is lost or doubled, and '
    || coalesce((SELECT 'the limit of ' || s.name || ' (' || s.rate_limit || ' an hour) is not passed' FROM system s
        WHERE s.id = f.target_id AND s.rate_limit IS NOT NULL), 'nothing is refused for haste') AS "then"
FROM flow_contract f
