#!/bin/sh
# The shell loop that this program replaces: one account, one region after the other.
for region in $(aws ec2 describe-regions --query 'Regions[].[RegionName]' --output text | sort); do
  aws lambda list-functions --region "$region" \
    --query 'Functions[].[FunctionName,Runtime,LastModified,Description]' --output text | sort |
    sed "s/^/$region	/"
done
