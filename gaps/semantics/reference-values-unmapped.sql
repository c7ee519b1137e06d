/*
title: a list of values moves, and values of it have no counterpart
severity: major
dimension: semantics
about: code-list
whom: the owner of the code list
message: "{mapping} turns {from} into {to}, and {count} of its values have no row, {example} among them."
question: "{from} to {to}: the same values on both sides? If not, which differ?"
why: |
  Country and tax codes look like a standard until the first value that one side made up. The ones
  that differ are few, and nobody knows them by heart.
remedy: plumbline crosswalk {example} {target}VALUE --relation WORD
examples:
  - note: one finding a list
    capture: |
      add system Billing
      add code-list billing.a=
      add code-list billing.b=
      add code billing.a=DE
      add code billing.a=UK
      add code billing.a=FR
      add code billing.b=DE
      add code billing.b=GB
      add representation billing.invoice
      add field billing.invoice.a --code-list billing.a=
      add field billing.invoice.b --code-list billing.b=
      map billing.invoice.a billing.invoice.b
      crosswalk billing.a=FR billing.b=DE
      crosswalk billing.a=UK billing.b=GB --state rejected
    finds: [billing.a=]
  - note: the same value on both sides, a counterpart, none on purpose, not in use, or a rule
    capture: |
      add system Billing
      add code-list billing.a=
      add code-list billing.b=
      add code billing.a=DE
      add code billing.a=UK
      add code billing.a=FR
      add code billing.a=SU --no-in-use
      add code billing.b=DE
      add code billing.b=GB
      add representation billing.invoice
      add field billing.invoice.a --code-list billing.a=
      add field billing.invoice.b --code-list billing.b=
      map billing.invoice.a billing.invoice.b
      crosswalk billing.a=UK billing.b=GB
      crosswalk billing.a=FR --when-none reject
      add code-list billing.z=
      add code billing.z=ZZ
    finds: []
  - note: a rule of the row, or a status list, which is asked about value by value
    capture: |
      add system Billing
      add code-list billing.a=
      add code-list billing.b=
      add code-list billing.c= --is-status
      add code billing.a=DE
      add code billing.c=open
      add representation billing.invoice
      add field billing.invoice.a --code-list billing.a=
      add field billing.invoice.b --code-list billing.b=
      add field billing.invoice.c --code-list billing.c=
      map billing.invoice.a billing.invoice.b --rule "ISO 3166 from the table of Books"
      map billing.invoice.c billing.invoice.b
      add code-list billing.d=
      add code-list billing.e=
      add code billing.d=UK
      add code billing.e=GB
      add field billing.invoice.d --code-list billing.d=
      add field billing.invoice.e --code-list billing.e=
      map billing.invoice.d billing.invoice.e
      crosswalk billing.d=UK billing.e=GB
    finds: []
*/
SELECT
  s.ref AS about,
  s.owner AS ask,
  m.ref AS mapping,
  rtrim(s.ref, '=') AS "from",
  (SELECT rtrim(t.ref, '=') FROM code_list t WHERE t.id = l.target_list_id) AS "to",
  (SELECT t.ref FROM code_list t WHERE t.id = l.target_list_id) AS target,
  count(*) AS count,
  min(c.ref) AS example
FROM moved_code_list l JOIN mapping m ON m.id = l.mapping_id
JOIN code_list s ON s.id = l.source_list_id JOIN code c ON c.code_list_id = s.id
WHERE s.is_status IS NOT 1
  AND m.rule IS NULL
  AND c.in_use IS NOT 0
  AND NOT EXISTS (
    SELECT 1 FROM code t WHERE t.code_list_id = l.target_list_id AND lower(t.value) = lower(c.value))
  AND NOT EXISTS (SELECT 1 FROM value_mapping x WHERE x.source_id = c.id AND x.state IS NOT 'rejected')
GROUP BY s.id, l.target_list_id
ORDER BY s.id
