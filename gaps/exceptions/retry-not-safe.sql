/*
title: a case is tried again though that is not safe
severity: blocker
dimension: exceptions
about: exception
whom: the technical owner of the system that is written to
message: "{about} ({title}) is tried again ({rule}), {fault}."
question: '"{title}" is tried again. If the first try did arrive after all, what does the second one do?'
why: |
  The commonest failure is an answer that got lost after the write succeeded. A retry then writes a second
  time, and what began as a timeout ends as a customer charged twice.
remedy: plumbline set {about} --retry-safe YES-OR-NO --retry-rule RULE
examples:
  - note: known to be unsafe, whatever key its flow has, and unknown where no flow has a key to make it safe
    capture: |
      add flow "Payments" --idempotency-key "payment id"
      add exception "Payment timed out" --flow F-1 --retry-safe no --retry-rule "every minute"
      add exception "Mail refused" --retry-rule "every hour"
    finds: [EX-1, EX-2]
  - note: safe, or never tried again; of a flow without a key the flow itself is asked
    capture: |
      add flow "Payments"
      add exception "Payment timed out" --flow F-1 --retry-rule "every minute"
      add exception "Mail refused" --retry-rule "every hour" --retry-safe yes
      add exception "Value refused" --retry-safe no
      add exception "Sum differs"
    finds: []
*/
SELECT
  x.ref AS about, x.title, x.retry_rule AS rule,
  CASE x.retry_safe WHEN 0 THEN 'and that is known not to be safe' ELSE 'and nobody said that it is safe' END AS fault,
  coalesce(x.owner, (SELECT f.maintainer FROM flow f WHERE f.id = x.flow_id)) AS ask
FROM exception x
WHERE x.retry_rule IS NOT NULL
  AND (x.retry_safe = 0 OR (x.retry_safe IS NULL AND x.flow_id IS NULL))
ORDER BY x.id
