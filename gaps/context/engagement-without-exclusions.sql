/*
title: nothing is out of scope
severity: blocker
dimension: context
about: engagement
fills: out-of-scope
whom: the sponsor
message: "Nobody has said what {name} will not do."
question: What are we not doing, even though somebody might expect it?
why: |
  What is not excluded is expected. History, reports, the third system and the old records all come up
  after the price is agreed, and each side remembers the silence as a yes.
remedy: plumbline set {about} --out-of-scope "WHAT WE DO NOT DO"
examples:
  - note: what is in scope does not tell what is out
    capture: |
      set engagement --in-scope "Invoices and payments"
    finds: [engagement]
  - note: the limits are said
    capture: |
      set engagement --out-of-scope "Records before this year; purchase invoices"
    finds: []
*/
SELECT e.ref AS about, e.sponsor AS ask, e.name
FROM engagement e
WHERE e.out_of_scope IS NULL
