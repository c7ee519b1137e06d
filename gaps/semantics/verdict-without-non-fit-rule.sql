/*
title: nothing says what happens to what does not fit
severity: blocker
dimension: semantics
about: representation
fills: non-fit-rule
whom: the owner of the entity
message: "{about} is {verdict} to {entity}, and no rule says what happens to what does not fit."
question: "{about} is {verdict}: give one that is on one side only. What happens to it?"
why: |
  What does not fit is the reason for most of the code and nearly all of the exceptions. Unsaid, such
  records are dropped in silence, or forced into the nearest shape.
remedy: plumbline set {about} --non-fit-rule "WHAT HAPPENS TO IT"
examples:
  - note: not the same thing, and no rule
    capture: |
      add system Billing
      add entity Invoice
      add representation billing.invoice --entity invoice --verdict broader
    finds: [billing.invoice]
  - note: a rule, the same thing, or not compared yet
    capture: |
      add system Billing
      add entity Invoice
      add representation billing.invoice --entity invoice --verdict broader --non-fit-rule "drafts stay"
      add representation billing.note --entity invoice --verdict equivalent
      add representation billing.draft --entity invoice
    finds: []
*/
SELECT
  r.ref AS about,
  (SELECT e.owner FROM entity e WHERE e.id = r.entity_id) AS ask,
  r.verdict,
  coalesce((SELECT e.name FROM entity e WHERE e.id = r.entity_id), 'its entity') AS entity
FROM representation r
WHERE r.verdict <> 'equivalent'
  AND r.non_fit_rule IS NULL
ORDER BY r.id
