/*
title: a case leaves the two sides apart, and nothing brings them together
severity: major
dimension: exceptions
about: exception
fills: reconciled-by
whom: the owner of what moves
message: "{about} ({title}) leaves the two sides apart, and nothing brings them together again."
question: "After \"{title}\" one side has what the other has not. What finds it, and who makes it right?"
why: |
  Lost, doubled, half done and overwritten leave no error behind: each system is content with what it has. Only a
  comparison of both finds them, and only a rule says which side is made right.
remedy: plumbline set {about} --reconciled-by HOW
examples:
  - note: lost and doubled without a comparison; of another class, with one of its own, or with one of its flow
    capture: |
      add flow "Orders"
      add flow "Invoices" --reconciliation "daily"
      add exception "Lost" --class event-lost
      add exception "Doubled" --class duplicate-created --flow F-1
      add exception "Refused" --class value-rejected --flow F-1
      add exception "Half done" --class partial-success --flow F-1 --reconciled-by "read each answer"
      add exception "Overwritten" --class stale-overwrite --flow F-2
    finds: [EX-1, EX-2]
  - note: compared by itself or with its flow
    capture: |
      add flow "Invoices" --reconciliation "daily"
      add exception "Half done" --class partial-success --reconciled-by "read each answer"
      add exception "Overwritten" --class stale-overwrite --flow F-1
    finds: []
*/
SELECT x.ref AS about, x.title, coalesce(x.owner, (SELECT f.owner FROM flow f WHERE f.id = x.flow_id)) AS ask
FROM exception x
WHERE x.class IN ('event-lost', 'duplicate-created', 'delivered-twice', 'partial-success',
    'connection-died-mid-response', 'stale-overwrite', 'out-of-order', 'two-possible-owners', 'one-side-migrated')
  AND x.reconciled_by IS NULL
  AND NOT EXISTS (SELECT 1 FROM flow f WHERE f.id = x.flow_id AND f.reconciliation IS NOT NULL)
ORDER BY x.id
