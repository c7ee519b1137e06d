/*
title: how much waits, and what lies in the dead-letter place
kind: signal
why: |
  What waits is invisible to both systems: one has sent it, the other has not seen it. The place for what cannot be
  delivered has an owner, who is the one to tell.
examples:
  - note: the place and its owner are those of the flow
    capture: |
      add person Ana
      add flow "Invoices" --mode asynchronous --dead-letter "queue dead" --dead-letter-owner ana --peak-per-hour 40
      add exception "Backlog" --flow F-1 --class backlog-growing
    proposes:
      - flow: "F-1"
        metric: "queue-depth"
        healthy-range: "nothing in queue dead; fewer than 40 waiting"
        alert-when: "Anything in queue dead"
        alert-to: "ana"
        covers: "EX-1"
  - note: another mode has no queue, and one is watched already
    capture: |
      add flow "Ledger" --mode batch
      add flow "Invoices" --mode asynchronous
      add signal queue-depth --flow F-2
    proposes: []
*/
SELECT
  f.ref AS flow, 'queue-depth' AS metric,
  'nothing in ' || f.dead_letter || coalesce('; fewer than ' || f.peak_per_hour || ' waiting', '') AS healthy_range,
  'Anything in ' || f.dead_letter AS alert_when,
  coalesce(f.dead_letter_owner, f.alert_to, f.maintainer, f.owner) AS alert_to,
  coalesce('First steps: ' || f.runbook, 'Meanwhile: ' || f.fallback) AS action, f.dashboard,
  (SELECT group_concat(x.ref, ',') FROM exception x
   WHERE x.flow_id = f.id AND x.class IN ('backlog-growing', 'overload', 'target-unavailable', 'maintenance-window')
     AND NOT EXISTS (SELECT 1 FROM link l WHERE l.to_id = x.id AND l.attribute = 'covers')) AS covers
FROM flow f
WHERE f.mode = 'asynchronous'
