/*
title: nobody said what is done about an exception
severity: blocker
dimension: exceptions
about: exception
fills: disposition
whom: the owner of the flow
message: "Nobody said whether {about} ({title}) is handled, escalated or only noted."
question: When "{title}" happens, does the integration deal with it, does a person, or is it only noted?
why: |
  An exception on a list is not yet scope. Handled by the integration it is code to build, escalated it is a
  person's time each month, noted it is a risk that somebody takes. All three have a price, and they differ
  widely.
remedy: plumbline set {about} --disposition DISPOSITION
examples:
  - note: one is decided, the other is not
    capture: |
      add exception "Books are down"
      add exception "Invoice voided" --disposition escalate
    finds: [EX-1]
  - note: a decided one
    capture: |
      add exception "Invoice voided" --disposition escalate
    finds: []
*/
SELECT
  x.ref AS about, x.title,
  coalesce(x.owner, (SELECT f.owner FROM flow f WHERE f.id = x.flow_id)) AS ask
FROM exception x
WHERE x.disposition IS NULL
ORDER BY x.id
