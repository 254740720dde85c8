"""Creates the stack of a template (stdin) in an account, and prints what IAM has then. Arguments: URL, account id."""

import ast
import json
import os
import sys

import boto3

url, account = sys.argv[1:3]
os.environ.update(AWS_ENDPOINT_URL=url, AWS_DEFAULT_REGION="us-east-1")
sts = boto3.client("sts", aws_access_key_id="testing", aws_secret_access_key="testing")
keys = sts.assume_role(RoleArn=f"arn:aws:iam::{account}:role/Deployer", RoleSessionName="deploy")["Credentials"]
session = boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])
cloudformation, iam = session.client("cloudformation"), session.client("iam")
cloudformation.create_stack(
    StackName="reader", TemplateBody=sys.stdin.read(), Capabilities=["CAPABILITY_NAMED_IAM"]
)
stack = cloudformation.describe_stacks(StackName="reader")["Stacks"][0]
arn = next(output["OutputValue"] for output in stack["Outputs"] if output["OutputKey"] == "RoleArn")
name = arn.rsplit("/", 1)[1]
policy = iam.get_role_policy(RoleName=name, PolicyName="LambdaInventory")["PolicyDocument"]
print(
    json.dumps(
        {
            "status": stack["StackStatus"],
            "arn": arn,
            "trust": iam.get_role(RoleName=name)["Role"]["AssumeRolePolicyDocument"],
            # moto keeps a stack's inline policies as Python writes them.
            "policy": ast.literal_eval(policy) if isinstance(policy, str) else policy,
        }
    )
)
