/*
title: nobody said how a change of the interface reaches a flow
severity: major
dimension: production
about: flow
fills: change-process
whom: whoever mends the flow
message: "Nobody said how a change at either end reaches {about} ({name})."
question: The other side renames a field next spring. How does whoever mends {name} learn of it, and who tests it?
why: |
  Interfaces change a few times a year, with notice to an address that somebody registered in the project's
  first week. The flow then breaks on a date that was announced long ago to nobody.
remedy: plumbline set {about} --change-process HOW
examples:
  - note: one flow says it, the other does not
    capture: |
      add flow "Invoices"
      add flow "Payments" --change-process "release notes to the team's list, tested in the sandbox first"
    finds: [F-1]
  - note: a flow that says it
    capture: |
      add flow "Payments" --change-process "release notes to the team's list, tested in the sandbox first"
    finds: []
*/
SELECT f.ref AS about, f.name, coalesce(f.maintainer, f.owner) AS ask
FROM flow f
WHERE f.change_process IS NULL
ORDER BY f.id
