/*
title: a system that a flow touches has no test environment
severity: major
dimension: context
about: system
fills: test-environment
whom: the technical owner of the system
message: "Nobody has said where the integration can be tried against {name} without harm."
question: Where can we try this against {name} without harm, and whose data is in there?
why: |
  Without a place to try, the first test is made on live records. Sandboxes also differ from the live
  system in limits and data, and finding that out late moves the date.
remedy: plumbline set {about} --test-environment "WHERE"
examples:
  - note: both ends of a flow
    capture: |
      add system Billing
      add system Books
      add flow Invoices --source billing --target books
    finds: [billing, books]
  - note: known, or touched by no flow
    capture: |
      add system Billing --test-environment "sandbox, reset nightly"
      add system Books --test-environment "demo company"
      add system Shop
      add flow Invoices --source billing --target books
    finds: []
*/
SELECT s.ref AS about, s.technical_owner AS ask, s.name
FROM system s
WHERE s.test_environment IS NULL
  AND s.id IN (SELECT source_id FROM flow UNION ALL SELECT target_id FROM flow)
ORDER BY s.id
