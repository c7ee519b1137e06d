/*
title: cases of the checklist that nobody considered for a flow
severity: major
dimension: exceptions
about: flow
whom: the technical owner of the system it writes into, with its business owner
message: "{about} ({name}): {count} of 26 cases are not considered: {missing}."
question: "{name}, {words}: does it happen, how often, what harm does it do, and how would we know?"
why: |
  A team thinks of the failures it has met. The list is of those that integrations meet in their first year,
  and going through it takes an hour a flow. "Cannot happen here" is a fine answer when somebody gives the
  reason.
remedy: plumbline add exception TITLE --class {first} --flow {about} --disposition DISPOSITION
examples:
  - note: a flow of which 25 cases are considered, and one of which none is
    capture: |
      add flow "Invoices"
      add exception "Down" --flow F-1 --class target-unavailable
      add exception "In the air" --class timeout
      add exception "Odd one" --flow F-1
      add flow "Payments"
    finds: [F-1, F-2]
  - note: where there is no flow, nothing is asked of it
    capture: |
      add exception "Down" --class target-unavailable
    finds: []
  - note: every case of one flow is considered, which says nothing of the other
    capture: |
      add flow "Invoices"
      add exception "1" --flow F-1 --class target-unavailable
      add exception "2" --flow F-1 --class maintenance-window
      add exception "3" --flow F-1 --class timeout
      add exception "4" --flow F-1 --class overload
      add exception "5" --flow F-1 --class rate-limit
      add exception "6" --flow F-1 --class expired-credential
      add exception "7" --flow F-1 --class permission-refused
      add exception "8" --flow F-1 --class value-rejected
      add exception "9" --flow F-1 --class required-value-missing
      add exception "10" --flow F-1 --class malformed-data
      add exception "11" --flow F-1 --class unknown-field
      add exception "12" --flow F-1 --class unknown-identifier
      add exception "13" --flow F-1 --class two-possible-owners
      add exception "14" --flow F-1 --class delivered-twice
      add exception "15" --flow F-1 --class duplicate-created
      add exception "16" --flow F-1 --class event-lost
      add exception "17" --flow F-1 --class out-of-order
      add exception "18" --flow F-1 --class delayed
      add exception "19" --flow F-1 --class partial-success
      add exception "20" --flow F-1 --class connection-died-mid-response
      add exception "21" --flow F-1 --class stale-overwrite
      add exception "22" --flow F-1 --class backlog-growing
      add exception "23" --flow F-1 --class upstream-changed
      add exception "24" --flow F-1 --class one-side-migrated
      add exception "25" --flow F-1 --class business-rule-changed
      add waiver exception-class-unconsidered/no-traffic --about F-1 --reason "Nothing is normal at night"
      add flow "Payments"
    finds: [F-2]
*/
WITH
  -- A bit for each class, so that what a flow considered is one number.
  checklist (class, bit) AS (VALUES
    ('target-unavailable', 1 << 0), ('maintenance-window', 1 << 1), ('timeout', 1 << 2), ('overload', 1 << 3),
    ('rate-limit', 1 << 4), ('expired-credential', 1 << 5), ('permission-refused', 1 << 6),
    ('value-rejected', 1 << 7), ('required-value-missing', 1 << 8), ('malformed-data', 1 << 9),
    ('unknown-field', 1 << 10), ('unknown-identifier', 1 << 11), ('two-possible-owners', 1 << 12),
    ('delivered-twice', 1 << 13), ('duplicate-created', 1 << 14), ('event-lost', 1 << 15),
    ('out-of-order', 1 << 16), ('delayed', 1 << 17), ('partial-success', 1 << 18),
    ('connection-died-mid-response', 1 << 19), ('stale-overwrite', 1 << 20), ('backlog-growing', 1 << 21),
    ('upstream-changed', 1 << 22), ('one-side-migrated', 1 << 23), ('business-rule-changed', 1 << 24),
    ('no-traffic', 1 << 25)),
  considered AS MATERIALIZED (
    SELECT k.flow_id, sum(DISTINCT c.bit) AS bits
    FROM (
      SELECT x.flow_id, x.class FROM exception x
      UNION ALL
      -- A waiver of one class: exception-class-unconsidered/timeout.
      SELECT w.about_id, substr(w.gap, 30) FROM waiver w
      WHERE w.gap LIKE 'exception-class-unconsidered/%' AND (w.until IS NULL OR w.until >= :today)
    ) k
    CROSS JOIN checklist c
    WHERE c.class = k.class
    GROUP BY k.flow_id
  ),
  unconsidered AS MATERIALIZED (
    SELECT f.id AS flow_id, count(*) AS count, min(c.bit) AS bit, c.class AS first,
      group_concat(c.class, ', ') AS missing
    FROM flow f
    LEFT JOIN considered k ON k.flow_id = f.id
    CROSS JOIN checklist c
    WHERE coalesce(k.bits, 0) & c.bit = 0
    GROUP BY f.id
  )
SELECT
  f.ref AS about, f.name, u.count, u.first, replace(u.first, '-', ' ') AS words, u.missing,
  coalesce(f.maintainer, (SELECT s.technical_owner FROM system s WHERE s.id = f.target_id), f.owner) AS ask
FROM unconsidered u
JOIN flow f ON f.id = u.flow_id
ORDER BY f.id
