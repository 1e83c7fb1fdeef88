import { ControlError } from "./error.ts";
import { type EmitControl, emitControls } from "./emit.ts";
import { type GroupControl, groupControls } from "./groups.ts";
import { type PeopleControl, peopleControls } from "./people.ts";
import { type SendingControl, sendingControl } from "./sending.ts";
import { type PriceControl, priceControl } from "./prices.ts";
import type { Delivery } from "../webhooks/delivery.ts";
import type { Fault, FaultInput } from "../limits/faults.ts";
import type { LimitChanges, LimitSettings } from "../limits/limits.ts";
import { routes } from "../http/routes.ts";
import { downloadFault } from "../media/download.ts";
import { checkMoment, milliseconds } from "../time/milliseconds.ts";
import type { MessageFilter, SimulatedMessage } from "../sending/messages.ts";
import type { WebhookOptions } from "../options.ts";
import type { TokenState } from "../state.ts";
import { type TemplateControl, templateControls } from "./templates.ts";
import { resetWorld } from "../saved/seed.ts";
import type { World } from "../world.ts";

/** Lets the access token expire, or gives it other scopes. */
export interface TokenChanges {
  readonly expired?: boolean | undefined;
  readonly scopes?: readonly string[] | undefined;
}

/** What changes of the webhook. */
export interface WebhookChanges extends Partial<WebhookOptions> {}

/** What a fault may be set on: a handler's name, or the word of the path that names an edge of the Graph API. */
function faultNames(): string[] {
  const words = routes.flatMap(({ name }) => name.split("/").slice(1));
  const edges = words.filter((word) => !word.startsWith("{"));
  return ["*", ...[...new Set([downloadFault, ...routes.map(({ handler }) => handler), ...edges])].toSorted()];
}

/** What a test or the page can do to the simulated world. The control calls over HTTP do the same. */
export interface Control
  extends PeopleControl, GroupControl, EmitControl, TemplateControl, SendingControl, PriceControl {
  /** The messages sent so far, oldest first. */
  messages(filter?: MessageFilter): SimulatedMessage[];

  count(filter?: MessageFilter): number;

  /** The first message that matches, now or within `timeout` milliseconds of real time. */
  wait(filter?: MessageFilter, options?: { timeout?: number; signal?: AbortSignal }): Promise<SimulatedMessage>;

  /** The virtual clock, in milliseconds. */
  now(): number;

  /**
   * Moves the clock on by milliseconds or `25h`; ends when every timer and webhook in between is done. A webhook's
   * receiver may call it before it answers: it then ends after two real seconds, and what fell due comes after the answer.
   */
  advance(duration: number | string): Promise<void>;

  /** Moves the clock on to a moment; ends like `advance`. */
  setClock(time: Date | string | number): Promise<void>;

  /** Sets a disturbance; it is in force until it is cleared or over. */
  fault(input: FaultInput): Fault;

  /** Those in force. */
  faults(): Fault[];

  /** One fault, or all of them. */
  clearFaults(id?: string): void;

  /** Changes limits; `null` lifts one. Returns those in force. */
  limits(changes?: LimitChanges): LimitSettings;

  /** Lets the token expire or lose scopes. */
  token(changes?: TokenChanges): TokenState;

  /** Sets the app's webhook after Meta's handshake; `null` removes it. Without `url`, changes the present one. */
  webhook(changes: WebhookChanges | null): Promise<void>;

  /** The log of webhooks, oldest first. */
  deliveries(): Delivery[];

  /** Sends one delivery again, or all that did not arrive; returns how many. */
  redeliver(id?: string): number;

  /** Ends when no webhook is under way. */
  settled(): Promise<void>;

  /** Back to the seed. */
  reset(): void;
}

