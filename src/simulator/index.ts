/** A simulated AWS organization on loopback that speaks the real wire protocols; see docs/simulator.md. */
export type { AccountSpec, EstateSpec, FunctionSpec, RoleSpec } from "./estate/build.ts";
export { DEFAULT_ROLE, estate } from "./estate/build.ts";
export type { Estate, EstateAccount, EstateFunction, EstateRole } from "./estate/estate.ts";
export type { RecordedCall, Recording } from "./recording.ts";
export { type Simulator, type SimulatorOptions, startSimulator } from "./start.ts";
export type { KeyPair } from "./wire/keys.ts";
