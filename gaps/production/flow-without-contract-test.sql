/*
title: nothing notices when the interface under a flow is broken
severity: major
dimension: production
about: flow
fills: contract-test
whom: whoever mends the flow
message: "Nothing notices when the interface that {about} ({name}) is built on no longer holds."
question: What would tell us, before a real record fails, that the interface under {name} has changed?
why: |
  A field that became required, or a code that was added, breaks only the records that meet it, so it is
  found by customers one at a time. A test against the real interface, run daily, finds it on the first
  day.
remedy: plumbline set {about} --contract-test HOW
examples:
  - note: one flow has a contract test, the other has not
    capture: |
      add flow "Invoices"
      add flow "Payments" --contract-test "daily against the sandbox"
    finds: [F-1]
  - note: a flow with a contract test
    capture: |
      add flow "Payments" --contract-test "daily against the sandbox"
    finds: []
*/
SELECT f.ref AS about, f.name, coalesce(f.maintainer, f.owner) AS ask
FROM flow f
WHERE f.contract_test IS NULL
ORDER BY f.id
