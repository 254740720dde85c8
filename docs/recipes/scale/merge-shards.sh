#!/bin/sh
# Merges the reports of all shards of a run, says what changed since the last run, and stores both in S3:
#
#   $REPORTS/$RUN/report.json    what one run would have printed
#   $REPORTS/$RUN/changes.md     what changed since latest.json
#   $REPORTS/latest.json         this report, for the next time
#
# Options of the output come as arguments: merge-shards.sh --fail-on deprecated
# Exit code: that of `lambda-inventory merge`: 3 when something was not read, 1 when --fail-on matched.
set -eu

: "${REPORTS:?is not set: s3://bucket/prefix}"
: "${RUN:?is not set: the name of the run}"

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"

aws s3 cp --only-show-errors --recursive --exclude '*' --include 'part-*.json' "$REPORTS/$RUN/" parts/

code=0
lambda-inventory merge parts/part-*.json --format json --output report.json "$@" || code=$?
[ -f report.json ] || exit "$code"
aws s3 cp --only-show-errors report.json "$REPORTS/$RUN/report.json"

if aws s3 cp --only-show-errors "$REPORTS/latest.json" latest.json 2>error; then
  lambda-inventory diff latest.json report.json --format markdown --output changes.md
  aws s3 cp --only-show-errors changes.md "$REPORTS/$RUN/changes.md"
elif ! grep -q -e 404 -e NoSuchKey error; then
  cat error >&2
  exit 2
fi
aws s3 cp --only-show-errors report.json "$REPORTS/latest.json"
exit "$code"
