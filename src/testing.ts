/** For users' tests: a simulator of the Cloud API in the same process. */
export type { WebhookChaos } from "./simulator/chaos.ts";
export type { BusinessChanges, BusinessSettings } from "./simulator/business.ts";
export type { GroupView } from "./simulator/control-groups.ts";
export type { CustomerChanges, CustomerView } from "./simulator/customer-control.ts";
export type { EmitInput } from "./simulator/emit.ts";
export { ControlError } from "./simulator/control-error.ts";
export type { Delivery } from "./simulator/deliver.ts";
export { simulatorEnvironment } from "./simulator/environment.ts";
export type { Fault, FaultInput } from "./simulator/faults.ts";
export type { InboundInput } from "./simulator/inbound.ts";
export { magicNumbers } from "./simulator/magic-numbers.ts";
export type { MessageFilter, MessageStatus, SimulatedMessage } from "./simulator/messages.ts";
export type { SimulatorOptions, StatusDelays, WebhookOptions } from "./simulator/options.ts";
export type { SeedWorld } from "./simulator/seed-world.ts";
export type { SimulatedWorld, WorldOptions } from "./simulator/hub.ts";
export { type Simulator, startSimulator } from "./simulator/simulator.ts";
