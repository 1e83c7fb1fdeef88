import { parseDuration } from "../core/clock.ts";
import { ControlError } from "./control-error.ts";
import { type Customer, digitsOf } from "./customers.ts";
import type { Delivery } from "./deliver.ts";
import type { Fault, FaultInput } from "./faults.ts";
import { type InboundInput, inboundType, receiveMessage } from "./inbound.ts";
import type { LimitSettings } from "./limits.ts";
import type { MessageFilter, SimulatedMessage } from "./messages.ts";
import type { WebhookOptions } from "./options.ts";
import { scopes, type TokenState } from "./state.ts";
import {
  type InsertTemplate,
  insertTemplate,
  setTemplateStatus,
  type TemplateStatusChange,
} from "./template-control.ts";
import { sendNumberWebhook, webhookContact } from "./webhook-payloads.ts";
import { resetWorld, type World } from "./world.ts";

export interface CustomerChanges {
  readonly name?: string | undefined;
  readonly username?: string | undefined;
  readonly bsuid?: string | undefined;
  readonly optOut?: boolean | undefined;
  readonly blocked?: boolean | undefined;
  readonly onWhatsApp?: boolean | undefined;
  readonly readReceipts?: boolean | undefined;
  /** Milliseconds, or `5m`, before `delivered`. */
  readonly delay?: number | string | undefined;
}

export interface TokenChanges {
  readonly expired?: boolean | undefined;
  readonly scopes?: readonly string[] | undefined;
}

export type LimitChanges = { readonly [Name in keyof LimitSettings]?: LimitSettings[Name] | undefined };

export interface WebhookChanges extends Partial<WebhookOptions> {}

const badDuration = (value: string): ControlError =>
  new ControlError(400, "bad_duration", {
    en: `"${value}" is not a duration. Write it like 90s, 5m, 25h or 7d.`,
    es: `«${value}» no es una duración. Escríbala así: 90s, 5m, 25h o 7d.`,
  });

/** Milliseconds from a number of milliseconds or a duration like `25h`. */
function milliseconds(value: number | string): number {
  const ms = typeof value === "number" ? value : parseDuration(value);
  if (ms === undefined || !Number.isFinite(ms) || ms < 0) throw badDuration(String(value));
  return ms;
}

