/*
title: a flow is watched, but not for silence
severity: blocker
dimension: production
about: flow
whom: whoever mends the flow
message: "{about} ({name}) is watched for {metrics}, and nothing tells when it carries nothing at all."
question: After how long without a single record of {name}, at which hours, should somebody be told?
why: |
  A flow that stopped has no errors, no delay and no queue: every other signal is green. Silence is the one
  failure that only a signal for silence shows.
remedy: plumbline add signal zero-traffic --flow {about} --alert-when WHEN --alert-to PERSON --action ACTION
examples:
  - note: watched, but not for silence
    capture: |
      add flow "Invoices"
      add flow "Payments"
      add signal latency --flow F-1
      add signal zero-traffic --flow F-2
    finds: [F-1]
  - note: watched for silence; a flow that nobody watches is another gap
    capture: |
      add flow "Invoices"
      add flow "Payments"
      add signal latency --flow F-2
      add signal zero-traffic --flow F-2
    finds: []
*/
SELECT
  f.ref AS about, f.name, coalesce(f.maintainer, f.owner) AS ask,
  (SELECT group_concat(DISTINCT replace(g.metric, '-', ' ')) FROM signal g WHERE g.flow_id = f.id) AS metrics
FROM flow f
WHERE EXISTS (SELECT 1 FROM signal g WHERE g.flow_id = f.id)
  AND NOT EXISTS (SELECT 1 FROM signal g WHERE g.flow_id = f.id AND g.metric = 'zero-traffic')
ORDER BY f.id
