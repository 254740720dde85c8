/**
 * Multi-factor authentication. A code works only once, so it is exchanged for a session (GetSessionToken), which then
 * assumes every role that requires the device: one prompt per device, however many accounts there are.
 */
import type { AwsCredentialIdentity } from "@smithy/types";
import { Failure } from "../../model/failure.ts";
import { toFailure } from "../failures/failures.ts";
import type { Clients, Credentials } from "../transport/clients.ts";
import { stsCredentials } from "./identity.ts";

/** Prompts on the terminal and resolves to what the user types. */
export type PromptMfa = (question: string) => Promise<string>;

/** How STS rejects a code. The name of a user or policy in a denial can contain these words as well. */
export const WRONG_CODE = /MultiFactorAuthentication failed|invalid MFA/i;

interface MfaRequest {
  /** The ARN of the device, or the serial number of a hardware one. */
  readonly serial: string;
  readonly profile: string | undefined;
  /** Long-lived keys of the user who owns the device. */
  readonly credentials: Credentials;
  readonly clients: Clients;
  /** The region whose STS is called. */
  readonly region: string;
}

/** A session that has passed MFA, or the code itself. */
export type MfaProof =
  | { readonly kind: "session"; readonly credentials: AwsCredentialIdentity }
  | { readonly kind: "code"; readonly serial: string; readonly code: string };

export interface Mfa {
  /** Proof of the device for these keys. Rejects with a `Failure` of the stage `credentials`. */
  prove(request: MfaRequest): Promise<MfaProof>;
}

/** @param prompt undefined where there is no terminal to prompt on */
export function createMfa(prompt: PromptMfa | undefined): Mfa {
  const sessions = new Map<string, Promise<MfaProof>>();
  /** One prompt at a time. */
  let asked: Promise<unknown> = Promise.resolve();

  async function ask(serial: string, profile: string | undefined): Promise<string> {
    if (!prompt) throw noTerminal(serial);
    const whose = profile === undefined ? "" : ` (profile ${profile})`;
    const typed = asked.then(() => prompt(`MFA code for ${serial}${whose}: `));
    asked = typed.catch(() => {});
    const code = (await typed).trim();
    if (/^\d{6}$/.test(code)) return code;
    const message = `the MFA code for ${serial} must have 6 digits`;
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
        // The session has expired, or another caller has used up the code.
        if (sessions.get(key) === held) sessions.delete(key);
      }
    },
  };
}

/** Exchanges the code for a session. */
async function show(code: string, { serial, clients, region, credentials }: MfaRequest): Promise<MfaProof> {
  const [{ GetSessionTokenCommand }, client] = await Promise.all([
    import("../transport/packages/sts.ts"),
    clients.sts(region, credentials),
  ]);
  try {
    const response = await client.send(new GetSessionTokenCommand({ SerialNumber: serial, TokenCode: code }));
    return { kind: "session", credentials: stsCredentials(response.Credentials, undefined) };
  } catch (error) {
    const failure = toFailure(error, "credentials");
    if (WRONG_CODE.test(failure.message)) throw wrongCode(serial, failure);
    // If the user may not create a session, the code is not used up and works for one role.
    if (failure.status === "denied") return { kind: "code", serial, code };
    throw failure;
  }
}

function over({ expiration }: AwsCredentialIdentity): boolean {
  return expiration !== undefined && expiration.getTime() - Date.now() < 60_000;
}

function wrongCode(serial: string, cause: Failure): Failure {
  const advice = /MFA serial number/i.test(cause.message)
    ? "check that the device belongs to the caller"
    : "wait for the next code, and check the clock of this machine";
  const message = `AWS rejected the MFA code for ${serial}: ${advice}`;
  return new Failure("unauthenticated", "credentials", "MfaCode", message, { cause });
}

function noTerminal(serial: string): Failure {
  const message = `MFA code required for ${serial}, but there is no terminal to prompt on: run interactively, or provide a session that has passed MFA (AWS_SESSION_TOKEN, credential_process)`;
  return new Failure("unauthenticated", "credentials", "MfaRequired", message);
}
