/*
title: the mode of a flow is chosen, but not what follows from it
severity: blocker
dimension: workflow
about: flow
whom: the technical owner of the system it starts in
message: "{about} ({name}) is {mode} and has no {missing}."
question: "{name} is {mode}: {asked}?"
why: |
  Every mode has its price. A caller that waits without a limit hangs with the other side, a queue that
  tries for ever hides its failures, and a batch with no agreed age lets two reports differ with nobody
  able to say which is stale.
remedy: plumbline set {about} {option}
examples:
  - note: each mode without what it needs
    capture: |
      add flow "Credit check" --mode synchronous --retry-limit 3 --staleness-allowed "1 hour"
      add flow "Invoices" --mode asynchronous --latency-budget "2 s" --staleness-allowed "1 hour"
      add flow "Ledger" --mode batch --latency-budget "2 s" --retry-limit 3
    finds: [F-1, F-2, F-3]
  - note: each mode with what it needs and no more; a flow without a mode is another gap
    capture: |
      add flow "Credit check" --mode synchronous --latency-budget "2 s"
      add flow "Invoices" --mode asynchronous --retry-limit 5
      add flow "Ledger" --mode batch --staleness-allowed "1 day"
      add flow "Refunds"
    finds: []
*/
SELECT
  f.ref AS about, f.name, f.mode,
  CASE f.mode WHEN 'synchronous' THEN 'latency budget' WHEN 'asynchronous' THEN 'retry limit'
    ELSE 'allowed staleness' END AS missing,
  CASE f.mode WHEN 'synchronous' THEN 'how long may the caller wait'
    WHEN 'asynchronous' THEN 'how many times does it try again before it gives up'
    ELSE 'how old may the other side be' END AS asked,
  CASE f.mode WHEN 'synchronous' THEN '--latency-budget DURATION' WHEN 'asynchronous' THEN '--retry-limit NUMBER'
    ELSE '--staleness-allowed DURATION' END AS option,
  coalesce(f.maintainer, (SELECT s.technical_owner FROM system s WHERE s.id = f.source_id)) AS ask
FROM flow f
WHERE (f.mode = 'synchronous' AND f.latency_budget IS NULL)
  OR (f.mode = 'asynchronous' AND f.retry_limit IS NULL)
  OR (f.mode = 'batch' AND f.staleness_allowed IS NULL)
ORDER BY f.id
