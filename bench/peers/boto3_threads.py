"""Lists functions with boto3 and a thread pool, as a good engineer writes it.

One session an account, a role assumed once an account, accounts and regions side by side.
"""

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed

import boto3
from botocore.config import Config

ROLE = os.environ.get("BENCH_ROLE", "")
REGION = os.environ.get("BENCH_REGION", "")
THREADS = int(os.environ["BENCH_CONCURRENCY"])
CONFIG = Config(retries={"mode": "standard", "max_attempts": 6})


def accounts(base):
    """Account ids of the organization, or nothing but our own."""
    if not ROLE:
        return [""]
    pages = base.client("organizations", config=CONFIG).get_paginator("list_accounts").paginate()
    return [account["Id"] for page in pages for account in page["Accounts"]]


def session_in(account, own, sts):
    """A session in the account: by the role, except in the account that we are in already."""
    if account in ("", own):
        return boto3.Session()
    role = sts.assume_role(RoleArn=f"arn:aws:iam::{account}:role/{ROLE}", RoleSessionName="inventory")
    keys = role["Credentials"]
    return boto3.Session(
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )


def clients_of(account, own, sts):
    """A Lambda client for each region of the account; sessions are not to be shared by threads, clients are."""
    session = session_in(account, own, sts)
    if REGION:
        regions = [REGION]
    else:
        answer = session.client("ec2", config=CONFIG).describe_regions()
        regions = [region["RegionName"] for region in answer["Regions"]]
    return account, {region: session.client("lambda", region_name=region, config=CONFIG) for region in regions}


def functions_of(account, region, client):
    pages = client.get_paginator("list_functions").paginate()
    return account, region, [function["FunctionName"] for page in pages for function in page["Functions"]]


def main():
    base = boto3.Session()
    sts = base.client("sts", config=CONFIG)
    own = sts.get_caller_identity()["Account"] if ROLE else ""
    count = 0
    with ThreadPoolExecutor(THREADS) as pool:
        entries = [pool.submit(clients_of, account, own, sts) for account in accounts(base)]
        scans = []
        for entry in as_completed(entries):
            account, clients = entry.result()
            scans += [pool.submit(functions_of, account, *pair) for pair in clients.items()]
        for scan in as_completed(scans):
            account, region, names = scan.result()
            count += len(names)
            prefix = f"{account}\t{region}\t" if ROLE else f"{region}\t"
            sys.stdout.writelines(f"{prefix}{name}\n" for name in names)
    print(json.dumps({"functions": count}), file=sys.stderr)


main()
