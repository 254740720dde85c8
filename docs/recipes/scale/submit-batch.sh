#!/bin/sh
# Submits a scan in SHARDS shards, and a merge that waits for all of them.
#
#   submit-batch.sh STACK SHARDS [option of merge...]
set -eu

stack="${1:?name the stack of aws-batch.yaml}"
shards="${2:?name the number of shards, 2 to 10000}"
shift 2

output() {
  aws cloudformation describe-stacks --stack-name "$stack" --output text \
    --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue"
}

# The same name and assessment date for all shards, even when the run passes midnight.
run="$(date -u +%Y-%m-%dT%H-%M-%SZ)"
day="$(date -u +%Y-%m-%d)"
queue="$(output Queue)"

scan="$(aws batch submit-job --job-name lambda-inventory-scan --job-queue "$queue" \
  --job-definition "$(output ScanShard)" --array-properties "size=$shards" --query jobId --output text \
  --container-overrides "environment=[{name=RUN,value=$run},{name=SHARDS,value=$shards},{name=LAMBDA_INVENTORY_AS_OF,value=$day}]")"

# The options of the merge, as a JSON list.
command='"merge-shards.sh"'
for option in "$@"; do
  command="$command,\"$(printf '%s' "$option" | sed 's/[\\"]/\\&/g')\""
done

merge="$(aws batch submit-job --job-name lambda-inventory-merge --job-queue "$queue" \
  --job-definition "$(output MergeShards)" --depends-on "jobId=$scan" --query jobId --output text \
  --container-overrides "{\"command\":[$command],\"environment\":[{\"name\":\"RUN\",\"value\":\"$run\"}]}")"

echo "scan $scan, then merge $merge: $(output Reports)/$run/report.json"
