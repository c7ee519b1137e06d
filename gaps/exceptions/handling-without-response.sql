/*
title: the integration deals with a case, and nobody said how
severity: major
dimension: exceptions
about: exception
fills: response
whom: the technical owner of the system that is written to
message: "{about} ({title}) is handled by the integration, and nobody said how."
question: "\"{title}\" happens at night and nobody looks. What exactly does the integration do?"
why: |
  Handled is a promise of code. As long as nobody says what it does, it is priced at nothing and built as a line in a
  log.
remedy: plumbline set {about} --response WHAT
examples:
  - note: handled in a way, and in none; what is escalated is decided by a person
    capture: |
      add exception "Books are down" --disposition handle
      add exception "Too many calls" --disposition handle --response "wait as told"
      add exception "Sum differs" --disposition escalate
      add exception "Odd one"
    finds: [EX-1]
  - note: handled in a way
    capture: |
      add exception "Too many calls" --disposition handle --response "wait as told"
    finds: []
*/
SELECT x.ref AS about, x.title, coalesce(x.owner, (SELECT f.maintainer FROM flow f WHERE f.id = x.flow_id)) AS ask
FROM exception x
WHERE x.disposition = 'handle'
  AND x.response IS NULL
ORDER BY x.id
