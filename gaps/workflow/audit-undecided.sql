/*
title: nobody decided whether a flow's writes are recorded
severity: blocker
dimension: workflow
about: flow
fills: audited
whom: whoever answers to the auditors
message: "Nobody decided whether what {about} ({name}) writes is recorded with who and when."
question: In a year somebody asks who changed a record, and it was {name}. What must we be able to show?
why: |
  An interface writes under one account, so the history of the target says "api-user" for everything. What
  must be kept, and how long, cannot be added for the months that have passed. No is an answer too, if
  somebody gives it.
remedy: plumbline set {about} --audited YES-OR-NO
examples:
  - note: one is undecided, for the others it is yes and no
    capture: |
      add flow "Invoices"
      add flow "Payments" --audited yes
      add flow "Newsletter" --audited no
    finds: [F-1]
  - note: a flow for which it is decided
    capture: |
      add flow "Newsletter" --audited no
    finds: []
*/
SELECT
  f.ref AS about, f.name,
  coalesce(f.approver, f.owner, (SELECT s.business_owner FROM system s WHERE s.id = f.target_id)) AS ask
FROM flow f
WHERE f.audited IS NULL
ORDER BY f.id
