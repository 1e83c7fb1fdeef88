import { VirtualClock } from "./time/clock.ts";
import { createCredentials, type Credentials } from "./credentials.ts";
import type { WebhookTarget } from "./webhooks/batches.ts";
import { Deliverer } from "./webhooks/deliver.ts";
import { Events } from "./events.ts";
import { Faults } from "./limits/faults.ts";
import { createIds, type Ids } from "./ids.ts";
import { Limits } from "./limits/limits.ts";
import type { Settings, WebhookOptions } from "./options.ts";
import { createState, type State } from "./state.ts";

/** The simulated platform: its state, and the parts that act on it. */
export interface World {
  readonly settings: Settings;
  readonly credentials: Credentials;
  readonly clock: VirtualClock;
  readonly deliverer: Deliverer;
  readonly events: Events;
  readonly faults: Faults;
  ids: Ids;
  limits: Limits;
  state: State;
  /** The app's webhook, set at the start or by a control call. */
  webhook: WebhookOptions | undefined;
  /** Where the simulator listens: media addresses begin with it. Empty until it does. */
  url: string;
}

export function createWorld(settings: Settings): World {
  const credentials = createCredentials(settings.seed);
  const clock = new VirtualClock(settings.start, settings.manualClock);
  const ids = createIds(settings.seed, undefined, settings.epoch());
  const events = new Events();
  const deliverer = new Deliverer(clock, events, settings.keep.deliveries);
  deliverer.setChaos(settings.webhook?.chaos);
  return {
    settings,
    credentials,
    clock,
    deliverer,
    events,
    faults: new Faults(),
    ids,
    limits: new Limits(),
    state: createState(settings, credentials, ids, clock),
    webhook: settings.webhook,
    url: "",
  };
}

/**
 * Where a webhook goes, if anywhere. For the field `messages` the number's own address comes first, then the account's;
 * everything else goes to the app's, as at Meta.
 */
export function webhookTarget(world: World, field: string, phoneNumberId?: string): WebhookTarget | undefined {
  const { subscription, numbers } = world.state;
  if (!subscription.subscribed) return undefined;
  const { webhook } = world;
  const appSecret = webhook?.appSecret ?? world.credentials.appSecret;
  const number = phoneNumberId === undefined ? undefined : numbers.get(phoneNumberId);
  const override = field === "messages" ? (number?.override ?? subscription.override) : undefined;
  if (override !== undefined) return { url: override.url, appSecret };
  const wanted = webhook?.fields === undefined || webhook.fields.includes(field);
  return webhook === undefined || !wanted ? undefined : { url: webhook.url, appSecret };
}
