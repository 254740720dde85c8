"""What boto3 reads of a simulated organization, of the regions in its arguments: by `account/region`, name, version,
runtime and description."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

CONFIG = Config(retries={"mode": "standard", "total_max_attempts": 2})
NOW = datetime(2026, 11, 21, 12)


def session_of(account):
    if account["Id"] == boto3.client("sts").get_caller_identity()["Account"]:
        return boto3.Session()
    role = f"arn:aws:iam::{account['Id']}:role/LambdaInventoryReadOnly"
    given = boto3.client("sts").assume_role(RoleArn=role, RoleSessionName="boto3")["Credentials"]
    return boto3.Session(given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"])


def functions_in(session, region):
    client = session.client("lambda", region_name=region, config=CONFIG)
    found = []
    for page in client.get_paginator("list_functions").paginate(FunctionVersion="ALL"):
        for one in page["Functions"]:
            found.append([one["FunctionName"], one["Version"], one.get("Runtime"), one["Description"]])
    return found


def read(session, region):
    try:
        return functions_in(session, region)
    except ClientError as error:
        return error.response["Error"]["Code"]


def last_invoked(session, region, name):
    stat = {
        "Metric": {
            "Namespace": "AWS/Lambda",
            "MetricName": "Invocations",
            "Dimensions": [{"Name": "FunctionName", "Value": name}],
        },
        "Period": 86400,
        "Stat": "Sum",
    }
    client = session.client("cloudwatch", region_name=region, config=CONFIG)
    answer = client.get_metric_data(
        StartTime=NOW - timedelta(days=450), EndTime=NOW, MetricDataQueries=[{"Id": "m0", "MetricStat": stat}]
    )
    return [day.strftime("%Y-%m-%d") for day in answer["MetricDataResults"][0]["Timestamps"][:1]]


def aggregator():
    """What the aggregator `org` says: its name, how many sources it has, and what it counts in one region."""
    config = boto3.client("config", region_name="us-east-1", config=CONFIG)
    described = config.describe_configuration_aggregators(ConfigurationAggregatorNames=["org"])
    sources = config.get_paginator("describe_configuration_aggregator_sources_status").paginate(
        ConfigurationAggregatorName="org"
    )
    queries = config.get_paginator("select_aggregate_resource_config")
    where = "WHERE resourceType = 'AWS::Lambda::Function' AND awsRegion = 'eu-central-1'"

    def rows(expression):
        pages = queries.paginate(Expression=expression, ConfigurationAggregatorName="org")
        return [json.loads(row) for page in pages for row in page["Results"]]

    try:
        config.describe_configuration_aggregators(ConfigurationAggregatorNames=["nobody"])
    except ClientError as error:
        missing = error.response["Error"]["Code"]
    functions = rows(f"SELECT accountId, resourceName, configuration.runtime {where}")
    return {
        "name": described["ConfigurationAggregators"][0]["ConfigurationAggregatorName"],
        "sources": sum(len(page["AggregatedSourceStatusList"]) for page in sources),
        "functions": [[row["accountId"], row["resourceName"], row["configuration"].get("runtime")] for row in functions],
        "counts": {
            row["accountId"]: row["COUNT(*)"]
            for row in rows(f"SELECT accountId, COUNT(*) {where} GROUP BY accountId")
        },
        "missing": missing,
    }


def main():
    result = {"functions": {}, "refused": {}, "tags": {}, "lastInvoked": {}}
    organizations = boto3.client("organizations", config=CONFIG)
    pages = organizations.get_paginator("list_accounts").paginate()
    result["accounts"] = [[a["Id"], a["Name"], a["State"]] for page in pages for a in page["Accounts"]]
    for account_id, name, state in result["accounts"]:
        try:
            session = session_of({"Id": account_id})
        except ClientError as error:
            result["refused"][name] = error.response["Error"]["Code"]
            continue
        enabled = session.client("ec2", config=CONFIG).describe_regions()["Regions"]
        regions = [region["RegionName"] for region in enabled if region["RegionName"] in sys.argv[1:]]
        with ThreadPoolExecutor(8) as pool:
            for region, found in zip(regions, pool.map(lambda r: read(session, r), regions)):
                result["functions"][f"{account_id}/{region}"] = found
        if name == "payments-prod":
            arn = f"arn:aws:lambda:us-east-1:{account_id}:function:payout"
            client = session.client("lambda", region_name="us-east-1")
            result["tags"] = client.list_tags(Resource=arn)["Tags"]
            result["aliases"] = [
                [alias["Name"], alias["FunctionVersion"]]
                for page in client.get_paginator("list_aliases").paginate(FunctionName="payout")
                for alias in page["Aliases"]
            ]
            for one in ("payout", "psp-webhook-replay"):
                place = "us-east-1" if one == "payout" else "eu-central-1"
                result["lastInvoked"][one] = last_invoked(session, place, one)
    result["aggregator"] = aggregator()
    print(json.dumps(result))


main()
