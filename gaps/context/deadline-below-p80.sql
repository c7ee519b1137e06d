/*
title: the deadline lies before the P80 finish of the estimate
severity: major
dimension: context
about: engagement
fills: deadline
needs: estimate
whom: the sponsor
message: "The deadline, {deadline}, lies before {finish}, when eight of ten simulated runs are done."
question: The deadline is {deadline}, and eight of ten simulated runs are done by {finish}. What gives - the day, the scope or the team?
why: |
  A date that was set before the work was known is a wish. Said now it can be traded for scope or people; said
  in the last month it is paid for in what was going to be tested.
remedy: plumbline set engagement --deadline DAY
examples:
  - note: one person, twenty hours a week, and a day that is past
    capture: |
      set engagement --deadline 2001-01-31 --team-size 1 --focus-hours-per-week 20
      add system Billing --interface rest
      add system Books --interface rest
      add flow Invoices --source billing --target books
    finds: [engagement]
  - note: a day that is far enough away
    capture: |
      set engagement --deadline 2999-12-31 --team-size 1 --focus-hours-per-week 20
      add system Billing --interface rest
      add system Books --interface rest
      add flow Invoices --source billing --target books
    finds: []
  - note: without a team there is no finish to compare with
    capture: |
      set engagement --deadline 2001-01-31
      add system Billing --interface rest
      add system Books --interface rest
      add flow Invoices --source billing --target books
    finds: []
*/
SELECT e.ref AS about, e.sponsor AS ask, e.deadline, p.finish
FROM engagement e,
  (SELECT date(:today, '+' || (7 * value) || ' days') AS finish
   FROM estimate_figure WHERE name = 'weeks_p80') p
WHERE e.deadline < p.finish
