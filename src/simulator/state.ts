import type { Clock } from "../core/clock.ts";
import type { WireTemplateComponent } from "../graph/wire/templates.ts";
import type { WirePhoneNumber } from "../graph/wire/phone-numbers.ts";
import type { WireWaba } from "../graph/wire/wabas.ts";
import type { Credentials } from "./credentials.ts";
import { digitsOf } from "./people/customers.ts";
import type { Ids } from "./ids.ts";
import { MediaStore } from "./media/media-store.ts";
import { MessageStore } from "./sending/messages.ts";
import type { Settings } from "./options.ts";
import { createPeople, type People } from "./people/people.ts";
import { Figures } from "./figures/figures.ts";
import { Sending } from "./sending/sending.ts";
import type { Callback } from "./webhooks/webhook-callback.ts";
import { UploadStore } from "./media/uploads.ts";
import { makeTemplate, type TemplateState, TemplateStore } from "./templates/store.ts";

export const scopes = [
  "business_management",
  "catalog_management",
  "whatsapp_business_management",
  "whatsapp_business_messaging",
] as const;

/** The access token: whether it has expired, and what it may do. */
export interface TokenState {
  expired: boolean;
  scopes: string[];
  /** Milliseconds of the virtual clock. */
  readonly issuedAt: number;
}

export interface NumberState {
  readonly id: string;
  /** The digits of the display phone number. */
  readonly digits: string;
  readonly object: WirePhoneNumber & {
    readonly is_official_business_account: boolean;
    readonly is_pin_enabled: boolean;
  };
  /** The number's own webhook, for its messages. */
  override?: Callback;
  /** Service messages delivered, by month of the account's zone (`2026-11`), for the thousand that are free. */
  readonly serviceDelivered: Map<string, number>;
  /** Those and the ones on their way: they take a place already. */
  readonly serviceAccepted: Map<string, number>;
}

/** Something a customer wrote. */
export interface ReceivedMessage {
  readonly id: string;
  readonly from: string;
  readonly phoneNumberId: string;
  readonly type: string;
  readonly text?: string;
  /** Set for what was written in a group. */
  readonly groupId?: string;
  readonly at: number;
  read: boolean;
}

export interface Subscription {
  subscribed: boolean;
  override?: Callback;
}

/** Everything that a reset puts back. */
export interface State extends People {
  /** What of it can change is in `business`. */
  readonly waba: Omit<WireWaba, "currency" | "timezone_id"> & {
    readonly account_review_status: string;
    readonly country: string;
  };
  readonly numbers: Map<string, NumberState>;
  readonly templates: TemplateStore;
  /** When a deleted template's name may be used again. */
  readonly blockedNames: Map<string, number>;
  readonly media: MediaStore;
  readonly uploads: UploadStore;
  readonly messages: MessageStore;
  readonly received: Map<string, ReceivedMessage>;
  readonly sending: Sending;
  readonly figures: Figures;
  readonly token: TokenState;
  readonly subscription: Subscription;
}

export function createState(settings: Settings, credentials: Credentials, ids: Ids, clock: Clock): State {
  const { name = "Simulator Shop" } = settings.world;
  const now = clock.now();
  const numbers = new Map<string, NumberState>([
    [
      credentials.phoneNumberId,
      {
        id: credentials.phoneNumberId,
        digits: digitsOf(credentials.displayPhoneNumber),
        object: {
          id: credentials.phoneNumberId,
          display_phone_number: credentials.displayPhoneNumber,
          verified_name: name,
          status: "CONNECTED",
          quality_rating: "GREEN",
          throughput: { level: "STANDARD" },
          whatsapp_business_manager_messaging_limit: "TIER_100K",
          name_status: "APPROVED",
          code_verification_status: "VERIFIED",
          account_mode: "LIVE",
          platform_type: "CLOUD_API",
          is_official_business_account: false,
          is_pin_enabled: true,
        },
        serviceDelivered: new Map(),
        serviceAccepted: new Map(),
      },
    ],
  ]);
  const templates = new TemplateStore();
  templates.add(helloWorld(ids.object(), now));
  return {
    waba: {
      id: credentials.wabaId,
      name,
      message_template_namespace: `simulated_${credentials.wabaId}`,
      account_review_status: "APPROVED",
      country: "US",
    },
    numbers,
    templates,
    blockedNames: new Map(),
    media: new MediaStore(settings.keep),
    uploads: new UploadStore(),
    messages: new MessageStore(settings.keep.messages),
    received: new Map(),
    sending: new Sending(),
    figures: new Figures(),
    ...createPeople(settings, clock, settings.world.business),
    token: { expired: false, scopes: [...scopes], issuedAt: now },
    subscription: { subscribed: true },
  };
}

/** The template that every new account begins with. */
function helloWorld(id: string, now: number): TemplateState {
  const components: WireTemplateComponent[] = [
    { type: "HEADER", format: "TEXT", text: "Hello World" },
    { type: "BODY", text: "Welcome! This message shows that your account can send. Thank you for trying it." },
    { type: "FOOTER", text: "Sample message" },
  ];
  return makeTemplate({
    id,
    name: "hello_world",
    language: "en_US",
    category: "UTILITY",
    status: "APPROVED",
    components,
    now,
  });
}
