/*
title: a credential runs out before anybody looks again
severity: major
dimension: context
about: system
fills: credentials-expire
whom: the owner of the credentials
message: "The credentials for {name} run out on {expires}, {reason}."
question: Who renews the credentials for {name} before {expires}, and how long does that take?
why: |
  An expired credential is the most ordinary outage there is, and the only one with a date. Renewing
  often needs an approval that takes longer than the days that are left.
remedy: plumbline set {about} --credentials-expire YYYY-MM-DD
examples:
  - note: run out already, and before the flow that uses them is looked at again
    capture: |
      add system Billing --credentials-expire 2001-01-01
      add system Books --credentials-expire 2990-01-01
      add system Shop --credentials-expire 2990-01-01
      add flow Invoices --source shop --target books --review-on 2991-01-01
      add system Desk --credentials-expire 2990-01-01
      add flow Orders --source shop --target desk --review-on 2991-01-01
    finds: [billing, books, shop, desk]
  - note: good until after the review, or for long
    capture: |
      add system Billing --credentials-expire 2990-01-01
      add system Books --credentials-expire 2990-01-01
      add system Shop --credentials-expire 2990-01-01
      add flow Invoices --source billing --target books --review-on 2989-01-01
      add flow Payments --review-on 2991-01-01
      add system Till
      add flow Orders --source till --target till --review-on 2991-01-01
    finds: []
*/
SELECT
  s.ref AS about,
  coalesce(s.credentials_owner, s.technical_owner) AS ask,
  s.name,
  s.credentials_expire AS expires,
  CASE WHEN s.credentials_expire < date(:today, '+60 days') THEN 'less than 60 days from now'
    ELSE 'before its flows are reviewed' END AS reason
FROM system s
WHERE s.credentials_expire < date(:today, '+60 days')
  OR EXISTS (SELECT 1 FROM flow f WHERE f.source_id = s.id AND f.review_on > s.credentials_expire)
  OR EXISTS (SELECT 1 FROM flow f WHERE f.target_id = s.id AND f.review_on > s.credentials_expire)
ORDER BY s.id
