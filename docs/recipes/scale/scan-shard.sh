#!/bin/sh
# Scans one shard of the accounts and stores its report in S3.
#
#   REPORTS   where reports live: s3://bucket/prefix
#   RUN       names this run, the same for all shards: 2026-11-21
#   SHARDS    how many shards there are
#
# The engine tells which shard this is: AWS Batch and Kubernetes count from 0, and so does SHARD_INDEX for all
# others. Options of the scan come as arguments, or from the environment (LAMBDA_INVENTORY_ORG=true).
set -eu

: "${REPORTS:?is not set: s3://bucket/prefix}"
: "${RUN:?is not set: a name for this run}"
: "${SHARDS:?is not set: the number of shards}"
index="${SHARD_INDEX:-${AWS_BATCH_JOB_ARRAY_INDEX:-${JOB_COMPLETION_INDEX:?no variable says which shard this is}}}"

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
stored="$REPORTS/$RUN/part-$index.json"
set -- --shard "$((index + 1))/$SHARDS" --format json --output "$work/part.json" --no-progress "$@"

# An interrupted attempt has stored what it could read: continue from there.
if aws s3 cp --only-show-errors "$stored" "$work/earlier.json" 2>"$work/error"; then
  set -- "$@" --resume "$work/earlier.json"
elif ! grep -q -e 404 -e NoSuchKey "$work/error"; then
  cat "$work/error" >&2
  exit 2
fi

# In the background, so that SIGTERM (a Spot instance that ends, a pod that moves) reaches the scan.
code=0
lambda-inventory "$@" &
scan=$!
trap 'kill -TERM "$scan" 2>/dev/null' TERM INT
wait "$scan" || code=$?
if kill -0 "$scan" 2>/dev/null; then
  code=0
  wait "$scan" || code=$?
fi

if [ ! -f "$work/part.json" ]; then
  echo "no report was written (exit code $code)" >&2
  exit "$((code == 0 ? 1 : code))"
fi
aws s3 cp --only-show-errors "$work/part.json" "$stored"

# The merge decides about findings and gaps: this shard is done.
case "$code" in
  0 | 1 | 3) exit 0 ;;
  *) exit "$code" ;;
esac
