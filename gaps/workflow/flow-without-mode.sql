/*
title: nobody chose how the two sides of a flow wait for each other
severity: blocker
dimension: workflow
about: flow
fills: mode
whom: the technical owner of the system it starts in
message: "{about} ({name}) is neither synchronous, asynchronous nor batch yet."
question: When {name} runs, does somebody wait for the answer, does it follow by itself, or is it done in batches?
why: |
  The mode decides what the rest of the contract must hold: a waiting caller needs a time limit, a queue
  needs retries and a place for what cannot be delivered, a batch needs an agreed age of the data. Chosen
  late, it changes the architecture and the price.
remedy: plumbline set {about} --mode MODE
examples:
  - note: one flow has a mode, the other has not
    capture: |
      add flow "Invoices to the books"
      add flow "Payments to the books" --mode batch
    finds: [F-1]
  - note: a flow whose mode is chosen
    capture: |
      add flow "Payments to the books" --mode batch
    finds: []
*/
SELECT
  f.ref AS about, f.name,
  coalesce(f.maintainer, (SELECT s.technical_owner FROM system s WHERE s.id = f.source_id)) AS ask
FROM flow f
WHERE f.mode IS NULL
ORDER BY f.id
