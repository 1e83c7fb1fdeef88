import { account, change, envelope, phoneNumberId, rui } from "./bodies.ts";
import type { FieldCase } from "./field-case.ts";

const messaging = (field: string, value: object): object => envelope(change(field, value));

const someone = { waId: rui.waId, userId: rui.userId };

/** What other applications do with the number. */
export const coexistenceCases: readonly FieldCase[] = [
  {
    name: "what the business wrote in the app",
    body: messaging("smb_message_echoes", {
      contacts: [{ wa_id: rui.waId, user_id: rui.userId }],
      message_echoes: [
        {
          from: "12025550100",
          to: rui.waId,
          to_user_id: rui.userId,
          id: "wamid.ECHO1",
          timestamp: "1795103100",
          type: "text",
          text: { body: "We open at nine" },
        },
      ],
    }),
    event: {
      kind: "echo",
      wamid: "wamid.ECHO1",
      at: 1_795_103_100_000,
      customer: { ...someone, parentUserId: undefined, username: undefined, name: undefined },
      text: "We open at nine",
      content: { type: "text", text: { body: "We open at nine" } },
    },
    en: "written elsewhere to +1202•••••23: We open at nine",
    es: "escrito desde otro lugar a +1202•••••23: We open at nine",
  },
  {
    name: "what another application wrote",
    body: messaging("message_echoes", {
      message_echoes: [
        {
          from: "12025550100",
          to: rui.waId,
          id: "wamid.ECHO2",
          timestamp: "1795103100",
          type: "revoke",
          revoke: { original_message_id: "wamid.ECHO1" },
        },
      ],
    }),
    event: { kind: "echo", content: { type: "revoke", revoke: { original_message_id: "wamid.ECHO1" } } },
    en: "written elsewhere to +1202•••••23 (revoke)",
    es: "escrito desde otro lugar a +1202•••••23 (revoke)",
  },
  {
    name: "old messages",
    body: messaging("history", {
      history: [
        {
          metadata: { phase: 0, chunk_order: 1, progress: 40 },
          threads: [
            {
              id: rui.waId,
              context: { wa_id: rui.waId, user_id: rui.userId, username: "ruicosta" },
              messages: [
                {
                  from: rui.waId,
                  id: "wamid.H1",
                  timestamp: "1795000000",
                  type: "text",
                  text: { body: "Hello" },
                  history_context: { status: "READ" },
                },
                {
                  from: "12025550100",
                  to: rui.waId,
                  id: "wamid.H2",
                  timestamp: "1795000060",
                  type: "media_placeholder",
                  history_context: { status: "DELIVERED" },
                },
              ],
            },
          ],
        },
      ],
    }),
    event: { kind: "history", phase: 0, chunk: 1, progress: 40, errors: [] },
    en: "history: 2 old messages (40 %)",
    es: "historial: 2 mensajes antiguos (40 %)",
  },
  {
    name: "a history that is not shared",
    body: messaging("history", { history: [{ errors: [{ code: 2_593_109, title: "History not shared" }] }] }),
    event: { kind: "history", threads: [], errors: [{ code: 2_593_109, title: "History not shared" }] },
    en: "history: 0 old messages · 2593109 History not shared",
    es: "historial: 0 mensajes antiguos · 2593109 Historial no compartido",
  },
  {
    name: "a file of an old message",
    body: messaging("history", {
      messages: [
        {
          from: rui.waId,
          id: "wamid.H3",
          timestamp: "1795000000",
          type: "image",
          image: { id: "66", mime_type: "image/png" },
        },
      ],
    }),
    event: {
      kind: "history-media",
      wamid: "wamid.H3",
      direction: "in",
      content: { type: "image", image: { id: "66", mime_type: "image/png" } },
    },
    en: "history: a file of an old message (image)",
    es: "historial: un archivo de un mensaje antiguo (image)",
  },
  {
    name: "the address book",
    body: messaging("smb_app_state_sync", {
      state_sync: [
        {
          type: "contact",
          contact: { full_name: "Rui Costa", first_name: "Rui", phone_number: rui.waId, user_id: rui.userId },
          action: "add",
          metadata: { timestamp: "1795103150" },
        },
      ],
    }),
    event: {
      kind: "contact-sync",
      action: "add",
      customer: { ...rui, parentUserId: undefined, username: undefined },
      firstName: "Rui",
      at: 1_795_103_150_000,
    },
    en: "the app's address book has +1202•••••23",
    es: "la agenda de la aplicación tiene a +1202•••••23",
  },
  {
    name: "a status while another application answers",
    body: messaging("standby", {
      standby: {
        statuses: [{ id: "wamid.OUT40", status: "delivered", timestamp: "1795103300", recipient_id: rui.waId }],
      },
    }),
    event: { kind: "status", field: "standby", wamid: "wamid.OUT40", state: "delivered" },
    en: "delivered → +1202•••••23",
    es: "entregado → +1202•••••23",
  },
  {
    name: "another who answers",
    body: account("messaging_handovers", {
      messaging_product: "whatsapp",
      sender: { phone_number: rui.waId },
      recipient: { phone_number_id: phoneNumberId, display_phone_number: "12025550100" },
      type: "control_taken",
      timestamp: "1795103400",
      control_taken: { previous_owner_role: "AGENT", new_owner_role: "APP", metadata: "m" },
    }),
    event: {
      kind: "handover",
      type: "control_taken",
      phoneNumberId,
      previousOwner: "AGENT",
      newOwner: "APP",
      metadata: "m",
      at: 1_795_103_400_000,
    },
    en: "who answers +1202•••••23: AGENT → APP",
    es: "quién responde a +1202•••••23: AGENT → APP",
  },
];
