/**
 * Multi-factor authentication. A code works once, so it buys a session (GetSessionToken) that then assumes every
 * role which asks for that device: one prompt a device, however many accounts.
 */
import type { AwsCredentialIdentity } from "@smithy/types";
import { Failure } from "../../model/failure.ts";
import { toFailure } from "../failures/failures.ts";
import type { Clients, Credentials } from "../transport/clients.ts";
import { keysIn } from "./sts-keys.ts";

/** Puts a question to the user, on the terminal, and resolves to the answer. */
export type PromptMfa = (question: string) => Promise<string>;

/** What STS says of a code; the name of a user or of a policy that denies may hold these words as well. */
export const WRONG_CODE = /MultiFactorAuthentication failed|invalid MFA/i;

export interface MfaRequest {
  /** The ARN of the device, or the serial number of a hardware one. */
  readonly serial: string;
  readonly profile: string | undefined;
  /** Long-lived keys of the user whose device it is. */
  readonly credentials: Credentials;
  readonly clients: Clients;
  /** Whose STS is asked. */
  readonly region: string;
}

/** What stands in for the device: a session that has shown the code, or the code itself. */
export type MfaProof =
  | { readonly kind: "session"; readonly credentials: AwsCredentialIdentity }
  | { readonly kind: "code"; readonly serial: string; readonly code: string };

export interface Mfa {
  /** The proof of this device for these keys. Rejects with a `Failure` of the stage `credentials`. */
  prove(request: MfaRequest): Promise<MfaProof>;
}

/** `prompt` undefined: there is nobody to ask, because this is no terminal. */
export function createMfa(prompt: PromptMfa | undefined): Mfa {
  const sessions = new Map<string, Promise<MfaProof>>();
  /** One question at a time. */
  let asked: Promise<unknown> = Promise.resolve();

  async function ask(serial: string, profile: string | undefined): Promise<string> {
    if (!prompt) throw noTerminal(serial);
    const whose = profile === undefined ? "" : ` (profile ${profile})`;
    const answer = asked.then(() => prompt(`MFA code of ${serial}${whose}: `));
    asked = answer.catch(() => {});
    const code = (await answer).trim();
    if (/^\d{6}$/.test(code)) return code;
    const message = `the code of MFA device ${serial} has 6 digits`;
    throw new Failure("unauthenticated", "credentials", "MfaCode", message);
  }

  const open = async (request: MfaRequest): Promise<MfaProof> =>
    show(await ask(request.serial, request.profile), request);

  return {
    async prove(request) {
      const { accessKeyId } = await request.credentials();
      const key = `${accessKeyId} ${request.serial}`;
      for (;;) {
        const held = sessions.get(key);
        if (!held) {
          const opened = open(request);
          sessions.set(key, opened);
          return opened;
        }
        const proof = await held;
        if (proof.kind === "session" && !over(proof.credentials)) return proof;
        // A session that has ended, or a code that whoever asked for it has spent.
        if (sessions.get(key) === held) sessions.delete(key);
      }
    },
  };
}

/** Buys a session with the code. */
async function show(code: string, { serial, clients, region, credentials }: MfaRequest): Promise<MfaProof> {
  const [{ GetSessionTokenCommand }, client] = await Promise.all([
    import("../transport/packages/sts.ts"),
    clients.sts(region, credentials),
  ]);
  try {
    const answer = await client.send(new GetSessionTokenCommand({ SerialNumber: serial, TokenCode: code }));
    return { kind: "session", credentials: keysIn(answer.Credentials, undefined) };
  } catch (error) {
    const failure = toFailure(error, "credentials");
    if (WRONG_CODE.test(failure.message)) throw wrongCode(serial, failure);
    // Where no session may be made the code is still unspent: it serves one role.
    if (failure.status === "denied") return { kind: "code", serial, code };
    throw failure;
  }
}

function over({ expiration }: AwsCredentialIdentity): boolean {
  return expiration !== undefined && expiration.getTime() - Date.now() < 60_000;
}

function wrongCode(serial: string, cause: Failure): Failure {
  const advice = /MFA serial number/i.test(cause.message)
    ? "check that this is the caller's own device"
    : "use the next one, and check the clocks";
  const message = `the code of MFA device ${serial} was not accepted: ${advice}`;
  return new Failure("unauthenticated", "credentials", "MfaCode", message, { cause });
}

function noTerminal(serial: string): Failure {
  const message = `MFA device ${serial} asks for a code and there is no terminal to ask at: run this on a terminal, or hand in a session that has MFA (AWS_SESSION_TOKEN, credential_process)`;
  return new Failure("unauthenticated", "credentials", "MfaRequired", message);
}
