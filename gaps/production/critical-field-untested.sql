/*
title: a critical field moves and no test proves that it arrives right
severity: major
dimension: production
about: mapping
whom: whoever accepts the flow
message: "{about} fills {field} ({class}) on a critical flow, and no test proves that it arrives right."
question: Which one example would convince you that {field} arrives right, and which one usually goes wrong?
why: |
  A wrong amount, key or status passes every technical check: it is a valid value, only not the true one.
  These few fields deserve an example each, from real data, chosen by the person who will be blamed.
remedy: plumbline add test --of {about} --class normal --given GIVEN --when WHEN --then THEN
examples:
  - note: amount, key and status that a critical flow fills, with no test
    capture: |
      add system Shop
      add system Books
      add entity Bill
      add representation books.Bill --entity bill
      add field books.Bill.Total --class money
      add field books.Bill.Number --class identifier
      add field books.Bill.Status --class status
      add mapping --target books.Bill.Total --transform constant --state agreed
      add mapping --target books.Bill.Number --transform constant --state agreed
      add mapping --target books.Bill.Status --transform constant --state agreed
      add flow "Bills" --entity bill --source shop --target books --criticality high
      add test --of F-1 --class normal
    finds: [M-1, M-2, M-3]
  - note: tested, not agreed yet, or not critical
    capture: |
      add system Shop
      add system Books
      add entity Bill
      add representation books.Bill --entity bill
      add field books.Bill.Total --class money
      add field books.Bill.Number --class identifier
      add field books.Bill.Memo --class text
      add mapping --target books.Bill.Total --transform constant --state agreed
      add mapping --target books.Bill.Number --transform constant
      add mapping --target books.Bill.Memo --transform constant --state agreed
      add test --of M-1 --class normal
      add flow "Bills" --entity bill --source shop --target books --criticality high
    finds: []
  - note: on a flow that is not critical, or on the side where a critical one starts
    capture: |
      add system Shop
      add system Books
      add entity Bill
      add entity Order
      add representation books.Bill --entity bill
      add representation books.Order --entity order
      add field books.Bill.Total --class money
      add field books.Order.Total --class money
      add mapping --target books.Bill.Total --transform constant --state agreed
      add mapping --target books.Order.Total --transform constant --state agreed
      add flow "Bills" --entity bill --source shop --target books
      add flow "Orders" --entity order --source books --target shop --criticality high
    finds: []
*/
SELECT m.ref AS about, d.ref AS field, d.class, coalesce(m.owner, d.owner) AS ask
FROM mapping m
JOIN field d ON d.id = m.target_id
WHERE m.state = 'agreed'
  AND d.class IN ('identifier', 'money', 'status')
  AND d.representation_id IN (
    SELECT w.representation_id FROM flow f JOIN flow_representation w ON w.flow_id = f.id
    WHERE f.criticality = 'high' AND w.side = 'target')
  AND NOT EXISTS (SELECT 1 FROM test t WHERE t.of_id = m.id)
ORDER BY m.id
