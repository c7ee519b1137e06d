/*
title: nobody has decided what becomes of a manual bridge
severity: major
dimension: context
about: symptom
fills: disposition
whom: the person who reported it
message: "\"{title}\" is bridged by hand today, and nobody has said what becomes of that."
question: "\"{title}\": keep that, replace it, or retire it once the integration runs?"
why: |
  A manual bridge that survives go-live by accident writes into the same records as the integration.
  One that is retired by accident takes a control with it that nobody had written down.
remedy: plumbline set {about} --disposition WORD
examples:
  - note: re-keying, work that takes time, what is not classed yet, and what was left undecided
    capture: |
      add symptom "Invoices typed twice" --class re-keying
      add symptom "Late reports" --class delay --minutes-each 30
      add symptom "Calls about wrong balances"
      add symptom "Lost orders" --class silent-loss --disposition undecided
    finds: [SY-1, SY-2, SY-3, SY-4]
  - note: decided, or with no work by hand in it
    capture: |
      add symptom "Invoices typed twice" --class re-keying --minutes-each 5 --disposition replace
      add symptom "Calls about wrong balances" --disposition keep
      add symptom "Lost orders" --class silent-loss
    finds: []
*/
SELECT s.ref AS about, s.reported_by AS ask, s.title
FROM symptom s
WHERE s.disposition = 'undecided'
  OR s.disposition IS NULL AND (s.class IS NULL OR s.class = 're-keying' OR s.minutes_each > 0)
ORDER BY s.id
