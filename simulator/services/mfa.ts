import { WireError } from "../wire/errors.ts";
import type { World } from "./service.ts";

/** Any six digits except `000000` are a valid code. As with AWS, a code can be used only once per device. */
export function checkMfa(world: World, device: string, code: string): true {
  const use = `${device} ${code}`;
  if (!/^\d{6}$/.test(code) || code === "000000" || world.usedCodes.has(use)) {
    throw new WireError(
      403,
      "AccessDenied",
      "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
    );
  }
  world.usedCodes.add(use);
  return true;
}
