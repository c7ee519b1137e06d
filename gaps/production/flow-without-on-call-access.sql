/*
title: nobody can be called, or may touch anything, when a flow stops at night
severity: blocker
dimension: production
about: flow
fills: on-call-access
whom: whoever mends the flow
message: "Nobody said who is called when {about} ({name}) stops at night, and what they may touch."
question: "{name} stops at two in the morning. Who is called, and with which account can they do anything about it?"
why: |
  Many teams have a name and no access, so the call ends in waiting for an administrator until nine. "It can
  wait until morning" is a good answer too, provided that the business has said so.
remedy: plumbline set {about} --on-call-access WHO-AND-WHAT
examples:
  - note: one flow says it, the other does not
    capture: |
      add flow "Invoices"
      add flow "Payments" --on-call-access "nobody before 8; operations may restart it"
    finds: [F-1]
  - note: a flow that says it
    capture: |
      add flow "Payments" --on-call-access "nobody before 8; operations may restart it"
    finds: []
*/
SELECT f.ref AS about, f.name, coalesce(f.maintainer, f.owner) AS ask
FROM flow f
WHERE f.on_call_access IS NULL
ORDER BY f.id
