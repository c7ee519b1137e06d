/*
title: nobody in the business speaks for a system
severity: blocker
dimension: context
about: system
fills: business-owner
whom: the sponsor
message: "Nobody in the business speaks for {name}."
question: Who in the business decides what the data in {name} means?
why: |
  Somebody has to say what a status means and which of two customers is the real one. If no name is
  found now, a developer decides, and the business learns of it in production.
remedy: plumbline set {about} --business-owner PERSON
examples:
  - note: a technical voice is not a business voice
    capture: |
      add system Billing
      add person Tom --roles technical-lead --speaks-for billing
      add person Ana --roles business-owner
    finds: [billing]
  - note: named as its owner, or as the business owner who speaks for it
    capture: |
      add person Ana
      add system Billing --business-owner ana
      add system Books
      add person Ben --roles business-owner --speaks-for books
    finds: []
equivalent:
  - condition: l.attribute = 'speaks-for'
    change: removed
    reason: a person has no other list of references; it stands there for the day when one has
*/
SELECT s.ref AS about, (SELECT e.sponsor FROM engagement e) AS ask, s.name
FROM system s
WHERE s.business_owner_id IS NULL
  AND s.id NOT IN (
    SELECT l.to_id FROM person p JOIN link l ON l.from_id = p.id AND l.attribute = 'speaks-for'
    WHERE instr(p.roles, 'business-owner'))
ORDER BY s.id
