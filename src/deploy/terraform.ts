/** The reader role for Terraform, formatted as `terraform fmt` does. */
import { type Deployment, pathAndName, readerPolicy } from "./policy.ts";

/** Command-line options become the variables' defaults. */
export function terraform({ role, trustedAccount, externalId, extras }: Deployment): string {
  const { path, name } = pathAndName(role);
  return `# Read-only role for lambda-inventory: apply it in each account to scan.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "trusted_account_id" {
  description = "Account that runs lambda-inventory and may assume this role"
  type        = string
${trustedAccount === undefined ? "" : `  default     = ${quoted(trustedAccount)}\n`}
  validation {
    condition     = can(regex("^[0-9]{12}$", var.trusted_account_id))
    error_message = "An account id must have 12 digits."
  }
}

variable "external_id" {
  description = "External id the role requires; null for none"
  type        = string
  default     = ${externalId === undefined ? "null" : quoted(externalId)}
}

variable "role_name" {
  description = "Name of the role"
  type        = string
  default     = ${quoted(name)}
}

data "aws_partition" "current" {}

resource "aws_iam_role" "lambda_inventory" {
  name        = var.role_name
  path        = ${quoted(path)}
  description = "Lists Lambda functions for lambda-inventory"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [merge(
      {
        Sid       = "TrustScanner"
        Effect    = "Allow"
        Principal = { AWS = "arn:\${data.aws_partition.current.partition}:iam::\${var.trusted_account_id}:root" }
        Action    = "sts:AssumeRole"
      },
      var.external_id == null ? null : {
        Condition = { StringEquals = { "sts:ExternalId" = var.external_id } }
      }
    )]
  })
}

resource "aws_iam_role_policy" "lambda_inventory" {
  name = "LambdaInventory"
  role = aws_iam_role.lambda_inventory.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
${statements(extras)}    ]
  })
}

output "role_arn" {
  description = "ARN of the role"
  value       = aws_iam_role.lambda_inventory.arn
}
`;
}

/** In HCL strings, `${` and `%{` start a template. */
function quoted(value: string): string {
  return JSON.stringify(value).replaceAll(/([$%])\{/g, "$1$1{");
}

function statements(extras: Deployment["extras"]): string {
  return readerPolicy(extras)
    .Statement.map(
      ({ Sid, Effect, Action, Resource }) => `      {
        Sid      = ${quoted(Sid)}
        Effect   = ${quoted(Effect)}
        Action   = [${[Action].flat().map(quoted).join(", ")}]
        Resource = ${quoted(Resource ?? "*")}
      },
`,
    )
    .join("");
}
