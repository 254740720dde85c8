"""Lists functions with boto3 and a thread pool, as a good engineer writes it.

A role assumed once an account, accounts and regions side by side, and one session: it keeps the service models that
it has loaded, which a session per thread would load 64 times over. Making a client is not safe in threads, using one is.
"""

import json
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

import boto3
from botocore.config import Config

ROLE = os.environ.get("BENCH_ROLE", "")
REGION = os.environ.get("BENCH_REGION", "")
THREADS = int(os.environ["BENCH_CONCURRENCY"])
CONFIG = Config(retries={"mode": "standard", "max_attempts": 6})
SESSION = boto3.Session()
MAKING = threading.Lock()


def client(service, keys, region=None):
    """A client with the keys of an account (none: our own)."""
    with MAKING:
        return SESSION.client(service, region_name=region, config=CONFIG, **keys)


def accounts():
    """Account ids of the organization, or nothing but our own."""
    if not ROLE:
        return [""]
    pages = client("organizations", {}).get_paginator("list_accounts").paginate()
    return [account["Id"] for page in pages for account in page["Accounts"]]


def enter(account, own, sts):
    """The keys and the regions of an account: by the role, except in the account that we are in already."""
    keys = {}
    if account not in ("", own):
        role = sts.assume_role(RoleArn=f"arn:aws:iam::{account}:role/{ROLE}", RoleSessionName="inventory")
        keys = {
            "aws_access_key_id": role["Credentials"]["AccessKeyId"],
            "aws_secret_access_key": role["Credentials"]["SecretAccessKey"],
            "aws_session_token": role["Credentials"]["SessionToken"],
        }
    if REGION:
        return account, keys, [REGION]
    answer = client("ec2", keys).describe_regions()
    return account, keys, [region["RegionName"] for region in answer["Regions"]]


def functions_of(account, keys, region):
    pages = client("lambda", keys, region).get_paginator("list_functions").paginate()
    return account, region, [function["FunctionName"] for page in pages for function in page["Functions"]]


def main():
    sts = client("sts", {})
    own = sts.get_caller_identity()["Account"] if ROLE else ""
    count = 0
    with ThreadPoolExecutor(THREADS) as pool:
        entries = [pool.submit(enter, account, own, sts) for account in accounts()]
        scans = []
        for entry in as_completed(entries):
            account, keys, regions = entry.result()
            scans += [pool.submit(functions_of, account, keys, region) for region in regions]
        for scan in as_completed(scans):
            account, region, names = scan.result()
            count += len(names)
            prefix = f"{account}\t{region}\t" if ROLE else f"{region}\t"
            sys.stdout.writelines(f"{prefix}{name}\n" for name in names)
    print(json.dumps({"functions": count}), file=sys.stderr)


main()
