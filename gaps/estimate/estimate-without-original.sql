/*
title: there is no earlier promise to compare the estimate with
severity: minor
dimension: estimate
about: engagement
fills: original-estimate-hours
whom: the sponsor
message: "Nobody said how many hours were promised for {name} before this scope."
question: What was promised for {name} before, in hours, and what did that promise contain?
why: |
  Somebody has a number in mind, and this estimate will be held against it whether it is written down or
  not. With it, the difference can be laid out dimension by dimension: what was left out, not who was
  wrong.
remedy: plumbline set {about} --original-estimate-hours HOURS
examples:
  - note: nobody said whether the project is new
    capture: |
      set engagement --client Acme
    finds: [engagement]
  - note: a project that has slipped had a promise
    capture: |
      set engagement --nature recovery
    finds: [engagement]
  - note: the promise is known
    capture: |
      set engagement --nature recovery --original-estimate-hours 400
    finds: []
  - note: a new project has none
    capture: |
      set engagement --nature new
    finds: []
*/
SELECT e.ref AS about, e.name, e.sponsor AS ask
FROM engagement e
WHERE e.original_estimate_hours IS NULL
  AND e.nature IS NOT 'new'
