/*
title: a permission that nobody will look at again
severity: major
dimension: production
about: permission
fills: review-on
whom: whoever grants it
message: "Nobody will look again at what {actor} may do with {record} ({about})."
question: When is it looked at again whether {actor} still needs {record}, and by whom?
why: |
  Accounts of integrations outlive the integrations. The review is where the old one is closed, and the
  question an auditor asks first.
remedy: plumbline set {about} --review-on DAY
examples:
  - note: one is looked at again, one is not
    capture: |
      add system Books
      add representation books.Bill
      add permission "clerk" --representation books.Bill
      add permission "service account" --representation books.Bill --review-on 2099-01-31
    finds: [PM-1]
  - note: a permission that is looked at again
    capture: |
      add system Books
      add representation books.Bill
      add permission "service account" --representation books.Bill --review-on 2099-01-31
    finds: []
*/
SELECT
  p.ref AS about, p.actor, p.representation AS record,
  coalesce(p.approver, (SELECT s.technical_owner FROM representation r JOIN system s ON s.id = r.system_id
    WHERE r.id = p.representation_id)) AS ask
FROM permission p
WHERE p.review_on IS NULL
ORDER BY p.id
