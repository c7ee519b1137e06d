/*
title: the busiest hour exceeds what the target system allows
severity: major
dimension: workflow
about: flow
whom: the technical owner of the system it writes into
message: "At their peak {flows} send {total} an hour into {target}, which allows {limit}."
question: What waits when {total} an hour meet the limit of {limit} of {target}, and for how long?
why: |
  A limit counts every caller, so flows that are each within it break it together, usually at month-end.
  Records over the limit are refused, not slowed down, unless somebody designed the queue that holds them.
  Batching, a raised limit or an agreed delay are all cheap now and dear later.
remedy: plumbline set {about} --peak-per-hour NUMBER
examples:
  - note: two flows that exceed it together; the greater is named
    capture: |
      add system Books --rate-limit 1000
      add flow "Invoices" --target books --peak-per-hour 400
      add flow "Payments" --target books --peak-per-hour 700
    finds: [F-2]
  - note: within the limit, into another system, or with no limit known
    capture: |
      add system Books --rate-limit 1000
      add system Shop
      add flow "Invoices" --target books --peak-per-hour 1000
      add flow "Stock" --target shop --peak-per-hour 5000
    finds: []
*/
WITH load AS (
  -- max() alone decides which flow the bare columns come from: the one that weighs most.
  SELECT
    f.ref, f.target_id, max(f.peak_per_hour) AS peak, sum(f.peak_per_hour) AS total,
    group_concat(f.ref, ', ') AS flows
  FROM flow f
  GROUP BY f.target_id
)
SELECT
  l.ref AS about, l.flows, l.total, s.name AS target, s.rate_limit AS "limit", s.technical_owner AS ask
FROM load l
JOIN system s ON s.id = l.target_id
WHERE l.total > s.rate_limit
ORDER BY s.id
