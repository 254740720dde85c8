/** A customer-managed runtime, from its ARN. */
export interface CustomRuntime {
  readonly name: string;
  /** The account that publishes it. */
  readonly publisher: string;
}

/** `arn:aws:lambda:eu-west-1:111122223333:runtime/NAME`; undefined for anything else. */
export function customRuntime(arn: string | undefined): CustomRuntime | undefined {
  if (arn === undefined || arn.length > LONGEST_ARN) return undefined;
  const [, publisher, name] = /^arn:[\w-]+:lambda:[\w-]+:(\d{12}):runtime[/:]([\w.-]+)$/.exec(arn) ?? [];
  return publisher === undefined || name === undefined ? undefined : { publisher, name };
}

const LONGEST_ARN = 2_048;
