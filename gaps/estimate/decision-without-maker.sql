/*
title: a decision that nobody made
severity: major
dimension: estimate
about: decision
fills: maker
whom: the facilitator
message: "Nobody is named as having made {about}: {text}"
question: Who decided "{text}", and had they the right to?
why: |
  When the decision starts to hurt, the first question is who made it. If no name can be given, it was a
  guess by the person who typed, and it will be made again in the middle of the build.
remedy: plumbline set {about} --maker PERSON
examples:
  - note: one has a maker, one has not
    capture: |
      add person Ana
      decide "Stripe is right about status"
      decide "Xero is right about totals" --maker ana
    finds: [D-1]
  - note: what no longer holds needs none
    capture: |
      add decision "Stripe is right about status" --state reversed
      add decision "Stripe is right about totals" --state superseded
    finds: []
*/
SELECT d.ref AS about, d.text
FROM decision d
WHERE d.maker_id IS NULL
  AND d.state = 'active'
ORDER BY d.id
