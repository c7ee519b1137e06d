/*
title: an entity has no system of record
severity: blocker
dimension: semantics
about: entity
fills: system-of-record
whom: the owner of the entity
message: "No system is right about {name} when two differ."
question: When two systems differ about {article} {name}, which of them is right?
why: |
  Without one system that is right, each side corrects the other. Values flip back and forth, and what
  a report says depends on the hour at which it ran.
remedy: plumbline set {about} --system-of-record SYSTEM
examples:
  - note: nobody has said
    capture: |
      add entity Invoice
    finds: [invoice]
  - note: decided
    capture: |
      add system Billing
      add entity Invoice --system-of-record billing
    finds: []
*/
SELECT
  e.ref AS about,
  e.owner AS ask,
  e.name,
  CASE WHEN instr('aeiou', lower(substr(e.name, 1, 1))) THEN 'an' ELSE 'a' END AS article
FROM entity e
WHERE e.system_of_record_id IS NULL
ORDER BY e.id
