/*
title: the first steps for a broken flow are written down nowhere
severity: blocker
dimension: production
about: flow
fills: runbook
whom: whoever mends the flow
message: "Nothing says what to do first when {about} ({name}) breaks."
question: "{name} has stopped. What are the first three things to do, and where will a stranger find them written down?"
why: |
  The person who is called has not built it and has not seen it for months. Three written steps (is it the
  other side, is it safe to start again, whom to tell) turn a night into an hour.
remedy: plumbline set {about} --runbook WHERE
examples:
  - note: one flow has a runbook, the other has not
    capture: |
      add flow "Invoices"
      add flow "Payments" --runbook "wiki/payments"
    finds: [F-1]
  - note: a flow with a runbook
    capture: |
      add flow "Payments" --runbook "wiki/payments"
    finds: []
*/
SELECT f.ref AS about, f.name, coalesce(f.maintainer, f.owner) AS ask
FROM flow f
WHERE f.runbook IS NULL
ORDER BY f.id
