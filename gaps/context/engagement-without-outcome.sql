/*
title: the project has no business outcome
severity: blocker
dimension: context
about: engagement
fills: outcome
whom: the sponsor
message: "Nobody has said what business result {name} is for."
question: What will the business be able to do, once this is live, that it cannot do today?
why: |
  Without an outcome every request looks equally important, and nobody can say no to any of them. The
  first cut in scope is then made by the calendar, not by the business.
remedy: plumbline set {about} --outcome "RESULT"
examples:
  - note: a new project
    capture: |
      add person Ana
    finds: [engagement]
  - note: an outcome that can be checked
    capture: |
      set engagement --outcome "Books closed two days after month end"
    finds: []
*/
SELECT e.ref AS about, e.sponsor AS ask, e.name
FROM engagement e
WHERE e.outcome IS NULL
