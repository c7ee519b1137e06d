/*
title: a condition of an approval is past its day
severity: blocker
dimension: estimate
about: condition
whom: whoever sees to it
message: "{about}, on which {approval} hangs, was due on {due}: {text}"
question: "Is it so now, and how can that be seen: {text}?"
why: |
  An approval with a condition that is not met in time is no approval any more, and nobody notices: the yes is
  remembered, the condition is not.
remedy: plumbline set {about} --state met --met-on DAY --proof PROOF
examples:
  - note: one was due long ago, one is due later, one on no day
    capture: |
      add person Ana
      add person Mia
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role sponsor --vote approve-with-conditions --meaning "build this" --condition "the runbook is tried" --owner mia --due 2020-01-31 --condition "the sandbox is up" --owner mia --due 2999-01-31
      approve v1 --as mia --role operations --vote approve-with-conditions --meaning "we run it" --condition "somebody is on call"
    finds: [CN-1]
  - note: met; or the vote it belonged to was replaced
    capture: |
      add person Ana
      add person Mia
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role sponsor --vote approve-with-conditions --meaning "build this" --condition "the runbook is tried" --owner mia --due 2020-01-31
      approve v1 --as mia --role operations --vote approve-with-conditions --meaning "we run it" --condition "somebody is on call" --due 2020-01-31
      set CN-1 --state met --met-on 2020-01-30 --met-by mia --proof "the log of the trial"
      approve v1 --as mia --role operations --vote approve --meaning "we run it as it is"
    finds: []
*/
SELECT c.ref AS about, c.text, c.due, c.approval, c.owner AS ask
FROM condition c
WHERE c.due < :today AND c.state IS NOT 'met'
  AND c.approval_id IN (SELECT id FROM standing_approval)
ORDER BY c.due, c.id
