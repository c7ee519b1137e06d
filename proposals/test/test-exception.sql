/*
title: a case of the exception catalogue, made to happen
kind: test
why: |
  A response that was never tried is a hope. The case is made to happen once, before it happens by itself.
examples:
  - note: the class tells what sort of test it is
    capture: |
      add person Ana
      add exception "Books are down" --class target-unavailable --disposition handle --what-happens "posts fail" --response "wait and try again"
      add exception "Period locked" --class value-rejected --disposition escalate --owner ana --respond-within "one day"
    proposes:
      - of: "EX-1"
        class: "recovery"
        given: "posts fail"
        when: "Books are down"
        then: "wait and try again"
      - of: "EX-2"
        class: "rejected"
        when: "Period locked"
        then: "ana knows of it and decides within one day"
  - note: proved already, or nobody decided what is done
    capture: |
      add exception "Books are down" --disposition handle
      add exception "Odd one"
      add test --of EX-1
    proposes: []
*/
SELECT
  x.ref AS of,
  CASE WHEN x.class = 'required-value-missing' THEN 'missing'
    WHEN x.class IN ('delivered-twice', 'duplicate-created', 'two-possible-owners') THEN 'duplicate'
    WHEN x.class IN ('delayed', 'timeout') THEN 'delayed'
    WHEN x.class IN ('permission-refused', 'expired-credential') THEN 'permission'
    WHEN x.class IN ('out-of-order', 'stale-overwrite') THEN 'out-of-order'
    WHEN x.class IN ('overload', 'rate-limit', 'backlog-growing') THEN 'load'
    WHEN x.class IN ('malformed-data', 'unknown-field', 'upstream-changed') THEN 'contract'
    WHEN x.class IN ('value-rejected', 'unknown-identifier', 'business-rule-changed') THEN 'rejected'
    ELSE 'recovery' END AS class,
  coalesce(x.what_happens, 'Nothing out of the ordinary') AS given,
  x.title AS "when",
  coalesce(x.response || coalesce('; meanwhile: ' || x.fallback, ''),
    CASE x.disposition WHEN 'log' THEN 'It is noted, and everything else goes on'
      WHEN 'escalate' THEN coalesce(x.owner, 'Somebody') || ' knows of it and decides'
        || coalesce(' within ' || x.respond_within, '')
      ELSE 'It is dealt with, in a way that nobody has said' END) AS "then"
FROM exception x
WHERE x.disposition IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM test t WHERE t.of_id = x.id)
