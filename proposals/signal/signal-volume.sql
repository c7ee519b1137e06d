/*
title: many more records than on the busiest day
kind: signal
why: |
  Ten times the usual number is an echo, a replay by mistake or a wrong import, and each of the records is valid.
examples:
  - note: the numbers are those of the flow
    capture: |
      add flow "Invoices" --volume-per-day 90 --peak-per-hour 40
    proposes:
      - flow: "F-1"
        metric: "volume"
        healthy-range: "about 90 a day"
        alert-when: "More than 40 in an hour"
  - note: nobody said how many, or it is watched already
    capture: |
      add flow "Orders" --volume-per-day 3
      add flow "Invoices" --peak-per-hour 40
      add signal volume --flow F-2
    proposes: []
*/
SELECT
  f.ref AS flow, 'volume' AS metric, 'about ' || f.volume_per_day || ' a day' AS healthy_range,
  'More than ' || f.peak_per_hour || ' in an hour' AS alert_when,
  coalesce(f.alert_to, f.maintainer, f.owner) AS alert_to,
  coalesce('First steps: ' || f.runbook, 'Meanwhile: ' || f.fallback) AS action, f.dashboard,
  (SELECT group_concat(x.ref, ',') FROM exception x
   WHERE x.flow_id = f.id AND x.class IN ('overload')
     AND NOT EXISTS (SELECT 1 FROM link l WHERE l.to_id = x.id AND l.attribute = 'covers')) AS covers
FROM flow f
WHERE f.peak_per_hour IS NOT NULL
