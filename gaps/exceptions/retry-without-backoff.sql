/*
title: a flow tries again without waiting
severity: minor
dimension: exceptions
about: flow
fills: backoff
whom: the technical owner of the system it writes into
message: "{about} ({name}) tries again {limit} times, and nothing says how it waits between."
question: "How long does {name} wait before it tries again, and does the wait grow?"
why: |
  Tries that follow one another at once all meet the same outage, and together they keep the target from coming
  back.
remedy: plumbline set {about} --backoff HOW
examples:
  - note: one waits, the other does not; without tries there is nothing to wait for
    capture: |
      add flow "Invoices" --retry-limit 3
      add flow "Payments" --retry-limit 3 --backoff "doubling from one minute"
      add flow "Prices" --retry-limit 0
      add flow "Orders"
    finds: [F-1]
  - note: one that waits, and one that never tries again
    capture: |
      add flow "Payments" --retry-limit 3 --backoff "doubling from one minute"
      add flow "Prices" --retry-limit 0
    finds: []
*/
SELECT f.ref AS about, f.name, f.retry_limit AS "limit", coalesce(f.maintainer, f.owner) AS ask
FROM flow f
WHERE f.backoff IS NULL
  AND f.retry_limit > 0
ORDER BY f.id
