/** The reader role as a CloudFormation template, ready for StackSets. */
import { type Deployment, pathAndName, readerPolicy } from "./policy.ts";

/** Command-line options become the parameters' defaults, so that one template serves many deployments. */
export function cloudformation({ role, trustedAccount, externalId, extras }: Deployment): string {
  const { path, name } = pathAndName(role);
  return `AWSTemplateFormatVersion: "2010-09-09"
Description: >-
  Read-only role for lambda-inventory. In a StackSet, one region is enough because IAM is global in an account.
  Requires CAPABILITY_NAMED_IAM.

Parameters:
  TrustedAccountId:
    Type: String
    Description: Account that runs lambda-inventory and may assume this role
    AllowedPattern: ^[0-9]{12}$
    ConstraintDescription: 12 digits${defaultLine(trustedAccount)}
  ExternalId:
    Type: String
    Description: External id the role requires; empty for none
    AllowedPattern: ^([A-Za-z0-9_+=,.@:/-]{2,1224})?$${defaultLine(externalId ?? "")}
  RoleName:
    Type: String
    Description: Name of the role
    AllowedPattern: ^[A-Za-z0-9_+=,.@-]{1,64}$${defaultLine(name)}

Conditions:
  RequiresExternalId: !Not [!Equals [!Ref ExternalId, ""]]

Resources:
  ReaderRole:
    Type: AWS::IAM::Role
    Metadata:
      # lambda:GetRuntimeAlias is newer than cfn-lint's list of actions.
      cfn-lint: {config: {ignore_checks: [W3037]}}
    Properties:
      RoleName: !Ref RoleName
      Path: ${quoted(path)}
      Description: Lists Lambda functions for lambda-inventory
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Sid: TrustScanner
            Effect: Allow
            Principal:
              AWS: !Sub arn:\${AWS::Partition}:iam::\${TrustedAccountId}:root
            Action: sts:AssumeRole
            Condition: !If
              - RequiresExternalId
              - StringEquals:
                  sts:ExternalId: !Ref ExternalId
              - !Ref AWS::NoValue
      Policies:
        - PolicyName: LambdaInventory
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
${statements(extras)}
Outputs:
  RoleArn:
    Description: ARN of the role
    Value: !GetAtt ReaderRole.Arn
`;
}

function defaultLine(value: string | undefined): string {
  return value === undefined ? "" : `\n    Default: ${quoted(value)}`;
}

/** A double-quoted YAML scalar is written like a JSON string. */
function quoted(value: string): string {
  return JSON.stringify(value);
}

function statements(extras: Deployment["extras"]): string {
  return readerPolicy(extras)
    .Statement.map(
      ({ Sid, Effect, Action, Resource }) => `              - Sid: ${Sid}
                Effect: ${Effect}
                Action:
${[Action]
  .flat()
  .map((action) => `                  - ${action}\n`)
  .join("")}                Resource: "${Resource}"
`,
    )
    .join("");
}
