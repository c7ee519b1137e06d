/*
title: an answer is overdue
severity: major
dimension: estimate
about: question
fills: answer
whom: the one who was to answer
message: "{about} was due on {due}: {text}"
question: "{text}"
why: |
  Each day an answer is late, the team either waits or guesses, and guesses become code. An overdue question
  is often one that its owner cannot answer alone; ask who else has to be in the room.
remedy: plumbline set {about} --state answered --answer ANSWER
examples:
  - note: one was due long ago, one is due later, one on no day
    capture: |
      add person Ana
      park "Who voids paid invoices?" --owner ana --due 2020-01-31
      park "Which rate is used?" --owner ana --due 2999-01-31
      park "Who is told?" --owner ana
    finds: [Q-1]
  - note: answered; and one that nobody owns is another gap
    capture: |
      add person Ana
      add question "Who voids paid invoices?" --owner ana --due 2020-01-31 --state answered --answer "nobody"
      add question "Which rate is used?" --due 2020-01-31
    finds: []
*/
SELECT q.ref AS about, q.text, q.due, q.owner AS ask
FROM question q
WHERE q.due < :today
  AND q.state IS NOT 'answered'
  AND q.owner_id IS NOT NULL
ORDER BY q.due, q.id
