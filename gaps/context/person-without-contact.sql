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
      add system Books --business-owner ana
      add entity Invoice --owner ana
      add flow Invoices --owner ana
      park "Who voids paid invoices?" --owner ana
    finds: []
equivalent:
  - condition: email IS NULL
    change: removed
    reason: the query asks it again of each person; here it only keeps the search short
  - condition: m.owner_id IN (SELECT id FROM silent)
    change: removed
    reason: owners with an address are told apart further down; here it only keeps the search short
  - condition: f.owner_id IN (SELECT id FROM silent)
    change: removed
    reason: owners with an address are told apart further down; here it only keeps the search short
*/
-- Rows and fields are many: only those of somebody without an address are looked up.
WITH silent AS MATERIALIZED (SELECT id FROM person WHERE email IS NULL),
owned AS MATERIALIZED (
  SELECT m.owner_id FROM mapping m WHERE m.owner_id IN (SELECT id FROM silent)
  UNION SELECT f.owner_id FROM field f WHERE f.owner_id IN (SELECT id FROM silent)
)
SELECT
  p.ref AS about,
  p.name,
  CASE WHEN instr(p.roles, 'approver') THEN 'approves' ELSE 'owns something' END AS part
FROM person p
WHERE p.email IS NULL
  AND (instr(p.roles, 'approver')
    OR EXISTS (SELECT 1 FROM engagement e WHERE e.sponsor_id = p.id)
    OR EXISTS (
      SELECT 1 FROM system s
      WHERE p.id IN (s.business_owner_id, s.technical_owner_id, s.credentials_owner_id))
    OR EXISTS (SELECT 1 FROM entity e WHERE e.owner_id = p.id)
    OR EXISTS (SELECT 1 FROM flow f WHERE p.id IN (f.owner_id, f.approver_id))
    OR EXISTS (SELECT 1 FROM question q WHERE q.owner_id = p.id)
    OR p.id IN (SELECT owner_id FROM owned))
ORDER BY p.id
