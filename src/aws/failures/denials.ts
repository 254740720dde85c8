/** Which policy denied what: AWS says it in the message, in words that differ by the kind of policy. */
const KINDS: readonly (readonly [RegExp, (action: string) => string])[] = [
  [/service control policy/i, (action) => `a service control policy of the organization denies ${action}`],
  [/resource control policy/i, (action) => `a resource control policy of the organization denies ${action}`],
  [/permissions boundary/i, (action) => `a permissions boundary does not allow ${action}`],
  [/session policy/i, (action) => `the session policy does not allow ${action}`],
  [/VPC endpoint policy/i, (action) => `the policy of the VPC endpoint does not allow ${action}`],
  [/explicit deny/i, (action) => `an IAM policy denies ${action} explicitly`],
];

/** `asked`: the action, for answers that do not name it. */
export function denial(said: string, asked: string | undefined): string {
  const action = /not authorized to perform:? ([\w-]+:\w+)/.exec(said)?.[1] ?? asked ?? "this call";
  const kind = KINDS.find(([pattern]) => pattern.test(said))?.[1];
  return `${kind?.(action) ?? `no IAM policy allows ${action}`}: ${said}`;
}
