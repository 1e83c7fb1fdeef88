/** For users' tests: a simulator of the Cloud API in the same process. */
export type { WebhookChaos } from "./simulator/webhooks/chaos.ts";
export type { BusinessChanges, BusinessSettings } from "./simulator/people/business.ts";
export type { GroupView } from "./simulator/control/groups.ts";
export type { CustomerChanges, CustomerView } from "./simulator/people/customer-control.ts";
export type { EmitInput } from "./simulator/webhooks/emit.ts";
export { ControlError } from "./simulator/control/error.ts";
export type { Delivery } from "./simulator/webhooks/deliver.ts";
export { simulatorEnvironment } from "./simulator/environment.ts";
export type { Fault, FaultInput } from "./simulator/limits/faults.ts";
export type { InboundInput } from "./simulator/people/inbound-input.ts";
export { magicNumbers } from "./simulator/people/magic-numbers.ts";
export type { MessageFilter, MessageStatus, SimulatedMessage } from "./simulator/sending/messages.ts";
export type { SimulatorOptions, StatusDelays, WebhookOptions } from "./simulator/options.ts";
export type { SeedWorld } from "./simulator/saved/seed-world.ts";
export type { SimulatedWorld, WorldOptions } from "./simulator/hub.ts";
export { type Simulator, startSimulator } from "./simulator/simulator.ts";
