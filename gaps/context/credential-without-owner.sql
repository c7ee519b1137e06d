/*
title: nobody renews a system's credentials
severity: major
dimension: context
about: system
fills: credentials-owner
whom: the technical owner of the system
message: "A flow signs in to {name}, and nobody is named who renews its credentials."
question: Who holds the credentials for {name}, and renews them before they run out?
why: |
  Credentials are created under somebody's personal account on day one. When that person leaves, or the
  secret runs out, everything stops at once and nobody has the right to create a new one.
remedy: plumbline set {about} --credentials-owner PERSON
examples:
  - note: both ends of a flow
    capture: |
      add system Billing --interface rest
      add system Books --authentication OAuth
      add flow Invoices --source billing --target books
    finds: [billing, books]
  - note: owned; nothing to sign in to; or touched by no flow
    capture: |
      add person Tom
      add system Billing --credentials-owner tom
      add system Rates --authentication None
      add system Desk --interface manual
      add system Shop
      add flow Invoices --source billing --target desk
      add flow Currencies --source rates --target billing
    finds: []
*/
SELECT s.ref AS about, s.technical_owner AS ask, s.name
FROM system s
WHERE s.credentials_owner_id IS NULL
  AND s.interface IS NOT 'manual'
  AND lower(coalesce(s.authentication, '')) <> 'none'
  AND s.id IN (SELECT source_id FROM flow UNION ALL SELECT target_id FROM flow)
ORDER BY s.id
