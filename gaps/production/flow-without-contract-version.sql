/*
title: nobody said which version of an interface a flow is built on
severity: major
dimension: production
about: flow
fills: contract-version
whom: whoever mends the flow
message: "Nobody said which version of the interface {about} ({name}) is built on."
question: "Which version of each interface is {name} built on, and until when is that one served?"
why: |
  Versions end by notice, and the notice names a version. Who does not know their own learns of it on the day it is
  switched off.
remedy: plumbline set {about} --contract-version VERSION
examples:
  - note: one flow has it, the other has not
    capture: |
      add flow "Invoices"
      add flow "Payments" --contract-version "2.0"
    finds: [F-1]
  - note: a flow that has it
    capture: |
      add flow "Payments" --contract-version "2.0"
    finds: []
*/
SELECT f.ref AS about, f.name, coalesce(f.maintainer, f.owner) AS ask
FROM flow f
WHERE f.contract_version IS NULL
ORDER BY f.id
