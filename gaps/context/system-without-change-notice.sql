/*
title: nobody knows how a system announces changes of its interface
severity: major
dimension: context
about: system
fills: change-notice
whom: the technical owner of the system
message: "Nobody has said how, and how early, changes of {name}'s interface are announced."
question: When {name}'s interface changes, how do we hear of it, and how long before?
why: |
  Interfaces change under running integrations. If nobody reads the announcement, the first notice is
  a failed night, and the repair is done under pressure and unpaid.
remedy: plumbline set {about} --change-notice "HOW, AND HOW EARLY"
examples:
  - note: both ends of a flow
    capture: |
      add system Billing
      add system Books
      add flow Invoices --source billing --target books
    finds: [billing, books]
  - note: known, or touched by no flow
    capture: |
      add system Billing --change-notice "mailing list, 90 days"
      add system Books --change-notice "release notes, at release"
      add system Shop
      add flow Invoices --source billing --target books
    finds: []
*/
SELECT s.ref AS about, s.technical_owner AS ask, s.name
FROM system s
WHERE s.change_notice IS NULL
  AND s.id IN (SELECT source_id FROM flow UNION ALL SELECT target_id FROM flow)
ORDER BY s.id
