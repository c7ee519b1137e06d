/*
title: nobody said how often a case comes or what harm it does
severity: minor
dimension: exceptions
about: exception
whom: the owner of the flow
message: "Nobody said {missing} {about} ({title})."
question: "\"{title}\": how often a month, and what does one of them cost?"
why: |
  An hour of a workshop goes to the case that was told best. Likelihood, harm and how hard it is to notice put the
  cases in an order that everybody can argue with.
remedy: plumbline set {about} --likelihood LEVEL --impact LEVEL
examples:
  - note: the harm is not known, the frequency is not, or neither
    capture: |
      add exception "Books are down" --per-month 2
      add exception "Sum differs" --impact high
      add exception "Odd one"
      add exception "Invoice lost" --impact high --likelihood low
      add exception "Too late" --impact low --per-month 3
    finds: [EX-1, EX-2, EX-3]
  - note: both are known, by count or by level
    capture: |
      add exception "Invoice lost" --impact high --likelihood low
      add exception "Too late" --impact low --per-month 3
    finds: []
*/
SELECT
  p.ref AS about, p.title,
  CASE WHEN p.impact_score IS NOT NULL THEN 'how likely is' WHEN p.likelihood_score IS NOT NULL
    THEN 'how much harm is done by' ELSE 'how likely and how harmful is' END AS missing,
  coalesce(p.owner, (SELECT f.owner FROM flow f WHERE f.id = p.flow_id)) AS ask
FROM exception_priority p
WHERE p.impact_score IS NULL
  OR p.likelihood_score IS NULL
ORDER BY p.id
