/*
title: a case is escalated to nobody
severity: blocker
dimension: exceptions
about: exception
fills: owner
whom: the owner of the flow
message: "{about} ({title}) is escalated, and nobody is named who decides it."
question: Who decides a case of "{title}", and within what time?
why: |
  "Someone will look at it" means a mailbox that nobody reads after the second week. A name makes the work
  visible, and often the person named says at once that it cannot be done by hand so often.
remedy: plumbline set {about} --owner PERSON --respond-within DURATION
examples:
  - note: escalated to nobody, and to somebody; what is handled needs nobody
    capture: |
      add person Ana
      add exception "Invoice voided" --disposition escalate
      add exception "Sum differs" --disposition escalate --owner ana
      add exception "Books are down" --disposition handle
    finds: [EX-1]
  - note: escalated to somebody
    capture: |
      add person Ana
      add exception "Sum differs" --disposition escalate --owner ana
    finds: []
*/
SELECT x.ref AS about, x.title, (SELECT f.owner FROM flow f WHERE f.id = x.flow_id) AS ask
FROM exception x
WHERE x.disposition = 'escalate'
  AND x.owner_id IS NULL
ORDER BY x.id
