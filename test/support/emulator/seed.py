"""Fills a moto server with functions in several accounts and regions, then lists them with boto3.

usage: seed.py ENDPOINT  ->  JSON on stdout: {"account/region": [[name, runtime, lastModified, description], ...]}
"""
import io
import json
import sys
import zipfile

import boto3

ENDPOINT = sys.argv[1]
ACCOUNTS = ["111122223333", "222233334444", "333344445555"]
REGIONS = ["eu-west-1", "us-east-1", "ap-northeast-1", "sa-east-1"]
RUNTIMES = ["nodejs6.10", "nodejs16.x", "nodejs22.x", "python2.7", "python3.9", "python3.13", "java8", "ruby2.7",
            "go1.x", "dotnet8", "provided.al2023"]
DESCRIPTIONS = ["", "plain", "tab\there and\nnewline", "日本語の説明です", "emoji 🚀 done", "=1+1", "quote \" and , comma"]


def archive():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("index.py", "def handler(event, context): return event\n")
    return data.getvalue()


def session_for(account):
    sts = boto3.client("sts", endpoint_url=ENDPOINT, region_name="us-east-1",
                       aws_access_key_id="testing", aws_secret_access_key="testing")
    found = sts.assume_role(RoleArn=f"arn:aws:iam::{account}:role/Seeder", RoleSessionName="seed")["Credentials"]
    return boto3.Session(aws_access_key_id=found["AccessKeyId"], aws_secret_access_key=found["SecretAccessKey"],
                         aws_session_token=found["SessionToken"])


def create(session, account, zipped):
    iam = session.client("iam", endpoint_url=ENDPOINT, region_name="us-east-1")
    role = iam.create_role(RoleName="fn", AssumeRolePolicyDocument="{}", Path="/")["Role"]["Arn"]
    for r, region in enumerate(REGIONS[: 2 + ACCOUNTS.index(account)]):
        client = session.client("lambda", endpoint_url=ENDPOINT, region_name=region)
        for i, runtime in enumerate(RUNTIMES):
            client.create_function(
                FunctionName=f"fn-{r}-{i:02d}-{runtime.replace('.', '_')}", Runtime=runtime, Role=role,
                Handler="index.handler", Code={"ZipFile": zipped}, Description=DESCRIPTIONS[(i + r) % len(DESCRIPTIONS)],
                Environment={"Variables": {"DB_PASSWORD": "s3cr3t-of-a-function"}},
                **({"Tags": {"team": f"team-{i}"}} if i % 3 == 0 else {}))
        client.create_function(FunctionName="image", PackageType="Image", Role=role,
                               Code={"ImageUri": f"{account}.dkr.ecr.{region}.amazonaws.com/app:1"})


def listing(session):
    regions = session.client("ec2", endpoint_url=ENDPOINT, region_name="us-east-1").describe_regions()["Regions"]
    for region in sorted(r["RegionName"] for r in regions):
        client = session.client("lambda", endpoint_url=ENDPOINT, region_name=region)
        pages = client.get_paginator("list_functions").paginate()
        yield region, [[f["FunctionName"], f.get("Runtime", ""), f["LastModified"], f["Description"]]
                       for page in pages for f in page["Functions"]]


def main():
    zipped = archive()
    found = {}
    for account in ACCOUNTS:
        session = session_for(account)
        create(session, account, zipped)
        for region, functions in listing(session):
            found[f"{account}/{region}"] = functions
    json.dump(found, sys.stdout)


main()
