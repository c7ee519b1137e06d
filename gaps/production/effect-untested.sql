/*
title: a decision about an effect that no test proves
severity: major
dimension: production
about: effect
whom: the owner of the process
message: "No test proves that {about} ({what}) is {done}."
question: How will we see in a test that "{what}" is {done}, once and not twice?
why: |
  That a mail does not go out is proved only by looking for it. Effects that were decided in a workshop and
  never tested are the ones that customers report in the first week.
remedy: plumbline add test --of {about} --class CLASS --given GIVEN --when WHEN --then THEN
examples:
  - note: invoked, suppressed and overridden without a test; the fourth has one
    capture: |
      add process "Bill a customer"
      add step "Enter the bill" --process P-1
      add effect "Mail" --step ST-1 --decision invoke
      add effect "Commission" --step ST-1 --decision suppress
      add effect "Due date" --step ST-1 --decision override
      add effect "Stock" --step ST-1 --decision invoke
      add test --of EF-4 --class normal
    finds: [EF-1, EF-2, EF-3]
  - note: what people do, or what is not decided, has nothing to prove yet
    capture: |
      add process "Bill a customer"
      add step "Enter the bill" --process P-1
      add effect "Phone call" --step ST-1 --decision manual
      add effect "Mail" --step ST-1 --decision undecided
      add effect "Letter" --step ST-1
    finds: []
*/
SELECT
  e.ref AS about, e.what,
  CASE e.decision WHEN 'invoke' THEN 'set off' WHEN 'suppress' THEN 'suppressed' ELSE 'overridden' END AS done,
  coalesce(e.owner, (SELECT p.owner FROM step s JOIN process p ON p.id = s.process_id WHERE s.id = e.step_id)) AS ask
FROM effect e
WHERE e.decision IN ('invoke', 'suppress', 'override')
  AND NOT EXISTS (SELECT 1 FROM test t WHERE t.of_id = e.id)
ORDER BY e.id
