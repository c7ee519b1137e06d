/*
title: a number is watched and nobody knows what it should be
severity: major
dimension: production
about: signal
fills: healthy-range
whom: whoever mends the flow
message: "Nobody said what the {metric} of {flow} ({name}) is on a good day ({about})."
question: What is the {metric} of {name} on a good day, and on the busiest?
why: |
  A chart without a range is decoration: on the bad day nobody knows whether the line is high. The range is
  also what the alert is set by, or it will ring every Monday until it is muted.
remedy: plumbline set {about} --healthy-range RANGE
examples:
  - note: one has a range, one has not
    capture: |
      add flow "Invoices"
      add flow "Payments"
      add signal latency --flow F-1
      add signal volume --flow F-1 --healthy-range "200 to 400 a day"
    finds: [SG-1]
  - note: an alert on silence needs no range once it says when; before that it does
    capture: |
      add flow "Invoices"
      add signal zero-traffic --flow F-1 --alert-when "none for 2 hours by day"
      add signal zero-traffic --flow F-1
      add signal latency --flow F-1 --alert-when "over 5 s"
    finds: [SG-2, SG-3]
  - note: a signal with a range
    capture: |
      add flow "Invoices"
      add signal volume --flow F-1 --healthy-range "200 to 400 a day"
    finds: []
*/
SELECT
  g.ref AS about, replace(g.metric, '-', ' ') AS metric, f.ref AS flow, f.name,
  coalesce(g.alert_to, f.maintainer, f.owner) AS ask
FROM signal g
JOIN flow f ON f.id = g.flow_id
WHERE g.healthy_range IS NULL
  AND (g.metric <> 'zero-traffic' OR g.alert_when IS NULL)
ORDER BY g.id
