/*
title: somebody who owns or approves has no address
severity: minor
dimension: context
about: person
fills: email
whom: the facilitator
message: "{name} {part} and has no email address."
question: How do we reach {name} between workshops?
why: |
  Open questions are sent to people by name after each workshop. Whoever has no address never gets
  theirs, and the silence is taken for agreement.
remedy: plumbline set {about} --email ADDRESS
examples:
  - note: approvers, the sponsor, and owners of systems, entities, flows, fields, rows and questions
    capture: |
      add person Ana --roles approver
      add person Ben
      add person Cleo
      add person Dov
      add person Eve
      set engagement --sponsor ben
      add system Books --business-owner cleo --technical-owner dov
      add entity Invoice --owner eve
    finds: [ana, ben, cleo, dov, eve]
  - note: owners of what moves
    capture: |
      add person Ana
      add person Ben
      add person Cleo
      add person Dov
      add system Books
      add representation books.Invoice
      add field books.Invoice.Total --owner ana
      map - books.Invoice.Total --owner ben
      add flow Invoices --owner cleo --approver dov
    finds: [ana, ben, cleo, dov]
  - note: keepers of credentials and of open questions
    capture: |
      add person Ana
      add person Ben
      add system Books --credentials-owner ana
      park "Who voids paid invoices?" --owner ben
    finds: [ana, ben]
  - note: an owner who can be reached, and somebody who owns nothing
    capture: |
      add person Ana --email ana@example.org --roles approver
      add person Ben --roles facilitator
    finds: []
*/
SELECT
  p.ref AS about,
  p.name,
  CASE WHEN instr(p.roles, 'approver') THEN 'approves' ELSE 'owns something' END AS part
FROM person p
WHERE p.email IS NULL
  AND (instr(p.roles, 'approver')
    OR p.id IN (
      SELECT sponsor_id FROM engagement
      UNION ALL SELECT business_owner_id FROM system
      UNION ALL SELECT technical_owner_id FROM system
      UNION ALL SELECT credentials_owner_id FROM system
      UNION ALL SELECT owner_id FROM entity
      UNION ALL SELECT owner_id FROM flow
      UNION ALL SELECT approver_id FROM flow
      UNION ALL SELECT owner_id FROM question
      UNION ALL SELECT owner_id FROM mapping WHERE owner_id IS NOT NULL
      UNION ALL SELECT owner_id FROM field WHERE owner_id IS NOT NULL))
ORDER BY p.id
