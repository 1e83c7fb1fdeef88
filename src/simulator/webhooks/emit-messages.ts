import { contactNames, personIds, senderNames, webhookContact } from "../people/identifiers.ts";
import { type EmitField, numberField, only, type SampleCall, sampleId } from "./emit-samples.ts";
import { webhookError } from "../errors.ts";

/**
 * Webhooks of a business number that neither a message nor a control call of its own brings about: shared numbers,
 * calls, payments, clicks, and other applications on the same conversation.
 * @see https://developers.facebook.com/docs/whatsapp/embedded-signup/custom-flows/onboarding-business-app-users
 */

const receiverNames = { phone: "to", user: "to_user_id", parent: "to_parent_user_id" } as const;

const contacts = ({ world, person }: SampleCall): Record<string, unknown> => ({
  contacts: [webhookContact(world, person, { username: true })],
});

const fromPerson = ({ world, person }: SampleCall): Record<string, unknown> => personIds(world, person, senderNames);

const echo = (call: SampleCall, words: string): Record<string, unknown> => ({
  from: call.number.digits,
  ...personIds(call.world, call.person, receiverNames),
  id: sampleId(words),
  timestamp: String(call.now),
  type: "text",
  text: { body: "We open at nine" },
});

const echoes = (call: SampleCall) => ({ ...contacts(call), message_echoes: [echo(call, "echo")] });

const call = (event: "connect" | "terminate", call: SampleCall): Record<string, unknown> => ({
  ...contacts(call),
  calls: [
    {
      id: sampleId("call", "wacid."),
      to: call.number.digits,
      ...fromPerson(call),
      event,
      timestamp: String(call.now),
      direction: "USER_INITIATED",
      ...(event === "connect"
        ? { session: { sdp_type: "offer", sdp: "v=0..." } }
        : { status: "COMPLETED", start_time: String(call.now - 65), end_time: String(call.now - 5), duration: 60 }),
    },
  ],
});

const status = ({ person, now }: SampleCall, words: string): Record<string, unknown> => ({
  id: sampleId(words),
  status: "delivered",
  timestamp: String(now),
  recipient_id: person.phone,
});

const handover =
  (type: "control_taken" | "control_passed") =>
  ({ number, person, now }: SampleCall) => ({
    sender: { phone_number: person.phone },
    recipient: { phone_number_id: number.id, display_phone_number: number.digits },
    type,
    timestamp: String(now),
    // Meta does not publish the words for the roles.
    [type]: { previous_owner_role: "META_BUSINESS_AGENT", new_owner_role: "BUSINESS_APP" },
  });

const preference = (value: "stop" | "resume" | "signup") => (call: SampleCall) => ({
  ...contacts(call),
  user_preferences: [
    {
      ...personIds(call.world, call.person, contactNames),
      detail: `User requested to ${value} marketing messages`,
      category: "marketing_messages",
      value,
      ...(value === "signup" ? { signup_id: "990011223344" } : {}),
      timestamp: call.now,
    },
  ],
});

export const messageFields: Readonly<Record<string, EmitField>> = {
  messages: numberField({
    link_click: ({ now }) => ({
      user_actions: [
        {
          action_type: "marketing_messages_link_click",
          timestamp: now,
          marketing_messages_link_click_data: { click_component: "cta", click_id: "click-0001", tracking_token: "t-1" },
        },
      ],
    }),
    payment: ({ person, now }) => ({
      statuses: [
        {
          id: sampleId("payment"),
          recipient_id: person.phone,
          type: "payment",
          status: "captured",
          timestamp: String(now),
          payment: {
            reference_id: "order-0001",
            amount: { value: 19_900, offset: 100 },
            currency: "INR",
            transaction: {
              id: "txn-0001",
              type: "upi",
              status: "success",
              created_timestamp: now,
              updated_timestamp: now,
              method: { type: "upi" },
            },
          },
        },
      ],
    }),
    call_status: ({ person, now }) => ({
      statuses: [
        {
          id: sampleId("call", "wacid."),
          timestamp: String(now),
          type: "call",
          status: "RINGING",
          recipient_id: person.phone,
        },
      ],
    }),
    conversation_context: (sample) => ({
      ...contacts(sample),
      messages: [
        {
          ...fromPerson(sample),
          id: sampleId("routed"),
          timestamp: String(sample.now),
          type: "text",
          text: { body: "Can I talk to somebody?" },
        },
      ],
      conversation_context: { type: "summary", summary: { text: "The customer asks for an order that is late." } },
    }),
    error: () => ({ errors: [webhookError(131000, "Unsupported webhook payload")] }),
  }),
  user_preferences: numberField({
    stop: preference("stop"),
    resume: preference("resume"),
    signup: preference("signup"),
  }),
  calls: numberField({
    connect: (sample) => call("connect", sample),
    terminate: (sample) => call("terminate", sample),
  }),
  smb_message_echoes: numberField(only(echoes)),
  message_echoes: numberField(only(echoes)),
  smb_app_state_sync: numberField(
    only(({ person, now }) => ({
      state_sync: [
        {
          type: "contact",
          contact: {
            full_name: person.name,
            first_name: person.name.split(" ")[0],
            phone_number: person.phone,
            user_id: person.bsuid,
          },
          action: "add",
          metadata: { timestamp: String(now) },
        },
      ],
    })),
  ),
  history: numberField({
    threads: (sample) => ({
      history: [
        {
          metadata: { phase: 0, chunk_order: 1, progress: 40 },
          threads: [
            {
              id: sample.person.phone,
              messages: [
                {
                  ...fromPerson(sample),
                  id: sampleId("history"),
                  timestamp: String(sample.now - 86_400),
                  type: "text",
                  text: { body: "Hello" },
                  history_context: { status: "READ" },
                },
              ],
            },
          ],
        },
      ],
    }),
    declined: () => ({
      history: [{ errors: [webhookError(2593109, "The business has chosen not to share its chat history.")] }],
    }),
  }),
  standby: numberField({
    statuses: (sample) => ({ standby: { statuses: [status(sample, "standby")] } }),
    messages: (sample) => ({
      standby: {
        ...contacts(sample),
        messages: [
          {
            ...fromPerson(sample),
            id: sampleId("standby message"),
            timestamp: String(sample.now),
            type: "text",
            text: { body: "Is anybody there?" },
          },
        ],
      },
    }),
    message_echoes: (sample) => ({ standby: { message_echoes: [echo(sample, "standby echo")] } }),
  }),
  messaging_handovers: {
    of: "account",
    time: false,
    events: {
      control_taken: (sample) => ({ messaging_product: "whatsapp", ...handover("control_taken")(sample) }),
      control_passed: (sample) => ({ messaging_product: "whatsapp", ...handover("control_passed")(sample) }),
    },
  },
};
