/*
title: nobody knows how much a flow carries in its busiest hour
severity: major
dimension: workflow
about: flow
fills: peak-per-hour
whom: the business owner of the system it starts in
message: "{about} ({name}) has no peak{daily}."
question: How many does {name} carry in its busiest hour of the year?
why: |
  Averages size nothing. Month-end, the first of the month and the sale day are when limits are hit and
  queues grow, and the peak is often thirty times the mean. One number from a person who has seen such an
  hour is enough to choose the design.
remedy: plumbline set {about} --peak-per-hour NUMBER
examples:
  - note: one flow has a peak, the other only a daily volume
    capture: |
      add flow "Invoices" --volume-per-day 400
      add flow "Payments" --peak-per-hour 900
    finds: [F-1]
  - note: a flow whose peak is known
    capture: |
      add flow "Payments" --peak-per-hour 900
    finds: []
*/
SELECT
  f.ref AS about, f.name,
  CASE WHEN f.volume_per_day IS NULL THEN '' ELSE ', only a volume of ' || f.volume_per_day || ' a day' END AS daily,
  coalesce(f.owner, (SELECT s.business_owner FROM system s WHERE s.id = f.source_id)) AS ask
FROM flow f
WHERE f.peak_per_hour IS NULL
ORDER BY f.id
