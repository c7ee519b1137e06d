/*
title: how long a record takes
kind: signal
why: |
  Slow comes before down. The time that a caller may wait, or that the other side may lag, has been said of the
  flow.
examples:
  - note: a caller waits; the other side may lag
    capture: |
      add flow "Prices" --mode synchronous --latency-budget "2 seconds"
      add flow "Invoices" --mode asynchronous --staleness-allowed "15 minutes"
      add exception "No answer" --flow F-1 --class timeout
    proposes:
      - flow: "F-1"
        metric: "latency"
        healthy-range: "at most: 2 seconds"
        alert-when: "Longer for several records in a row: 2 seconds"
        covers: "EX-1"
      - flow: "F-2"
        metric: "latency"
        healthy-range: "at most: 15 minutes"
  - note: it is watched already, or nobody said how long it may take
    capture: |
      add flow "Invoices" --staleness-allowed "15 minutes"
      add signal latency --flow F-1
      add flow "Payments"
    proposes: []
*/
SELECT
  f.ref AS flow, 'latency' AS metric, 'at most: ' || coalesce(f.latency_budget, f.staleness_allowed) AS healthy_range,
  'Longer for several records in a row: ' || coalesce(f.latency_budget, f.staleness_allowed) AS alert_when,
  coalesce(f.alert_to, f.maintainer, f.owner) AS alert_to,
  coalesce('First steps: ' || f.runbook, 'Meanwhile: ' || f.fallback) AS action, f.dashboard,
  (SELECT group_concat(x.ref, ',') FROM exception x
   WHERE x.flow_id = f.id AND x.class IN ('timeout', 'overload', 'delayed')
     AND NOT EXISTS (SELECT 1 FROM link l WHERE l.to_id = x.id AND l.attribute = 'covers')) AS covers
FROM flow f
WHERE coalesce(f.latency_budget, f.staleness_allowed) IS NOT NULL
