/*
title: an entity has no owner
severity: major
dimension: semantics
about: entity
fills: owner
whom: the business owner of its system of record
message: "Nobody decides about {name}."
question: Who decides what counts as {name}, across all systems?
why: |
  Each system has an owner, and each owner defends their own meaning. Somebody must be able to decide
  about the thing itself, or every difference goes up to the sponsor.
remedy: plumbline set {about} --owner PERSON
examples:
  - note: nobody is named
    capture: |
      add entity Invoice
    finds: [invoice]
  - note: somebody is
    capture: |
      add person Ana
      add entity Invoice --owner ana
    finds: []
*/
SELECT
  e.ref AS about,
  (SELECT s.business_owner FROM system s WHERE s.id = e.system_of_record_id) AS ask,
  e.name
FROM entity e
WHERE e.owner_id IS NULL
ORDER BY e.id
