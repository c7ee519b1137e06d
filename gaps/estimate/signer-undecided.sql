/*
title: nobody has said who has to agree
severity: major
dimension: estimate
about: engagement
whom: the sponsor
message: "Nobody said whose yes is needed before work begins."
question: "Who has to say yes before we build it, and to which part of it?"
why: |
  A yes is worth what it costs to take back. When it was never said whose yes counts, everybody's no counts, on the
  day of delivery.
remedy: plumbline add sign-off ROLE
examples:
  - note: nobody
    capture: |
      add person Ana
    finds: [engagement]
  - note: the sponsor
    capture: |
      add sign-off sponsor
    finds: []
*/
SELECT e.ref AS about, e.sponsor AS ask
FROM engagement e
WHERE NOT EXISTS (SELECT 1 FROM sign_off)
