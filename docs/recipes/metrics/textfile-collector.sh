#!/bin/sh
# Metrics for node_exporter's textfile collector: one scan, then one file that Prometheus reads through node_exporter.
#
#   TEXTFILE_FOLDER   the folder of --collector.textfile.directory; default: /var/lib/prometheus/node-exporter
#
# Options of the scan come as arguments, or from the environment (LAMBDA_INVENTORY_ORG=true). If a report is at hand,
# replace the scan with `lambda-inventory report report.json`.
# Exit code: that of the scan. After 2 the old file stays, and lambda_inventory_scan_timestamp_seconds shows how old it is.
set -eu

folder="${TEXTFILE_FOLDER:-/var/lib/prometheus/node-exporter}"

# node_exporter runs as another user.
umask 022
exec lambda-inventory "$@" --format openmetrics --output "$folder/lambda-inventory.prom" --no-progress
