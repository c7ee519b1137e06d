/*
title: the interface changes under a flow
kind: test
why: |
  The other side changes its interface when it suits it. Something of ours must notice before a customer does.
examples:
  - note: what is known of the flow stands in its words
    capture: |
      add system Shop
      add system Books
      add entity Bill
      add flow "Bills" --entity bill --source shop --target books --contract-version "2.0" --contract-test "nightly, in the demo company"
    proposes:
      - of: "F-1"
        class: "contract"
        given: "Bills is built on 2.0"
        when: "a field of it is renamed, retyped or made required"
        then: "It is noticed before release by: nightly, in the demo company"
  - note: it is to be proved already
    capture: |
      add flow "Bills"
      add test --of F-1 --class contract
    proposes: []
*/
SELECT
  f.ref AS of, 'contract' AS class,
  f.name || ' is built on ' || coalesce(f.contract_version, 'a version that nobody has named') AS given,
  'a field of it is renamed, retyped or made required' AS "when",
  'It is noticed before release by: ' || coalesce(f.contract_test, 'something that nobody has named') AS "then"
FROM flow_contract f
