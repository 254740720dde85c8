import { WireError } from "../wire/errors.ts";
import type { World } from "./service.ts";

/** Six digits are a right code, once; `000000` never is. As with AWS, a device's code cannot be used again. */
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
