/** The partition and account in the ARN of a role. */
interface RoleArnParts {
  readonly partition: string;
  readonly accountId: string;
}

/** The ARN of a role given as `Name`, `path/Name` or ARN. */
export function roleArn(role: string, { partition, accountId }: RoleArnParts): string {
  return role.startsWith("arn:")
    ? role
    : `arn:${partition}:iam::${accountId}:role/${role.replace(/^\//, "")}`;
}

/** The partition and account of a role ARN; undefined for a name. */
export function roleArnParts(role: string): RoleArnParts | undefined {
  const [, partition, accountId] = /^arn:([\w-]+):iam::(\d{12}):role\//.exec(role) ?? [];
  return partition === undefined || accountId === undefined ? undefined : { partition, accountId };
}
