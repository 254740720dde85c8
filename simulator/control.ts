import { FAULT_KINDS, type Fault } from "./faults/fault.ts";
import type { FaultList } from "./faults/fault-list.ts";
import type { Recording } from "./recording.ts";
import type { Answer, WireRequest } from "./wire/call.ts";

/** Control paths, which AWS does not have, for a simulator that runs as a separate process. */
const CONTROLS: Readonly<
  Record<string, (request: WireRequest, recording: Recording, faults: FaultList) => unknown>
> = {
  "GET /_simulator/requests": (_, recording) => recording,
  "POST /_simulator/reset": (_, recording) => {
    recording.reset();
    return {};
  },
  "POST /_simulator/faults": (request, _, faults) => {
    faults.clear();
    faults.add(...faultsIn(request.body.toString()));
    return faults.faults;
  },
};

/** The response of a control path, or undefined for any other path. */
export function control(request: WireRequest, recording: Recording, faults: FaultList): Answer | undefined {
  const act = CONTROLS[`${request.method} ${request.path}`];
  if (!act) return undefined;
  try {
    return json(200, act(request, recording, faults));
  } catch (error) {
    return json(400, { message: String(error) });
  }
}

/** Reads a JSON list of faults. */
function faultsIn(text: string): readonly Fault[] {
  const parsed: unknown = JSON.parse(text);
  if (!Array.isArray(parsed) || !parsed.every(isFault)) throw new TypeError("not a list of faults");
  return parsed;
}

function isFault(value: unknown): value is Fault {
  return (
    typeof value === "object" &&
    value !== null &&
    "kind" in value &&
    FAULT_KINDS.some((kind) => kind === value.kind)
  );
}

function json(status: number, body: unknown): Answer {
  return { status, contentType: "application/json", body: `${JSON.stringify(body)}\n` };
}
