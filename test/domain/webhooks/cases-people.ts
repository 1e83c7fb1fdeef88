import { change, envelope, profileOf, rui } from "./bodies.ts";
import type { FieldCase } from "./field-case.ts";

const messaging = (field: string, value: object): object => envelope(change(field, value));

/** What customers do besides writing. */
export const peopleCases: readonly FieldCase[] = [
  {
    name: "a payment",
    body: messaging("messages", {
      statuses: [
        {
          id: "wamid.PAY1",
          recipient_id: rui.waId,
          type: "payment",
          status: "captured",
          timestamp: "1795103500",
          payment: {
            reference_id: "order-7",
            amount: { value: 21_000, offset: 100 },
            currency: "INR",
            transaction: {
              id: "t1",
              type: "upi",
              status: "success",
              method: { type: "upi" },
              created_timestamp: 1_795_103_490,
            },
            udf1: "mine",
            additional_info7: "seven",
            invented: "left out",
          },
        },
      ],
    }),
    event: {
      kind: "payment",
      wamid: "wamid.PAY1",
      state: "captured",
      referenceId: "order-7",
      payment: {
        reference_id: "order-7",
        amount: { value: 21_000, offset: 100 },
        currency: "INR",
        transaction: {
          id: "t1",
          type: "upi",
          status: "success",
          method: { type: "upi" },
          created_timestamp: 1_795_103_490,
        },
        udf1: "mine",
        additional_info7: "seven",
      },
    },
    en: "payment of order order-7 by +1202•••••23: paid",
    es: "pago del pedido order-7 de +1202•••••23: pagado",
  },
  {
    name: "a tap on a campaign's link",
    body: messaging("messages", {
      user_actions: [
        {
          action_type: "marketing_messages_link_click",
          timestamp: "1795103600",
          marketing_messages_link_click_data: {
            click_component: "cta",
            product_id: "MUG-1",
            click_id: "c1",
            tracking_token: "tok",
          },
        },
      ],
    }),
    event: {
      kind: "link-click",
      component: "cta",
      productId: "MUG-1",
      clickId: "c1",
      trackingToken: "tok",
      at: 1_795_103_600_000,
    },
    en: "someone tapped the button of a campaign",
    es: "alguien tocó el botón de una campaña",
  },
  {
    name: "a sign-up",
    body: messaging("user_preferences", {
      contacts: [profileOf(rui)],
      user_preferences: [
        {
          wa_id: rui.waId,
          user_id: rui.userId,
          detail: "User signed up",
          category: "marketing_messages",
          value: "signup",
          signup_id: "su-1",
          timestamp: 1_795_101_060,
        },
      ],
    }),
    event: { kind: "preference", value: "signup", signupId: "su-1", at: 1_795_101_060_000 },
    en: "+1202•••••23 signed up for marketing messages",
    es: "+1202•••••23 se suscribió a la publicidad",
  },
  {
    name: "what was said before",
    body: messaging("messages", {
      contacts: [profileOf(rui)],
      conversation_context: { type: "summary", summary: { text: "Wants a refund" } },
    }),
    event: { kind: "conversation-context", type: "summary", summary: "Wants a refund" },
    en: "said before this conversation was routed here: Wants a refund",
    es: "lo dicho antes de que esta conversación llegara aquí: Wants a refund",
  },
  {
    name: "Meta's own trouble",
    body: messaging("messages", { errors: [{ code: 131_000, title: "Something went wrong" }] }),
    event: { kind: "error", error: { code: 131_000, title: "Something went wrong" } },
    en: "Meta reports an error: 131000 Something went wrong",
    es: "Meta informa de un error: 131000 Algo salió mal",
  },
];
