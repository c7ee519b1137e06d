/*
title: an alert that asks for nothing to be done
severity: major
dimension: production
about: signal
fills: action
whom: whoever is told
message: "Nobody said what to do when the {metric} of {flow} ({name}) is wrong ({about})."
question: The {metric} of {name} is wrong and somebody is told. What is the first thing they do?
why: |
  If the answer is "look at it", it is a report and should not wake anyone. An alert is worth sending when
  there is something to be done now that could not have waited.
remedy: plumbline set {about} --action ACTION
examples:
  - note: one says what is done, one does not
    capture: |
      add flow "Invoices"
      add flow "Payments"
      add signal latency --flow F-1
      add signal volume --flow F-1 --action "compare with the shop, then restart"
      add flow "Refunds"
    finds: [SG-1]
  - note: a signal that says what is done
    capture: |
      add flow "Invoices"
      add signal volume --flow F-1 --action "compare with the shop, then restart"
    finds: []
*/
SELECT
  g.ref AS about, replace(g.metric, '-', ' ') AS metric, f.ref AS flow, f.name,
  coalesce(g.alert_to, f.alert_to, f.maintainer, f.owner) AS ask
FROM signal g
JOIN flow f ON f.id = g.flow_id
WHERE g.action IS NULL
ORDER BY g.id