export function createControl(world: World): Control {
  return {
    messages: (filter = {}) => world.state.messages.list(filter),

    count: (filter = {}) => world.state.messages.list(filter).length,

    async wait(filter = {}, options = {}) {
      const timeout = options.timeout ?? 5_000;
      const message = await world.state.messages.wait(filter, timeout, options.signal);
      if (message !== undefined) return message;
      throw new ControlError(408, "no_message", {
        en: `No such message within ${timeout} ms.`,
        es: `No llegó un mensaje así en ${timeout} ms.`,
      });
    },

    ...peopleControls(world),
    ...groupControls(world),
    ...emitControls(world),
    ...templateControls(world),

    now: () => world.clock.now(),

    async advance(duration) {
      const ms = milliseconds(duration);
      // Checked again when those that were asked for before are done.
      checkMoment(world.clock.now() + ms);
      await world.deliverer.calm();
      await world.clock.advance(ms);
      await world.deliverer.calm();
      world.events.emit("clock", { now: world.clock.now() });
    },

    async setClock(time) {
      const target = new Date(time).getTime();
      if (Number.isNaN(target)) {
        throw new ControlError(400, "bad_time", {
          en: `"${String(time)}" is not a time. Write it like 2026-11-20T15:00:00Z.`,
          es: `"${String(time)}" no es una hora. Escríbala así: 2026-11-20T15:00:00Z.`,
        });
      }
      if (target < world.clock.now()) {
        const now = new Date(world.clock.now()).toISOString();
        throw new ControlError(400, "bad_time", {
          en: `The clock only goes forward, and stands at ${now}. To begin again: reset.`,
          es: `El reloj solo avanza, y está en ${now}. Para empezar de nuevo: reset.`,
        });
      }
      checkMoment(target);
      await world.deliverer.calm();
      await world.clock.set(target);
      await world.deliverer.calm();
      world.events.emit("clock", { now: world.clock.now() });
    },

    fault(input) {
      const names = faultNames();
      if (!names.includes(input.on)) {
        throw new ControlError(400, "bad_fault", {
          en: `There is no "${input.on}" to set a fault on. There are: ${names.join(", ")}.`,
          es: `No existe "${input.on}" para ponerle una falla. Existen: ${names.join(", ")}.`,
        });
      }
      const fault = world.faults.add(input, world.clock.now());
      world.events.emit("faults", fault);
      return fault;
    },
    faults: () => world.faults.list(world.clock.now()),
    clearFaults(id) {
      world.faults.clear(id);
      world.events.emit("faults", {});
    },

    limits(changes = {}) {
      const settings = world.limits.change(changes);
      if (Object.keys(changes).length > 0) world.events.emit("limits", settings);
      return structuredClone(settings);
    },

    token(changes = {}) {
      const { token } = world.state;
      if (changes.expired !== undefined) token.expired = changes.expired;
      if (changes.scopes !== undefined) token.scopes = [...changes.scopes];
      world.events.emit("token", { expired: token.expired, scopes: token.scopes });
      return { ...token, scopes: [...token.scopes] };
    },

    async webhook(changes) {
      if (changes === null) {
        world.webhook = undefined;
        world.deliverer.setChaos(undefined);
        world.events.emit("webhook", {});
        return;
      }
      const url = changes.url ?? world.webhook?.url;
      if (url === undefined || !URL.canParse(url)) {
        throw new ControlError(400, "bad_webhook", {
          en: "A webhook needs a complete address in url.",
          es: "Un webhook necesita una dirección completa en url.",
        });
      }
      const verifyToken = changes.verifyToken ?? world.webhook?.verifyToken ?? world.credentials.verifyToken;
      if (changes.url !== undefined) {
        const reason = await world.deliverer.client.verify(
          url,
          verifyToken,
          String(1_000_000 + world.deliverer.deliveries().length),
        );
        if (reason !== undefined) {
          throw new ControlError(400, "handshake_failed", {
            en: `The webhook did not pass the verification handshake: ${reason}.`,
            es: `El webhook no pasó la verificación inicial: ${reason}.`,
          });
        }
      }
      world.webhook = { ...world.webhook, ...changes, url, verifyToken };
      world.deliverer.setChaos(world.webhook.chaos);
      world.events.emit("webhook", { url });
    },

    deliveries: () => world.deliverer.deliveries(),
    redeliver: (id) => world.deliverer.redeliver(id),
    settled: () => world.deliverer.idle(),

    ...sendingControl(world),
    ...priceControl(world),

    reset: () => resetWorld(world),
  };
}
