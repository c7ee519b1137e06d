/*
title: nothing shows that an exception has happened
severity: major
dimension: exceptions
about: exception
fills: detected-by
whom: whoever runs it
message: "Nothing shows that {about} ({title}) has happened."
question: How would we know that "{title}" has happened, and who would be the first to know?
why: |
  A response is worth nothing if nobody learns of the case. Asked this way, many answers are "the customer
  calls", which is a decision about money that somebody should take on purpose.
remedy: plumbline set {about} --detected-by HOW
examples:
  - note: nothing shows the first; the others are noticed, alerted on, or covered by a signal
    capture: |
      add flow "Invoices"
      add exception "Invoice lost" --flow F-1
      add exception "Sum differs" --flow F-1 --detected-by "nightly comparison"
      add exception "Queue full" --flow F-1 --alert-when "over 1,000"
      add exception "Books are down" --flow F-1
      add signal success-rate --flow F-1 --covers EX-4
    finds: [EX-1]
  - note: only a signal covers a case; a decision about it shows nothing
    capture: |
      add exception "Invoice lost"
      decide "We look at lost invoices monthly" --about EX-1
    finds: [EX-1]
  - note: a case that is noticed
    capture: |
      add exception "Sum differs" --detected-by "nightly comparison"
    finds: []
*/
SELECT
  x.ref AS about, x.title,
  coalesce(x.owner, (SELECT f.maintainer FROM flow f WHERE f.id = x.flow_id)) AS ask
FROM exception x
WHERE x.detected_by IS NULL
  AND x.alert_when IS NULL
  AND NOT EXISTS (SELECT 1 FROM link l WHERE l.to_id = x.id AND l.attribute = 'covers')
ORDER BY x.id
