/*
title: the two sides do not agree
kind: signal
why: |
  The comparison of both sides finds what no error ever told: lost, doubled, overwritten. It is worth nothing if its
  result is a file that nobody opens.
examples:
  - note: the comparison is that of the flow
    capture: |
      add person Ana
      add flow "Invoices" --reconciliation "daily at 06:00, number and total" --owner ana
      add exception "Lost" --flow F-1 --class event-lost
    proposes:
      - flow: "F-1"
        metric: "reconciliation-difference"
        healthy-range: "no difference: daily at 06:00, number and total"
        alert-when: "Any difference"
        alert-to: "ana"
        covers: "EX-1"
  - note: nothing compares the sides, or it is watched already
    capture: |
      add flow "Orders"
      add flow "Invoices" --reconciliation "daily"
      add signal reconciliation-difference --flow F-2
    proposes: []
*/
SELECT
  f.ref AS flow, 'reconciliation-difference' AS metric, 'no difference: ' || f.reconciliation AS healthy_range,
  'Any difference' AS alert_when,
  coalesce(f.alert_to, f.maintainer, f.owner) AS alert_to,
  coalesce('First steps: ' || f.runbook, 'Meanwhile: ' || f.fallback) AS action, f.dashboard,
  (SELECT group_concat(x.ref, ',') FROM exception x
   WHERE x.flow_id = f.id AND x.class IN ('event-lost', 'duplicate-created', 'two-possible-owners', 'stale-overwrite', 'one-side-migrated', 'business-rule-changed', 'out-of-order', 'partial-success')
     AND NOT EXISTS (SELECT 1 FROM link l WHERE l.to_id = x.id AND l.attribute = 'covers')) AS covers
FROM flow f
WHERE f.reconciliation IS NOT NULL
