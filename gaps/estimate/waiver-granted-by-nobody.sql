/*
title: a gap was accepted by nobody in particular
severity: major
dimension: estimate
about: waiver
fills: granted-by
whom: the sponsor
message: "{about} accepts {gap} of {subject}, and nobody has put a name to it."
question: "Who accepts that {gap} of {subject} stays open?"
why: |
  A waiver is a decision to go on without an answer. When it turns out badly, the first question is who
  decided so.
remedy: plumbline set {about} --granted-by PERSON
examples:
  - note: no name
    capture: |
      add person Ana
      add system Billing
      waive system-without-rate-limit billing --ahead --reason "no limit is known"
      waive system-without-change-notice billing --ahead --reason "they write" --by ana
    finds: [WV-1]
  - note: a name
    capture: |
      add person Ana
      add system Billing
      waive system-without-rate-limit billing --ahead --reason "no limit is known" --by ana
    finds: []
*/
SELECT w.ref AS about, w.gap, w.about AS subject, (SELECT e.sponsor FROM engagement e) AS ask
FROM waiver w
WHERE w.granted_by_id IS NULL
ORDER BY w.id
