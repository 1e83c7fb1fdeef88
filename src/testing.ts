/** For users' tests: a simulator of the Cloud API in the same process. */
export type { WebhookChaos } from "./simulator/webhooks/chaos.ts";
export type { BusinessChanges, BusinessSettings } from "./simulator/people/business.ts";
export type { Clock } from "./core/clock.ts";
export type { Text } from "./core/text.ts";
export type { Control, TokenChanges, WebhookChanges } from "./simulator/control/control.ts";
export type { EmitControl } from "./simulator/control/emit.ts";
export type { GroupControl, GroupView } from "./simulator/control/groups.ts";
export type { AuthInternational } from "./simulator/pricing/auth-international.ts";
export type { ChargedElsewhere, TierCount } from "./simulator/pricing/elsewhere.ts";
export type { PriceControl } from "./simulator/control/prices.ts";
export type { PeopleControl } from "./simulator/control/people.ts";
export type { SendingControl } from "./simulator/control/sending.ts";
export type {
  CategoryChange,
  SimulatedTemplate,
  TemplateBlocks,
  TemplateControl,
} from "./simulator/control/templates.ts";
export type { Credentials } from "./simulator/credentials.ts";
export type { JoinRequest } from "./simulator/groups/groups.ts";
export type { LimitChanges, LimitSettings } from "./simulator/limits/limits.ts";
export type { CustomerChanges, CustomerView, NumberTime } from "./simulator/people/customer-control.ts";
export type { EmitInput } from "./simulator/webhooks/emit.ts";
export { ControlError } from "./simulator/control/error.ts";
export type { Delivery, DeliveryAttempt } from "./simulator/webhooks/delivery.ts";
export { simulatorEnvironment } from "./simulator/environment.ts";
export type { Fault, FaultInput } from "./simulator/limits/faults.ts";
export type {
  InboundContent,
  InboundContext,
  InboundEdit,
  InboundInput,
  InboundLocation,
  InboundMedia,
  InboundOrder,
} from "./simulator/people/inbound-input.ts";
export { type MagicNumber, magicNumbers, type MagicOutcome } from "./simulator/people/magic-numbers.ts";
export type { MessageFilter, MessageStatus, SimulatedMessage } from "./simulator/sending/messages.ts";
export type { SendingChanges, SendingSettings } from "./simulator/sending/sending.ts";
export type { KeepOptions, SimulatorOptions, StatusDelays, WebhookOptions } from "./simulator/options.ts";
export type { SeedWorld } from "./simulator/saved/seed-world.ts";
export type { TokenState } from "./simulator/state.ts";
export type { InsertTemplate, TemplateStatusChange } from "./simulator/templates/control.ts";
export type { QualityScore } from "./simulator/templates/store.ts";
export type { SimulatedWorld, WorldOptions } from "./simulator/hub.ts";
export { type Simulator, startSimulator } from "./simulator/simulator.ts";
