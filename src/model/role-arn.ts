/** Where a role is, as its ARN says it. */
export interface RoleArnParts {
  readonly partition: string;
  readonly accountId: string;
}

/** `Name`, `path/Name` or an ARN, as the ARN of a role in this account. */
export function roleArn(role: string, { partition, accountId }: RoleArnParts): string {
  return role.startsWith("arn:")
    ? role
    : `arn:${partition}:iam::${accountId}:role/${role.replace(/^\//, "")}`;
}

/** The account and partition that a role ARN names; undefined for a name. */
export function roleArnParts(role: string): RoleArnParts | undefined {
  const [, partition, accountId] = /^arn:([\w-]+):iam::(\d{12}):role\//.exec(role) ?? [];
  return partition === undefined || accountId === undefined ? undefined : { partition, accountId };
}
