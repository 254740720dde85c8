import type { Service, World } from "./services/service.ts";
import { BY_SCOPE } from "./services/table.ts";
import { authenticate, type Checks } from "./wire/authenticate.ts";
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

/** A request whose service and action are known. */
export interface Understood {
  readonly call: Call;
  readonly service: Service;
  readonly dialect: Dialect;
  readonly authorization: Authorization | undefined;
}

/** Finds the service by the credential scope, or by the path of an unsigned request. */
export function understand(request: WireRequest): Understood | undefined {
  const authorization = parseAuthorization(request.headers.authorization);
  const service = authorization ? BY_SCOPE[authorization.service] : openService(request);
  if (!service) return undefined;
  const call: Call = {
    service: service.name,
    action: service.actionOf(request),
    region: authorization?.region ?? "",
    accountId: accountOf(authorization?.accessKeyId ?? "") ?? "",
    request,
  };
  return { call, service, dialect: service.dialectOf(request), authorization };
}

function openService(request: WireRequest): Service | undefined {
  return request.method === "POST" && request.path === "/" ? BY_SCOPE.sts : undefined;
}

/** Answers as the service would; never throws. */
export function answer(understood: Understood, world: World, checks: Checks, requestId: string): Answer {
  const { service, dialect } = understood;
  try {
    return perform(understood, world, checks, requestId);
  } catch (error) {
    const wire =
      error instanceof WireError ? error : commonError(dialect, "internal", `the simulator broke: ${error}`);
    return errorAnswer(dialect, wire, requestId, service.namespace);
  }
}

function perform(
  { call, service, dialect, authorization }: Understood,
  world: World,
  checks: Checks,
  requestId: string,
): Answer {
  const open = service.open[call.action];
  if (open) return open({ call, world, requestId });
  if (!authorization) throw commonError(dialect, "unsigned");
  const { caller, account } = authenticate(call.request, authorization, dialect, checks);
  const signed = service.signed[call.action];
  if (!signed) throw commonError(dialect, "unknownAction");
  authorize(call, caller, account, world, dialect);
  return signed({ call, caller, account, world, requestId });
}
