/*
title: a contract or a right was to be looked at again, and was not
severity: major
dimension: production
about: flow or permission
fills: review-on
whom: whoever answers for it
message: "{about} ({name}) was to be looked at again on {day}."
question: "What has changed since {day} that {name} does not know of?"
why: |
  The day was set because things drift: people leave, versions end, volumes grow. A review that is not held turns the
  date into decoration.
remedy: plumbline set {about} --review-on DAY
examples:
  - note: a flow and a right whose day is past; others have none or a later one
    capture: |
      add system Books
      add representation books.Bill
      add person Ana
      add flow "Invoices" --review-on 2020-01-31
      add flow "Payments" --review-on 2099-01-31
      add flow "Orders"
      add permission clerk --representation books.Bill --review-on 2020-01-31
      add permission boss --representation books.Bill --review-on 2099-01-31
    finds: [F-1, PM-1]
  - note: a later day
    capture: |
      add flow "Payments" --review-on 2099-01-31
    finds: []
*/
SELECT f.ref AS about, f.name, f.review_on AS day, coalesce(f.owner, f.maintainer) AS ask
FROM flow f
WHERE f.review_on < :today
UNION ALL
SELECT p.ref, p.actor, p.review_on, p.approver
FROM permission p
WHERE p.review_on < :today
