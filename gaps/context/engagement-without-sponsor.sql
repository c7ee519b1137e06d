/*
title: the project has no sponsor
severity: blocker
dimension: context
about: engagement
fills: sponsor
whom: whoever called the first meeting
message: "Nobody is named who pays for {name} and settles its disputes."
question: Who pays for this, and settles it when two departments disagree?
why: |
  Two departments will disagree about whose data is right; that is what integration brings up. Without
  a sponsor the dispute waits, and the build waits with it.
remedy: plumbline set {about} --sponsor PERSON
examples:
  - note: a new project
    capture: |
      set engagement --outcome "Books closed in two days"
    finds: [engagement]
  - note: somebody decides
    capture: |
      add person Ana --roles sponsor
      set engagement --sponsor ana
    finds: []
*/
SELECT e.ref AS about, e.name
FROM engagement e
WHERE e.sponsor_id IS NULL
