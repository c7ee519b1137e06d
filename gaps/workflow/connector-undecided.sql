/*
title: nobody decided whether a flow is bought or made
severity: minor
dimension: workflow
about: flow
fills: connector
whom: the technical owner of the system it writes into
message: "Nobody decided whether {about} ({name}) is a standard connector or made for us."
question: "Is there a connector for {name} as it is, and which of our rules would it not keep?"
why: |
  A connector that is bought costs a licence and does what it does; one that is made costs months and does what was
  agreed. Half of the rules of the matrix fall away or come due with this choice.
remedy: plumbline set {about} --connector WORD
examples:
  - note: one flow has it, the other has not
    capture: |
      add flow "Invoices"
      add flow "Payments" --connector tailored
    finds: [F-1]
  - note: a flow that has it
    capture: |
      add flow "Payments" --connector tailored
    finds: []
*/
SELECT f.ref AS about, f.name, coalesce(f.maintainer, (SELECT s.technical_owner FROM system s WHERE s.id = f.target_id)) AS ask
FROM flow f
WHERE f.connector IS NULL
ORDER BY f.id
