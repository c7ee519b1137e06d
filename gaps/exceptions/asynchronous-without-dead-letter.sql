/*
title: what cannot be delivered has no place, or nobody empties it
severity: major
dimension: exceptions
about: flow
whom: the technical owner of the system it starts in
message: "{about} ({name}) is asynchronous and {missing}."
question: A message of {name} fails for the last time. Where does it lie, and who looks there, how often?
why: |
  Without a place, the message is gone and only the customer knows. With a place but no name on it, it fills
  for months, and is found when the missing records are counted at year-end.
remedy: plumbline set {about} {option}
examples:
  - note: no place, and a place that nobody empties
    capture: |
      add person Ana
      add flow "Invoices" --mode asynchronous --dead-letter-owner ana
      add flow "Payments" --mode asynchronous --dead-letter "queue payments-failed"
    finds: [F-1, F-2]
  - note: a place with an owner; other modes have no queue
    capture: |
      add person Ana
      add flow "Invoices" --mode asynchronous --dead-letter "queue invoices-failed" --dead-letter-owner ana
      add flow "Ledger" --mode batch
      add flow "Refunds"
    finds: []
*/
SELECT
  f.ref AS about, f.name,
  CASE WHEN f.dead_letter IS NULL THEN 'has no place for what cannot be delivered'
    ELSE 'nobody empties ' || f.dead_letter END AS missing,
  CASE WHEN f.dead_letter IS NOT NULL THEN '--dead-letter-owner PERSON' WHEN f.dead_letter_owner_id IS NULL
    THEN '--dead-letter PLACE --dead-letter-owner PERSON' ELSE '--dead-letter PLACE' END AS option,
  coalesce(f.maintainer, (SELECT s.technical_owner FROM system s WHERE s.id = f.source_id)) AS ask
FROM flow f
WHERE f.mode = 'asynchronous'
  AND (f.dead_letter IS NULL OR f.dead_letter_owner_id IS NULL)
ORDER BY f.id
