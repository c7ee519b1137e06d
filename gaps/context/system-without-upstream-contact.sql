/*
title: nobody knows whom to reach when a system is down
severity: major
dimension: context
about: system
fills: upstream-contact
whom: the technical owner of the system
message: "Nobody has said whom to reach when {name} is down."
question: "{name} is down on a Saturday: whom do we reach, and how?"
why: |
  Half of an outage is spent finding out whom to call. A vendor's support desk also wants a contract
  number and a named contact, which nobody can produce in the middle of the night.
remedy: plumbline set {about} --upstream-contact "WHO, AND HOW"
examples:
  - note: both ends of a flow
    capture: |
      add system Billing
      add system Books
      add flow Invoices --source billing --target books
    finds: [billing, books]
  - note: known, or touched by no flow
    capture: |
      add system Billing --upstream-contact "support portal, contract 4711"
      add system Books --upstream-contact "finance IT, extension 12"
      add system Shop
      add flow Invoices --source billing --target books
    finds: []
*/
SELECT s.ref AS about, s.technical_owner AS ask, s.name
FROM system s
WHERE s.upstream_contact IS NULL
  AND s.id IN (SELECT source_id FROM flow UNION ALL SELECT target_id FROM flow)
ORDER BY s.id
