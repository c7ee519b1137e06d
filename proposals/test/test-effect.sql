/*
title: what a step sets off does happen, or does not
kind: test
why: |
  An effect that was switched off comes back with the next release of the other side. A test is the only thing that
  remembers the decision.
examples:
  - note: one to happen, one not to
    capture: |
      add process "Bill a customer"
      add step "Post the bill" --process P-1
      add effect "Customer is mailed" --step ST-1 --decision suppress --mechanism "posting does not mail"
      add effect "Revenue is booked" --step ST-1 --decision invoke --condition "over 0.00"
    proposes:
      - of: "EF-1"
        class: "normal"
        given: "Everything is ready for: Post the bill"
        when: "Post the bill"
        then: "This has not happened: Customer is mailed. Kept right by: posting does not mail"
      - of: "EF-2"
        class: "normal"
        given: "over 0.00"
        then: "This has happened once: Revenue is booked"
  - note: proved already, or not decided
    capture: |
      add process "Bill a customer"
      add step "Post the bill" --process P-1
      add effect "Customer is mailed" --step ST-1 --decision suppress
      add effect "Clerk is told" --step ST-1
      add effect "Boss is told" --step ST-1 --decision undecided
      add test --of EF-1
    proposes: []
*/
SELECT
  e.ref AS of, 'normal' AS class,
  coalesce(e.condition, s.condition, 'Everything is ready for: ' || s.action) AS given,
  s.action AS "when",
  CASE e.decision WHEN 'invoke' THEN 'This has happened once: ' || e.what
    WHEN 'manual' THEN coalesce(e.owner, 'Somebody') || ' was asked to see to it: ' || e.what
    WHEN 'override' THEN 'What stands is ours, not its own: ' || e.what
    ELSE 'This has not happened: ' || e.what END || coalesce('. Kept right by: ' || e.mechanism, '') AS "then"
FROM effect e
JOIN step s ON s.id = e.step_id
WHERE e.decision <> 'undecided'
  AND NOT EXISTS (SELECT 1 FROM test t WHERE t.of_id = e.id)
