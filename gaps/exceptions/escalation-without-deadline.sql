/*
title: nobody said how fast a case is decided
severity: major
dimension: exceptions
about: exception
fills: respond-within
whom: whoever decides a case
message: "{about} ({title}) is escalated, and nobody said how fast it is decided."
question: "How long may a case of \"{title}\" wait before it does harm, at night too?"
why: |
  A person who decides in a week is a different contract from one who decides in an hour: one needs a list, the other
  a rota. The time is the price.
remedy: plumbline set {about} --respond-within DURATION
examples:
  - note: escalated with and without a time; what is handled needs none
    capture: |
      add exception "Invoice voided" --disposition escalate
      add exception "Sum differs" --disposition escalate --respond-within "one day"
      add exception "Books are down" --disposition handle
      add exception "Odd one"
    finds: [EX-1]
  - note: escalated with a time
    capture: |
      add exception "Sum differs" --disposition escalate --respond-within "one day"
    finds: []
*/
SELECT x.ref AS about, x.title, coalesce(x.owner, (SELECT f.owner FROM flow f WHERE f.id = x.flow_id)) AS ask
FROM exception x
WHERE x.disposition = 'escalate'
  AND x.respond_within IS NULL
ORDER BY x.id
