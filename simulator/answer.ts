import { ALTERATIONS } from "./faults/alter.ts";
import type { ActiveFault } from "./faults/fault-list.ts";
import { refusal } from "./faults/refuse.ts";
import type { Service, World } from "./services/service.ts";
import { openServiceFor, serviceInScope } from "./services/table.ts";
import { authenticate } from "./wire/authenticate.ts";
import { authorize } from "./wire/authorize.ts";
import {
  type Answer,
  type Authorization,
  type Call,
  parseAuthorization,
  type WireRequest,
} from "./wire/call.ts";
import { errorAnswer } from "./wire/envelopes.ts";
import { commonError, type Dialect, WireError } from "./wire/errors.ts";
import { accountOf } from "./wire/keys.ts";

/** A request with its service and action identified. */
interface Understood {
  readonly call: Call;
  readonly service: Service;
  readonly dialect: Dialect;
  readonly authorization: Authorization | undefined;
}

/** Finds the service by the credential scope, or by the path of an unsigned request. */
export function understand(request: WireRequest): Understood | undefined {
  const authorization = parseAuthorization(request.headers.authorization);
  const service = authorization ? serviceInScope(authorization.service) : openServiceFor(request);
  if (!service) return undefined;
  const call: Call = {
    service: service.name,
    action: service.actionOf(request),
    region: authorization?.region ?? regionOfHost(request.headers.host ?? ""),
    accountId: accountOf(authorization?.accessKeyId ?? "") ?? "",
    subject: service.subjectOf?.(request) ?? "",
    request,
  };
  return { call, service, dialect: service.dialectOf(request), authorization };
}

/** Real host names arrive through a proxy: `portal.sso.eu-west-1.amazonaws.com`. */
function regionOfHost(host: string): string {
  return /\.([a-z]{2,}(?:-[a-z]+)+-\d+)\./.exec(host)?.[1] ?? "";
}

/** What a response depends on besides the request. */
interface Circumstances {
  readonly world: World;
  readonly verify: boolean;
  readonly struck: readonly ActiveFault[];
  readonly requestId: string;
}

/** Responds as the service would, or as the active faults require; never throws. */
export function answer(understood: Understood, circumstances: Circumstances): Answer {
  const { service, dialect, call } = understood;
  let result: Answer;
  try {
    result = perform(understood, circumstances);
  } catch (error) {
    const wire =
      error instanceof WireError ? error : commonError(dialect, "internal", `the simulator broke: ${error}`);
    return errorAnswer(dialect, wire, circumstances.requestId, service.namespace);
  }
  for (const [kind, alter] of ALTERATIONS) {
    for (const { fault } of circumstances.struck)
      if (fault.kind === kind) result = alter(result, fault, call);
  }
  return result;
}

function perform(
  { call, service, dialect, authorization }: Understood,
  circumstances: Circumstances,
): Answer {
  const { world, verify, struck, requestId } = circumstances;
  const { lastSerial } = world;
  const open = service.open[call.action];
  const authenticated = open ? undefined : identify(call, dialect, authorization, world, verify);
  const refused = refusal(struck, { call, dialect, caller: authenticated?.caller, lastSerial });
  if (refused) throw refused;
  if (open) return open({ call, world, requestId });
  const signed = service.signed[call.action];
  if (!signed || !authenticated) throw commonError(dialect, "unknownAction");
  authorize(call, authenticated.caller, authenticated.account, world, dialect);
  return signed({ ...authenticated, call, world, requestId });
}

function identify(
  { request }: Call,
  dialect: Dialect,
  authorization: Authorization | undefined,
  world: World,
  verify: boolean,
): ReturnType<typeof authenticate> {
  if (!authorization) throw commonError(dialect, "unsigned");
  return authenticate(request, authorization, dialect, { estate: world.estate, verify, now: world.now });
}
