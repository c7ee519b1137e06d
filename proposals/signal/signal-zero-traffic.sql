/*
title: a flow has carried nothing for longer than it may
kind: signal
why: |
  A flow that stopped has no errors, no delay and no queue: every other signal is green. How long it may be wrong
  unnoticed has been said of the flow; that is when somebody has to be told.
examples:
  - note: the limit, the person and the first steps are those of the flow
    capture: |
      add person Ana
      add flow "Invoices" --silent-for-at-most "two hours" --volume-per-day 90 --maintainer ana --runbook "wiki, page 1"
      add exception "Switched off" --flow F-1 --class no-traffic
    proposes:
      - flow: "F-1"
        metric: "zero-traffic"
        healthy-range: "about 90 a day"
        alert-when: "Nothing for two hours"
        alert-to: "ana"
        action: "First steps: wiki, page 1"
        covers: "EX-1"
  - note: what nobody said stays open
    capture: |
      add flow "Invoices"
    proposes:
      - flow: "F-1"
        metric: "zero-traffic"
  - note: it is watched already
    capture: |
      add flow "Invoices"
      add signal zero-traffic --flow F-1
    proposes: []
*/
SELECT
  f.ref AS flow, 'zero-traffic' AS metric, 'about ' || f.volume_per_day || ' a day' AS healthy_range,
  'Nothing for ' || f.silent_for_at_most AS alert_when,
  coalesce(f.alert_to, f.maintainer, f.owner) AS alert_to,
  coalesce('First steps: ' || f.runbook, 'Meanwhile: ' || f.fallback) AS action, f.dashboard,
  (SELECT group_concat(x.ref, ',') FROM exception x
   WHERE x.flow_id = f.id AND x.class IN ('no-traffic', 'event-lost', 'expired-credential')
     AND NOT EXISTS (SELECT 1 FROM link l WHERE l.to_id = x.id AND l.attribute = 'covers')) AS covers
FROM flow f
