/*
title: nothing makes a second delivery of a flow harmless
severity: blocker
dimension: workflow
about: flow
fills: idempotency-key
whom: the technical owner of the system it writes into
message: "{about} ({name}) writes into {target}{tries} and has no idempotency key."
question: The same message of {name} arrives twice. How does {target} know that it is the same one?
why: |
  Every network delivers some things twice: a timeout after the write, a replay, an operator pressing the
  button again. Without a key the second one becomes a second invoice, and customers find it before
  you do.
remedy: plumbline set {about} --idempotency-key KEY
examples:
  - note: one writes without a key, one with; the third does not say where it writes
    capture: |
      add system Books
      add flow "Invoices" --target books --retry-limit 3
      add flow "Payments" --target books --idempotency-key "payment id"
      add flow "Refunds"
    finds: [F-1]
  - note: a flow with a key
    capture: |
      add system Books
      add flow "Payments" --target books --idempotency-key "payment id"
    finds: []
*/
SELECT
  f.ref AS about, f.name, f.target_name AS target,
  CASE WHEN f.retry_limit > 0 THEN ', tries again up to ' || f.retry_limit || ' times' ELSE '' END AS tries,
  coalesce(f.maintainer, (SELECT s.technical_owner FROM system s WHERE s.id = f.target_id)) AS ask
FROM flow_contract f
WHERE f.idempotency_key IS NULL
  AND f.target_id IS NOT NULL
ORDER BY f.id
