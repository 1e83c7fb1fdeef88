import type {
  WireInboundMessage,
  WireStatus,
  WireUserPreference,
  WireWebhook,
  WireWebhookContact,
  WireWebhookValue,
} from "../graph/wire/webhooks.ts";
import type { Customer } from "./customers.ts";
import type { NumberState, TemplateState } from "./state.ts";
import { webhookTarget, type World } from "./world.ts";

/** What one change of a number carries besides the number itself. */
export interface ChangeMembers {
  readonly contacts?: WireWebhookContact[];
  readonly messages?: WireInboundMessage[];
  readonly statuses?: WireStatus[];
  readonly user_preferences?: WireUserPreference[];
}

export const unixSeconds = (ms: number): string => String(Math.floor(ms / 1_000));

/** How a person appears in `contacts`. The user name is left out of `sent`. */
export function webhookContact(customer: Customer, withUsername: boolean): WireWebhookContact {
  const username = withUsername && customer.username !== undefined ? { username: customer.username } : {};
  return { profile: { name: customer.name, ...username }, wa_id: customer.phone, user_id: customer.bsuid };
}

function send(world: World, field: string, time: number | undefined, value: () => WireWebhookValue): Promise<void> {
  const target = webhookTarget(world, field);
  if (target === undefined) return Promise.resolve();
  const payload: WireWebhook = {
    object: "whatsapp_business_account",
    entry: [
      {
        id: world.credentials.wabaId,
        ...(time === undefined ? {} : { time: Math.floor(time / 1_000) }),
        changes: [{ field, value: value() }],
      },
    ],
  };
  return world.deliverer.send(target, field, payload);
}

/** A webhook of a business number; ends when it has been tried once. */
export function sendNumberWebhook(
  world: World,
  number: NumberState,
  field: "messages" | "user_preferences",
  members: ChangeMembers,
): Promise<void> {
  return send(world, field, undefined, () => ({
    messaging_product: "whatsapp",
    metadata: { display_phone_number: number.digits, phone_number_id: number.id },
    ...members,
  }));
}

const disabledOrPaused: Readonly<Record<string, { title: string; description: string }>> = {
  PAUSED: { title: "FIRST_PAUSE", description: "Paused for its quality." },
  DISABLED: { title: "DISABLED", description: "Disabled for its quality." },
};

/** The webhook of a template whose status has changed. */
export function sendTemplateWebhook(world: World, template: TemplateState): Promise<void> {
  const now = world.clock.now();
  const other = disabledOrPaused[template.status];
  return send(world, "message_template_status_update", now, () => ({
    event: template.status,
    message_template_id: Number(template.id),
    message_template_name: template.name,
    message_template_language: template.language,
    reason: template.rejectedReason,
    message_template_category: template.category,
    ...(other === undefined ? {} : { other_info: other }),
    ...(template.status === "DISABLED" ? { disable_info: { disable_date: Math.floor(now / 1_000) } } : {}),
    ...(template.rejectedReason === "INVALID_FORMAT"
      ? {
          rejection_info: {
            reason: "The format is not valid.",
            recommendation: "Check the variables and their samples.",
          },
        }
      : {}),
  }));
}
