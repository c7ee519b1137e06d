/*
title: nobody is there to mend a flow
severity: major
dimension: production
about: flow
fills: maintainer
whom: the technical owners of both systems
message: "Nobody is named who mends {about} ({name}) when it breaks."
question: Who mends {name} once the project team is gone?
why: |
  On the day of go-live the people who built it start something else. If the team that inherits it is not
  named now, it will not have been trained, will not have seen the code, and will say that it never agreed.
remedy: plumbline set {about} --maintainer PERSON
examples:
  - note: one flow has a maintainer, the other has not
    capture: |
      add person Ana
      add flow "Invoices"
      add flow "Payments" --maintainer ana
    finds: [F-1]
  - note: a flow with a maintainer
    capture: |
      add person Ana
      add flow "Payments" --maintainer ana
    finds: []
*/
SELECT
  f.ref AS about, f.name,
  coalesce((SELECT s.technical_owner FROM system s WHERE s.id = f.target_id), f.owner) AS ask
FROM flow f
WHERE f.maintainer_id IS NULL
ORDER BY f.id
