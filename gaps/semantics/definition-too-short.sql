/*
title: a definition says too little to decide by
severity: minor
dimension: semantics
about: entity or representation
fills: definition
whom: the owner of the entity
message: "{about} is defined as \"{definition}\"."
question: "{about}, \"{definition}\": with these words alone, could you tell whether a thing is one?"
why: |
  A definition of two words is the name again. It is there to decide the doubtful case, and it can only
  do so if it says what counts and what does not.
remedy: plumbline set {about} --definition "WHAT COUNTS AS ONE, AND WHAT DOES NOT"
examples:
  - note: hardly more than the name
    capture: |
      add system Billing
      add entity Invoice --definition "An invoice"
      add representation billing.invoice --entity invoice --definition "A bill"
    finds: [invoice, billing.invoice]
  - note: it says something, or nothing yet, or nobody uses it
    capture: |
      add system Billing
      add entity Invoice --definition "A claim for money, numbered and dated"
      add entity Order
      add representation billing.invoice --entity invoice --definition "A claim, from draft to payment"
      add representation billing.coupon --definition "A rebate"
      add representation billing.order --entity order
    finds: []
*/
SELECT ref AS about, owner AS ask, definition, id
FROM entity
WHERE length(trim(definition)) < 20
UNION ALL
SELECT r.ref, e.owner, r.definition, r.id
FROM entity e JOIN representation r ON r.entity_id = e.id
WHERE length(trim(r.definition)) < 20
ORDER BY id
