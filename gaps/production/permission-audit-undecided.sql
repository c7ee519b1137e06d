/*
title: nobody decided whether the use of a right to write is recorded
severity: major
dimension: production
about: permission
fills: audited
whom: whoever answers to the auditors
message: "{actor} may write {record} ({about}), and nobody decided whether that is recorded."
question: "In a year somebody asks what {actor} did to a {record}. What must we be able to show?"
why: |
  A right to write that leaves no trace cannot be cleared when something is wrong with a record. No is an answer too,
  if somebody gives it.
remedy: plumbline set {about} --audited YES-OR-NO
examples:
  - note: each of the three ways to write; to read, or decided either way
    capture: |
      add system Books
      add representation books.Bill
      add person Ana
      add permission a --representation books.Bill --create yes
      add permission b --representation books.Bill --update yes
      add permission c --representation books.Bill --delete yes
      add permission d --representation books.Bill --read yes --create no
      add permission e --representation books.Bill --create yes --audited yes
      add permission f --representation books.Bill --create yes --audited no
    finds: [PM-1, PM-2, PM-3]
  - note: decided, or nothing to record
    capture: |
      add system Books
      add representation books.Bill
      add person Ana
      add permission d --representation books.Bill --read yes
      add permission f --representation books.Bill --create yes --audited no
    finds: []
*/
SELECT p.ref AS about, p.actor, p.representation AS record, p.approver AS ask
FROM permission p
WHERE 1 IN (p."create", p."update", p."delete")
  AND p.audited IS NULL
ORDER BY p.id
