/*
title: nothing is promised to the business about a flow
severity: major
dimension: production
about: flow
fills: service-level
whom: the owner of the flow
message: "Nobody said what is promised to the business about {about} ({name})."
question: What may the business expect of {name}, in hours and in per cent, and who agreed to pay for that?
why: |
  With no promise each side has its own: the business expects always, operations offers working hours. The
  difference is the price of a rota, and it is argued about during the first outage instead of now.
remedy: plumbline set {about} --service-level PROMISE
examples:
  - note: one flow has a promise, the other has not
    capture: |
      add flow "Invoices"
      add flow "Payments" --service-level "99.5 % on working days, mended within 4 hours"
    finds: [F-1]
  - note: a flow with a promise
    capture: |
      add flow "Payments" --service-level "99.5 % on working days, mended within 4 hours"
    finds: []
*/
SELECT f.ref AS about, f.name, coalesce(f.owner, f.maintainer) AS ask
FROM flow f
WHERE f.service_level IS NULL
ORDER BY f.id
