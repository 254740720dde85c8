#!/usr/bin/env bash
# The loop that everyone writes first: the AWS CLI, one region after the other. It reads one account.
set -euo pipefail
regions=$(aws ec2 describe-regions --query 'Regions[].RegionName' --output text)
for region in $regions; do
  aws lambda list-functions --region "$region" --query 'Functions[].[FunctionName]' --output text |
    sort | sed "s/^/$region\t/"
done
