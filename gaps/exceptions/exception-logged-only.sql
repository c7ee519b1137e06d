/*
title: a case that does much harm is only noted
severity: major
dimension: exceptions
about: exception
fills: disposition
whom: the owner of the flow
message: "{about} ({title}) does much harm, and it is only noted."
question: '"{title}" does much harm, and we only write it down. Who reads that, and what do they then do?'
why: |
  A log is where a problem waits until somebody else finds it. If nobody has to act, either the harm is not
  great, or the person who will suffer it was not in the room.
remedy: plumbline set {about} --disposition escalate --owner PERSON
examples:
  - note: much harm and only noted; little harm, or escalated, is another matter
    capture: |
      add exception "Payment lost" --disposition log --impact high
      add exception "Logo missing" --disposition log --impact low
      add exception "Sum differs" --disposition escalate --impact high
    finds: [EX-1]
  - note: noted, and of little harm
    capture: |
      add exception "Logo missing" --disposition log --impact low
    finds: []
*/
SELECT
  x.ref AS about, x.title,
  coalesce(x.owner, (SELECT f.owner FROM flow f WHERE f.id = x.flow_id)) AS ask
FROM exception x
WHERE x.disposition = 'log'
  AND x.impact = 'high'
ORDER BY x.id
