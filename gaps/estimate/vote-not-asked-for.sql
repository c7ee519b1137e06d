/*
title: a vote in a role that nobody has asked for
severity: minor
dimension: estimate
about: approval
whom: the sponsor
message: "{about} is a vote of {person} as {role}, which is no role that has to agree: it counts for nothing"
question: "Does {role} have to agree, or was {person} to vote in another role?"
why: |
  A name that is spelled otherwise is another role. The vote is kept and shown, and everybody believes that it counts,
  while the role that had to agree still has not.
remedy: plumbline add sign-off {role}
examples:
  - note: one of three; roles are the same whatever their capitals
    capture: |
      add person Ana
      add person Tom
      add sign-off Sponsor
      add sign-off operations
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role sponsor --vote approve --meaning "build this"
      approve v1 --as tom --role ops --vote approve --meaning "we can run it"
      approve v1 --as ana --role operations --vote approve --meaning "for Tom"
    finds: [AP-2]
  - note: where nobody has said who has to agree there is another gap; a vote that another has replaced is past
    capture: |
      add person Ana
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role sponsor --vote approve --meaning "build this"
    finds: []
  - note: replaced by one in the same role, after which nobody asks for it
    capture: |
      add person Ana
      add sign-off sponsor
      baseline create v1 --with-open-gaps --reason "a first look"
      approve v1 --as ana --role money --vote approve --meaning "build this"
      approve v1 --as ana --role money --vote reject --meaning "too dear"
    finds: [AP-2]
*/
SELECT a.ref AS about, a.role, a.person, (SELECT e.sponsor FROM engagement e) AS ask
FROM standing_approval a
WHERE EXISTS (SELECT 1 FROM sign_off)
  AND NOT EXISTS (SELECT 1 FROM sign_off s WHERE lower(s.role) = lower(a.role))
ORDER BY a.id
