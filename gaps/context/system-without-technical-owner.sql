/*
title: nobody technical speaks for a system
severity: blocker
dimension: context
about: system
fills: technical-owner
whom: the business owner of the system
message: "Nobody technical speaks for {name}."
question: Who runs {name}, and can say what its interface really does?
why: |
  Documentation tells what an interface should do. Limits, time-outs and undocumented fields are known
  only to whoever runs it, and without that person each is found by trial, at build prices.
remedy: plumbline set {about} --technical-owner PERSON
examples:
  - note: a business voice is not a technical voice
    capture: |
      add system Billing
      add person Ana --roles business-owner --speaks-for billing
      add person Tom --roles technical-lead
    finds: [billing]
  - note: named as its owner, or speaking for it in a technical part
    capture: |
      add person Tom
      add system Billing --technical-owner tom
      add system Books
      add person Uma --roles technical-lead --speaks-for books
      add system Shop
      add person Vic --roles operations --speaks-for shop
    finds: []
equivalent:
  - condition: l.attribute = 'speaks-for'
    change: removed
    reason: a person has no other list of references; it stands there for the day when one has
*/
SELECT s.ref AS about, s.business_owner AS ask, s.name
FROM system s
WHERE s.technical_owner_id IS NULL
  AND s.id NOT IN (
    SELECT l.to_id FROM person p JOIN link l ON l.from_id = p.id AND l.attribute = 'speaks-for'
    WHERE instr(p.roles, 'technical-lead') OR instr(p.roles, 'operations'))
ORDER BY s.id
