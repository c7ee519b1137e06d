/*
title: a flow tries again with no limit
severity: blocker
dimension: exceptions
about: flow
fills: retry-limit
whom: the technical owner of the system it writes into
message: "{about} ({name}) tries again ({sign}), and nothing says when it gives up."
question: How many times may {name} try before it stops, and what happens to the record then?
why: |
  A retry without a limit turns one bad record into a stuck queue, and a slow target into one that is down.
  The limit is also the moment at which a person is told, so without it nobody ever is.
remedy: plumbline set {about} --retry-limit NUMBER
examples:
  - note: one waits between tries, the other has a case that is tried again with no rule
    capture: |
      add flow "Invoices" --mode synchronous --backoff "doubling, from 1 s"
      add flow "Payments"
      add exception "Books are down" --flow F-2 --disposition handle --retry-safe yes
    finds: [F-1, F-2]
  - note: a limit is set; a queue without one is asked about under its mode
    capture: |
      add flow "Invoices" --mode synchronous --backoff "doubling, from 1 s" --retry-limit 5
      add flow "Payments" --mode asynchronous --backoff "doubling, from 1 s"
    finds: []
  - note: cases of another flow, with a rule of their own, given to a person, or not to be tried again
    capture: |
      add flow "Invoices"
      add exception "Books are down" --flow F-1 --disposition handle --retry-safe yes --retry-rule "3 times, an hour apart"
      add exception "Sum differs" --flow F-1 --disposition escalate --retry-safe yes
      add exception "Value refused" --flow F-1 --disposition handle --retry-safe no
      add exception "No connection" --disposition handle --retry-safe yes
    finds: []
*/
SELECT
  f.ref AS about, f.name,
  coalesce('waiting ' || f.backoff, (
    SELECT x.ref FROM exception x
    WHERE x.flow_id = f.id AND x.disposition = 'handle' AND x.retry_safe = 1 AND x.retry_rule IS NULL)) AS sign,
  coalesce(f.maintainer, (SELECT s.technical_owner FROM system s WHERE s.id = f.target_id)) AS ask
FROM flow f
WHERE f.retry_limit IS NULL
  AND f.mode IS NOT 'asynchronous'
  AND (f.backoff IS NOT NULL OR EXISTS (
    SELECT 1 FROM exception x
    WHERE x.flow_id = f.id AND x.disposition = 'handle' AND x.retry_safe = 1 AND x.retry_rule IS NULL))
ORDER BY f.id
