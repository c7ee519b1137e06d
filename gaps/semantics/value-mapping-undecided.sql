/*
title: a row of a crosswalk is not decided
severity: blocker
dimension: semantics
about: value-mapping
fills: state
whom: the owner of the code list
message: "{about}, {source} {becomes}, is {state}, not agreed."
question: "{about}, {source} {becomes}: is that so in every case, and who says so?"
why: |
  Statuses look alike across systems, and a proposed row looks right to everybody who knows only one
  of the two. It takes the owner of each side to say yes.
remedy: plumbline set {about} --state agreed --decided-by PERSON
examples:
  - note: proposed, suggested, or in no state at all
    capture: |
      add system Billing
      add code-list billing.a=
      add code billing.a=open
      add code billing.a=OPEN
      add code billing.a=paid
      crosswalk billing.a=open billing.a=OPEN
      crosswalk billing.a=paid billing.a=OPEN --state suggested
      crosswalk billing.a=paid --when-none review
      set X-3 --clear state
    finds: [X-1, X-2, X-3]
  - note: agreed, rejected, set aside, put off
    capture: |
      add system Billing
      add code-list billing.a=
      add code billing.a=open
      add code billing.a=OPEN
      add code billing.a=paid
      crosswalk billing.a=open billing.a=OPEN --state agreed
      crosswalk billing.a=paid billing.a=OPEN --state rejected
      crosswalk billing.a=paid --state not-needed
      crosswalk billing.a=OPEN billing.a=paid --state deferred
    finds: []
*/
SELECT
  x.ref AS about,
  coalesce(x.owner, (
    SELECT l.owner FROM code c JOIN code_list l ON l.id = c.code_list_id WHERE c.id = x.source_id)) AS ask,
  x.source,
  coalesce('to ' || x.target, 'without a counterpart') AS becomes,
  coalesce(x.state, 'in no state') AS state
FROM value_mapping x
WHERE coalesce(x.state, 'proposed') IN ('suggested', 'proposed')
ORDER BY x.id
