/** Whose credentials these are. */
import { Failure } from "../model/failure.ts";
import type { Clients, Credentials } from "./clients.ts";
import { toFailure } from "./failures.ts";

export interface Identity {
  /** 12 digits */
  readonly accountId: string;
  readonly partition: string;
  /** Empty where nothing told it: a session of Identity Center's portal. */
  readonly arn: string;
}

/** Reads `arn:aws:sts::111122223333:assumed-role/Reader/session`. */
export function identityOf(arn: string): Identity {
  const [, partition, accountId] = /^arn:([\w-]+):(?:iam|sts)::(\d{12}):/.exec(arn) ?? [];
  if (partition === undefined || accountId === undefined) {
    throw new Failure(
      "error",
      "identity",
      "InvalidResponse",
      `STS said that we are "${arn}", which is no ARN`,
    );
  }
  return { accountId, partition, arn };
}

/** Asks STS of a region who these credentials are. Rejects with a `Failure` of the stage `identity`. */
export async function askIdentity(
  clients: Clients,
  region: string,
  credentials: Credentials,
): Promise<Identity> {
  const [{ GetCallerIdentityCommand }, client] = await Promise.all([
    import("./packages/sts.ts"),
    clients.sts(region, credentials),
  ]);
  try {
    const { Arn } = await client.send(new GetCallerIdentityCommand({}));
    return identityOf(Arn ?? "");
  } catch (error) {
    throw toFailure(error, "identity");
  }
}
