/*
title: nothing tells that two records are the same one
severity: major
dimension: semantics
about: entity
fills: match-key
whom: the owner of the entity
message: "Nothing says when a record in one system and a record in the other are the same {name}."
question: "{name}: by what do we know that a record here and a record there are the same one?"
why: |
  The integration must decide, for every record, between creating and updating. Without a key it
  creates, and the duplicates are found by customers.
remedy: plumbline set {about} --match-key "FIELDS, AND WHEN THEY ARE EQUAL"
examples:
  - note: nobody has said
    capture: |
      add entity Invoice
    finds: [invoice]
  - note: a key
    capture: |
      add entity Invoice --match-key "number, ignoring case"
    finds: []
*/
SELECT e.ref AS about, e.owner AS ask, e.name
FROM entity e
WHERE e.match_key IS NULL
ORDER BY e.id
