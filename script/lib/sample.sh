# The sample: its workbook and its pack, made from workshops/sample. The clock and the name stand still, so
# that the same files give the same bytes. Sourced after common.sh; expects `plumbline`, a path.
# shellcheck shell=bash

# Tuesday 17 March 2026, 08:00 UTC: the day after the last sitting of the sample.
readonly sample_moment=1773734400

# step PLUMBLINE-ARGUMENT…: shows a command as one would type it, then runs it on the sample's workbook.
step() {
  local word line='$ plumbline'
  for word in "$@"; do
    if [[ $word == *[[:space:]]* ]]; then line+=" \"$word\""; else line+=" $word"; fi
  done
  printf '%s\n' "$line" >&2
  env -u PLUMBLINE_METHOD SOURCE_DATE_EPOCH=$sample_moment PLUMBLINE_USER=ben-sato \
    PLUMBLINE_WORKBOOK="$sample_workbook" "${plumbline:?}" "$@"
}

# sample_capture WORKBOOK: the workbook, from the two schemas and every sitting in the order of its name.
sample_capture() {
  sample_workbook=$1
  local capture
  heading "A workbook for the scope"
  step init "$sample_workbook" --name "Billing to accounting" --client "Merrowdale Software Ltd"
  heading "What the two systems say of themselves"
  step import openapi workshops/sample/schemas/stripe.json --system stripe
  step import openapi workshops/sample/schemas/xero.yaml --system xero
  heading "What people said, sitting by sitting"
  for capture in workshops/sample/*.capture; do
    step replay "$capture" >/dev/null
  done
}

# sample_pack FOLDER: the pack of the workbook, in every format.
sample_pack() {
  heading "The pack"
  step render --to "$1"
}
