/*
title: a workaround that nobody carries
severity: minor
dimension: production
about: debt
fills: owner
whom: the sponsor
message: "Nobody carries the workaround {about} ({what})."
question: Who does the work of "{what}" each month, and who decides when it ends?
why: |
  A workaround without a name is permanent. The hours are spent by somebody who never agreed to it, and they
  appear in no budget.
remedy: plumbline set {about} --owner PERSON --hours-per-month HOURS
examples:
  - note: one has an owner, one has not
    capture: |
      add person Ana
      add debt "Totals are typed in by hand"
      add debt "Refunds go by mail" --owner ana
    finds: [DT-1]
  - note: a workaround with an owner
    capture: |
      add person Ana
      add debt "Refunds go by mail" --owner ana
    finds: []
*/
SELECT d.ref AS about, d.what
FROM debt d
WHERE d.owner_id IS NULL
ORDER BY d.id
