/*
title: a question that nobody is to answer
severity: major
dimension: estimate
about: question
fills: owner
whom: the facilitator
message: "Nobody is to answer {about}: {text}"
question: Who will answer "{text}", and by when?
why: |
  A parked question without a name is a polite way to drop it. It comes back as a change request, asked by
  the person who had to build something.
remedy: plumbline set {about} --owner PERSON --due DAY
examples:
  - note: one is somebody's, one is nobody's
    capture: |
      add person Ana
      park "Who voids paid invoices?"
      park "Which rate is used?" --owner ana
    finds: [Q-1]
  - note: an answered question needs nobody
    capture: |
      add question "Who voids paid invoices?" --state answered --answer "nobody"
    finds: []
*/
SELECT q.ref AS about, q.text, q.raised_by AS ask
FROM question q
WHERE q.owner_id IS NULL
  AND q.state IS NOT 'answered'
ORDER BY q.id
