/** What to do about a function, and how: from its status, who owns its code, and whether it is used. Pure. */
import { customRuntime, type RuntimeStatus } from "../model/runtime.ts";
import type { Action } from "../model/triage.ts";
import type { Recogniser } from "./recognisers.ts";

interface Actionable {
  readonly runtime: string | null;
  readonly runtimeStatus: RuntimeStatus;
  readonly successor: string | null;
  /** Of a customer-managed runtime. */
  readonly runtimeArn?: string;
  /** `never`, a UTC day, or null when unknown. */
  readonly lastInvoked: string | null;
}

interface Advice {
  readonly action: Action;
  /** One sentence for a person, without a full stop; undefined when there is nothing to do. */
  readonly remedy?: string;
}

const NOTHING: Advice = Object.freeze({ action: "none" });
const IMAGE: Advice = Object.freeze({
  action: "check-image",
  remedy: "check the image's base and rebuild it on a current one",
});

/**
 * @param recogniser who owns the code when it is not the team's own
 * @param previews those that may be generally available by now, with the day by which AWS announced it
 */
export function adviceFor(
  fn: Actionable,
  recogniser: Recogniser | undefined,
  previews?: ReadonlyMap<string, string>,
): Advice {
  return ADVICE[fn.runtimeStatus](fn, recogniser, previews);
}

const ADVICE: Readonly<Record<RuntimeStatus, typeof adviceFor>> = {
  supported: () => NOTHING,
  expiring: leave,
  deprecated: leave,
  "create-blocked": leave,
  "update-blocked": leave,
  container: () => IMAGE,
  custom({ runtimeArn }) {
    const runtime = customRuntime(runtimeArn);
    return investigate(
      runtime === undefined
        ? "ask the owner; the runtime's publisher sets its dates"
        : `ask account ${runtime.publisher}, which publishes the runtime ${runtime.name} and sets its dates`,
    );
  },
  preview(fn, _recogniser, previews) {
    const announced = fn.runtimeArn === undefined ? previews?.get(fn.runtime ?? "") : undefined;
    return investigate(
      announced === undefined
        ? `do not use ${runtimeName(fn)} in production until it is generally available`
        : `check whether ${runtimeName(fn)} is supported by now: AWS announced its general availability by ${announced}, and the catalogue is older`,
    );
  },
  unknown: ({ runtime }) =>
    investigate(
      runtime === null
        ? "find out which runtime it uses"
        : `find out what ${runtime} is; update lambda-inventory or its catalogue if it is a new runtime`,
    ),
};

function investigate(remedy: string): Advice {
  return { action: "investigate", remedy };
}

/** `nodejs18.x`, or of a customer-managed runtime its own name and who publishes it. */
function runtimeName({ runtime, runtimeArn }: Actionable): string {
  const custom = customRuntime(runtimeArn);
  if (custom !== undefined) return `${custom.name} (published by account ${custom.publisher})`;
  return runtime ?? "its runtime";
}

function leave(fn: Actionable, recogniser: Recogniser | undefined): Advice {
  if (recogniser !== undefined) return { action: recogniser.action, remedy: recogniser.remedy };
  if (fn.lastInvoked === "never")
    return {
      action: "retire",
      remedy: "delete it if nobody needs it; CloudWatch has no invocations in the last 15 months",
    };
  const to = fn.successor ?? "a supported runtime";
  return { action: "upgrade", remedy: `upgrade from ${runtimeName(fn)} to ${to}` };
}
