/*
title: the made-up record does not come through
kind: signal
why: |
  Quiet and broken look the same from outside. The record of our own tells them apart, if somebody is told when it
  is not found at the other end.
examples:
  - note: the record and its schedule are those of the flow
    capture: |
      add flow "Invoices" --synthetic-check "customer TEST-1 pays 0.01" --check-cadence "every hour"
    proposes:
      - flow: "F-1"
        metric: "availability"
        healthy-range: "customer TEST-1 pays 0.01, every hour"
        alert-when: "It is not found at the other end twice in a row"
  - note: there is no such record, or it is watched already
    capture: |
      add flow "Orders"
      add flow "Invoices" --synthetic-check "TEST-1"
      add signal availability --flow F-2
    proposes: []
*/
SELECT
  f.ref AS flow, 'availability' AS metric, f.synthetic_check || coalesce(', ' || f.check_cadence, '') AS healthy_range,
  'It is not found at the other end twice in a row' AS alert_when,
  coalesce(f.alert_to, f.maintainer, f.owner) AS alert_to,
  coalesce('First steps: ' || f.runbook, 'Meanwhile: ' || f.fallback) AS action, f.dashboard,
  (SELECT group_concat(x.ref, ',') FROM exception x
   WHERE x.flow_id = f.id AND x.class IN ('target-unavailable', 'upstream-changed')
     AND NOT EXISTS (SELECT 1 FROM link l WHERE l.to_id = x.id AND l.attribute = 'covers')) AS covers
FROM flow f
WHERE f.synthetic_check IS NOT NULL
