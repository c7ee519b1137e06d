/*
title: how many records arrive at the first or second try
kind: signal
why: |
  The promise to the business is a rate. Watched as a rate it shows every refusal, whatever its cause, before
  somebody counts by hand.
examples:
  - note: the threshold is that of the flow, and it covers what is refused
    capture: |
      add person Ana
      add flow "Invoices" --success-threshold "99.5%" --alert-to ana --fallback "typed by hand"
      add exception "Period locked" --flow F-1 --class value-rejected
      add exception "Late" --flow F-1 --class delayed
    proposes:
      - flow: "F-1"
        metric: "success-rate"
        healthy-range: "99.5%"
        alert-when: "Worse than 99.5%"
        alert-to: "ana"
        action: "Meanwhile: typed by hand"
        covers: "EX-1"
  - note: it is watched already
    capture: |
      add flow "Invoices"
      add signal success-rate --flow F-1
    proposes: []
*/
SELECT
  f.ref AS flow, 'success-rate' AS metric, f.success_threshold AS healthy_range,
  'Worse than ' || f.success_threshold AS alert_when,
  coalesce(f.alert_to, f.maintainer, f.owner) AS alert_to,
  coalesce('First steps: ' || f.runbook, 'Meanwhile: ' || f.fallback) AS action, f.dashboard,
  (SELECT group_concat(x.ref, ',') FROM exception x
   WHERE x.flow_id = f.id AND x.class IN ('target-unavailable', 'maintenance-window', 'rate-limit', 'expired-credential', 'permission-refused', 'value-rejected', 'required-value-missing', 'malformed-data', 'unknown-field', 'unknown-identifier', 'partial-success', 'upstream-changed')
     AND NOT EXISTS (SELECT 1 FROM link l WHERE l.to_id = x.id AND l.attribute = 'covers')) AS covers
FROM flow f