/** What a test or the page can do to the simulated world. The control calls over HTTP do the same. */
export function createControl(world: World) {
  return {
    /** The messages sent so far, oldest first. */
    messages: (filter: MessageFilter = {}): SimulatedMessage[] => world.state.messages.list(filter),

    count: (filter: MessageFilter = {}): number => world.state.messages.list(filter).length,

    /** The first message that matches, now or within `timeout` milliseconds of real time. */
    async wait(
      filter: MessageFilter = {},
      options: { timeout?: number; signal?: AbortSignal } = {},
    ): Promise<SimulatedMessage> {
      const timeout = options.timeout ?? 5_000;
      const message = await world.state.messages.wait(filter, timeout, options.signal);
      if (message !== undefined) return message;
      throw new ControlError(408, "no_message", {
        en: `No such message within ${timeout} ms.`,
        es: `No llegó un mensaje así en ${timeout} ms.`,
      });
    },

    /** A customer writes; the 24-hour window opens. */
    inbound(input: InboundInput): { id: string } {
      const type = inboundType(input);
      const [first] = world.state.numbers.values();
      const number = input.phone_number_id === undefined ? first : world.state.numbers.get(input.phone_number_id);
      if (type === undefined || number === undefined || digitsOf(input.from) === "") {
        throw new ControlError(400, "bad_inbound", {
          en: "An inbound message needs a phone number in from and one content, such as text, named like its type.",
          es: "Un mensaje entrante necesita un número de teléfono en from y un contenido, por ejemplo text, con el nombre de su tipo.",
        });
      }
      const { id, delivered } = receiveMessage(world, number, input, type);
      void delivered;
      return { id };
    },

    /** Changes a person. Opting out and in again is reported to the business by webhook. */
    customer(phone: string, changes: CustomerChanges = {}): Customer {
      const customer = world.state.customers.keep(digitsOf(phone));
      const optedOut = customer.optOut;
      const { delay, ...rest } = changes;
      Object.assign(customer, Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)));
      if (delay !== undefined) customer.delay = milliseconds(delay);
      if (customer.optOut !== optedOut) void reportPreference(world, customer);
      world.events.emit("customer", { phone: customer.phone });
      return customer;
    },

    /** Inserts a template as if Meta had reviewed it; APPROVED unless told otherwise. */
    template: (input: InsertTemplate): { id: string } => insertTemplate(world, input),

    /** Approves, rejects, pauses or disables, and reports it by webhook. */
    setTemplateStatus: (id: string, change: TemplateStatusChange): void => setTemplateStatus(world, id, change),

    now: (): number => world.clock.now(),

    /** Moves the clock on by milliseconds or `25h`; ends when every timer and webhook in between is done. */
    async advance(duration: number | string): Promise<void> {
      const ms = milliseconds(duration);
      await world.deliverer.idle();
      await world.clock.advance(ms);
      await world.deliverer.idle();
      world.events.emit("clock", { now: world.clock.now() });
    },

    async setClock(time: Date | string | number): Promise<void> {
      const target = new Date(time).getTime();
      if (Number.isNaN(target)) {
        throw new ControlError(400, "bad_time", {
          en: `"${String(time)}" is not a time. Write it like 2026-11-20T15:00:00Z.`,
          es: `«${String(time)}» no es una hora. Escríbala así: 2026-11-20T15:00:00Z.`,
        });
      }
      await world.deliverer.idle();
      await world.clock.set(target);
      await world.deliverer.idle();
      world.events.emit("clock", { now: world.clock.now() });
    },

    fault: (input: FaultInput): Fault => world.faults.add(input),
    faults: (): Fault[] => world.faults.list(),
    /** One fault, or all of them. */
    clearFaults: (id?: string): void => world.faults.clear(id),

    /** Changes limits; `null` lifts one. Returns those in force. */
    limits(changes: LimitChanges = {}): LimitSettings {
      const settings = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      world.limits.settings = { ...world.limits.settings, ...settings };
      return world.limits.settings;
    },

    /** Lets the token expire or lose scopes. */
    token(changes: TokenChanges = {}): TokenState {
      const { token } = world.state;
      if (changes.expired !== undefined) token.expired = changes.expired;
      if (changes.scopes !== undefined) token.scopes = [...changes.scopes];
      return token;
    },
    allScopes: (): readonly string[] => scopes,

    /** Sets the app's webhook after Meta's handshake; `null` removes it. Without `url`, changes the present one. */
    async webhook(changes: WebhookChanges | null): Promise<void> {
      if (changes === null) {
        world.webhook = undefined;
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
    },

    deliveries: (): Delivery[] => world.deliverer.deliveries(),
    /** Sends one delivery again, or all that did not arrive; returns how many. */
    redeliver: (id?: string): number => world.deliverer.redeliver(id),
    /** Ends when no webhook is under way. */
    settled: (): Promise<void> => world.deliverer.idle(),

    /** Back to the seed. */
    reset: (): void => resetWorld(world),
  };
}

export type Control = ReturnType<typeof createControl>;

async function reportPreference(world: World, customer: Customer): Promise<void> {
  const value = customer.optOut ? "stop" : "resume";
  for (const number of world.state.numbers.values()) {
    await sendNumberWebhook(world, number, "user_preferences", {
      contacts: [webhookContact(customer, true)],
      user_preferences: [
        {
          wa_id: customer.phone,
          user_id: customer.bsuid,
          detail: `User requested to ${value} marketing messages`,
          category: "marketing_messages",
          value,
          timestamp: Math.floor(world.clock.now() / 1_000),
        },
      ],
    });
  }
}
