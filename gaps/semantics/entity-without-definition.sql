/*
title: an entity has no definition
severity: blocker
dimension: semantics
about: entity
fills: definition
whom: the owner of the entity
message: "{name} has no definition."
question: "{name}: how would you tell a newcomer whether the thing in front of them is one?"
why: |
  Everybody knows what a customer is, until sales counts leads and finance counts debtors. A word that
  was never defined is mapped by its spelling, and the numbers of the two systems never agree.
remedy: plumbline set {about} --definition "WHAT IT IS"
examples:
  - note: a word only
    capture: |
      add entity Invoice
    finds: [invoice]
  - note: defined
    capture: |
      add entity Invoice --definition "A claim for money against a customer, numbered and dated"
    finds: []
*/
SELECT e.ref AS about, e.owner AS ask, e.name
FROM entity e
WHERE e.definition IS NULL
ORDER BY e.id
