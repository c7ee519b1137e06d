/*
title: how often it tries again
kind: signal
why: |
  A flow that succeeds at the seventh try of eight looks healthy until the day it needs nine.
examples:
  - note: the limit is that of the flow
    capture: |
      add flow "Invoices" --retry-limit 8
      add exception "Cut off" --flow F-1 --class connection-died-mid-response
    proposes:
      - flow: "F-1"
        metric: "retries"
        healthy-range: "hardly ever more than one try"
        alert-when: "A record comes to its last try of 8"
        covers: "EX-1"
  - note: it never tries again, nobody said how often, or it is watched
    capture: |
      add flow "Prices" --retry-limit 0
      add flow "Orders"
      add flow "Invoices" --retry-limit 8
      add signal retries --flow F-3
    proposes: []
*/
SELECT
  f.ref AS flow, 'retries' AS metric, 'hardly ever more than one try' AS healthy_range,
  'A record comes to its last try of ' || f.retry_limit AS alert_when,
  coalesce(f.alert_to, f.maintainer, f.owner) AS alert_to,
  coalesce('First steps: ' || f.runbook, 'Meanwhile: ' || f.fallback) AS action, f.dashboard,
  (SELECT group_concat(x.ref, ',') FROM exception x
   WHERE x.flow_id = f.id AND x.class IN ('timeout', 'connection-died-mid-response', 'rate-limit', 'delivered-twice')
     AND NOT EXISTS (SELECT 1 FROM link l WHERE l.to_id = x.id AND l.attribute = 'covers')) AS covers
FROM flow f
WHERE f.retry_limit > 0
