/*
title: nothing says what starts a flow
severity: blocker
dimension: workflow
about: flow
fills: trigger
whom: the business owner of the system it starts in
message: "Nothing says what starts {about} ({name})."
question: What event starts {name}, and who or what makes that event happen?
why: |
  Two teams that name the same flow often mean two events: the invoice was saved, or it was finalised.
  Built on the wrong one, the flow sends drafts, or sends what matters too late. The trigger is the
  first line of the contract and decides most of the others.
remedy: plumbline set {about} --trigger TRIGGER
examples:
  - note: one flow says what starts it, the other does not
    capture: |
      add flow "Invoices to the books"
      add flow "Payments to the books" --trigger "a payment has succeeded"
    finds: [F-1]
  - note: a flow that says what starts it
    capture: |
      add flow "Payments to the books" --trigger "a payment has succeeded"
    finds: []
*/
SELECT
  f.ref AS about, f.name,
  coalesce(f.owner, (SELECT s.business_owner FROM system s WHERE s.id = f.source_id)) AS ask
FROM flow f
WHERE f."trigger" IS NULL
ORDER BY f.id
