/*
title: a system that a flow touches has no known rate limit
severity: major
dimension: context
about: system
fills: rate-limit
whom: the technical owner of the system
message: "Nobody has said how many calls an hour {name} allows."
question: How many calls an hour does {name} allow us, and who else uses them up?
why: |
  A limit decides between a call a record and a batch, so it decides the design. It is met first on
  the day of the initial load, when everything is late already.
remedy: plumbline set {about} --rate-limit NUMBER
examples:
  - note: both ends of a flow, one whose interface is not known yet
    capture: |
      add system Billing --interface rest
      add system Books
      add flow Invoices --source billing --target books
    finds: [billing, books]
  - note: known; without calls to limit; or touched by no flow
    capture: |
      add system Billing --interface rest --rate-limit 3600
      add system Books --interface file
      add system Archive --interface database
      add system Desk --interface manual
      add system Shop
      add flow Invoices --source billing --target books
      add flow Copies --source archive --target desk
    finds: []
*/
SELECT s.ref AS about, s.technical_owner AS ask, s.name
FROM system s
WHERE s.rate_limit IS NULL
  AND coalesce(s.interface, '') NOT IN ('file', 'database', 'manual')
  AND s.id IN (SELECT source_id FROM flow UNION ALL SELECT target_id FROM flow)
ORDER BY s.id
