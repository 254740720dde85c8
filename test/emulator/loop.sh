#!/bin/sh
# The shell loop that this program replaces: one account, one region after the other.
# usage: loop.sh [PATTERN]   only the regions that match the extended regular expression
for region in $(aws ec2 describe-regions --query 'Regions[].[RegionName]' --output text | sort | grep -E "${1:-.}"); do
  aws lambda list-functions --region "$region" \
    --query 'Functions[].[FunctionName,Runtime,LastModified,Description]' --output text | sort |
    sed "s/^/$region	/"
done
