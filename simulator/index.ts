/**
 * A simulated AWS organization on loopback that speaks the real wire protocols (docs/simulator.md). In: an estate (accounts,
 * regions, functions, roles) and faults. Out: an HTTP server with environment variables that point any SDK at it.
 */

export type { CredentialKinds, PortalLogin } from "./credentials.ts";
export type { AccountSpec, EstateSpec, RoleSpec } from "./estate/build.ts";
export { DEFAULT_ROLE, estate } from "./estate/build.ts";
export type { AggregatorSpec } from "./estate/build-aggregator.ts";
export type { FunctionSpec } from "./estate/build-function.ts";
export { demoEstate } from "./estate/demo.ts";
export { DEMO_OWNERS, DEMO_WAIVERS } from "./estate/demo-rules.ts";
export type { Estate, EstateAccount, EstateFunction, EstateRole } from "./estate/estate.ts";
export { type GenerateOptions, generateEstate } from "./estate/generate.ts";
export { SECRET_MARK } from "./estate/secret-mark.ts";
export { FAULT_KINDS, type Fault, type FaultKind } from "./faults/fault.ts";
export type { FaultList } from "./faults/fault-list.ts";
export type { RecordedCall, Recording } from "./recording.ts";
export { type Simulator, type SimulatorOptions, startSimulator } from "./start.ts";
export type { Call } from "./wire/call.ts";
export type { KeyPair } from "./wire/keys.ts";
