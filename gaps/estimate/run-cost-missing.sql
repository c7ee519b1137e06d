/*
title: nobody has said what a flow costs in its second year
severity: blocker
dimension: estimate
about: flow
fills: enhancement-hours-per-year
whom: the sponsor
message: "{about} ({name}) has no hours for the second year."
question: "How many hours a year will {name} be changed and looked after, and who pays for them?"
why: |
  The project pays for building it. Vendors change their interfaces, rules change, credentials run out, and
  somebody does that work in the second year whether or not anybody has set it aside.
remedy: plumbline set {about} --enhancement-hours-per-year HOURS
examples:
  - note: not said
    capture: |
      add flow Invoices
      add flow Payments --enhancement-hours-per-year 8
    finds: [F-1]
  - note: said, and be it none at all
    capture: |
      add flow Invoices --enhancement-hours-per-year 8
      add flow Payments --enhancement-hours-per-year 0
    finds: []
*/
SELECT f.ref AS about, f.name, (SELECT e.sponsor FROM engagement e) AS ask
FROM flow f
WHERE f.enhancement_hours_per_year IS NULL
ORDER BY f.id
