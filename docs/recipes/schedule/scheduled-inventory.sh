#!/bin/sh
# One scan for cron, a systemd timer or any other scheduler: keeps one JSON report a day, and an HTML page of the last.
#
#   INVENTORY_FOLDER   directory of the reports; default: /var/lib/lambda-inventory
#   INVENTORY_KEEP     days to keep reports; default: 400
#
#   $INVENTORY_FOLDER/reports/2026-11-21.json   the report of the day
#   $INVENTORY_FOLDER/latest.html               the last report
#   $INVENTORY_FOLDER/changes.md                what changed since the report before it
#
# Options of the scan come from a project file (LAMBDA_INVENTORY_CONFIG=/etc/lambda-inventory/nightly.yaml), from the
# environment, or as arguments. With LAMBDA_INVENTORY_NOTIFY=slack the change goes into the notice too.
# Exit code: that of the scan; 0 complete, 1 --fail-on matched, 3 something was not read, 75 another run is in progress.
set -eu

folder="${INVENTORY_FOLDER:-/var/lib/lambda-inventory}"
keep="${INVENTORY_KEEP:-400}"
mkdir -p "$folder/reports"
folder="$(cd "$folder" && pwd)"

# One at a time, even when a run takes longer than the interval.
exec 9>"$folder/lock"
if ! flock -n 9; then
  echo "another run is in progress in $folder" >&2
  exit 75
fi

today="$folder/reports/$(date -u +%F).json"
# The names are dates: the last name before today is the latest report.
before="$(find "$folder/reports" -name '????-??-??.json' ! -path "$today" | sort | tail -n 1)"

# A report with only some columns, or the result of a query, could not be compared.
unset LAMBDA_INVENTORY_COLUMNS LAMBDA_INVENTORY_QUERY
if [ -n "$before" ] && [ -n "${LAMBDA_INVENTORY_NOTIFY:-}" ]; then
  set -- --since "$before" "$@"
fi
code=0
lambda-inventory "$@" --format json --output "$today" --no-progress || code=$?
case "$code" in
  0 | 1 | 3) ;;
  *) exit "$code" ;;
esac

# These only show what the scan found: the exit code is that of the scan, and no project file applies.
cd "$folder"
unset LAMBDA_INVENTORY_CONFIG LAMBDA_INVENTORY_NOTIFY LAMBDA_INVENTORY_FAIL_ON LAMBDA_INVENTORY_COVERAGE
lambda-inventory report "$today" --quiet --allow-incomplete --format html --output "$folder/latest.html"
if [ -n "$before" ]; then
  lambda-inventory diff "$before" "$today" --quiet --format markdown --output "$folder/changes.md"
fi
find "$folder/reports" -name '????-??-??.json' -mtime "+$keep" -exec rm -f {} +

exit "$code"
