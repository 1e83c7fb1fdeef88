import type { WebhookEvent } from "../../../src/domain/webhooks/events.ts";
import { account, ana, change, entryTime, envelope, phoneNumberId, profileOf, rui, wabaId } from "./bodies.ts";

/** One delivery of every field that Meta documents, and the event that it is. */
export interface FieldCase {
  readonly name: string;
  readonly body: object;
  readonly event: Partial<WebhookEvent> & { readonly kind: WebhookEvent["kind"] };
  readonly en: string;
  readonly es: string;
}

const at = entryTime * 1000;
const template = {
  message_template_id: 445_566_778_899,
  message_template_name: "parcel_ready",
  message_template_language: "en_US",
};
const parcel = { templateId: "445566778899", name: "parcel_ready", language: "en_US", at };
const ofNumber = { display_phone_number: "12025550100" };
const group = { timestamp: "1795102000", group_id: "Y2FwaV9ncm91cDpleGFtcGxl" };
const ofGroup = { groupId: "Y2FwaV9ncm91cDpleGFtcGxl", at: 1_795_102_000_000, errors: [] };
const someone = { waId: rui.waId, userId: rui.userId };
const messaging = (field: string, value: object): object => envelope(change(field, value));
const groups = (field: string, item: object): object => messaging(field, { groups: [{ ...group, ...item }] });

const templates: FieldCase[] = [
  {
    name: "a rejected template",
    body: account("message_template_status_update", {
      ...template,
      event: "REJECTED",
      reason: "INVALID_FORMAT",
      message_template_category: "UTILITY",
      rejection_info: { reason: "Two variables touch.", recommendation: "Put words between them." },
    }),
    event: {
      kind: "template-status",
      ...parcel,
      status: "REJECTED",
      reason: "Two variables touch.",
      recommendation: "Put words between them.",
      category: "UTILITY",
    },
    en: "template parcel_ready (en_US) is now REJECTED: Two variables touch.",
    es: "la plantilla parcel_ready (en_US) pasó a REJECTED: Two variables touch.",
  },
  {
    name: "a paused template",
    body: account("message_template_status_update", {
      ...template,
      event: "PAUSED",
      reason: "NONE",
      other_info: { title: "FIRST_PAUSE", description: "Paused for 3 hours." },
    }),
    event: {
      kind: "template-status",
      ...parcel,
      status: "PAUSED",
      title: "FIRST_PAUSE",
      reason: "Paused for 3 hours.",
    },
    en: "template parcel_ready (en_US) is now PAUSED: Paused for 3 hours.",
    es: "la plantilla parcel_ready (en_US) pasó a PAUSED: Paused for 3 hours.",
  },
  {
    name: "a disabled template",
    body: account("message_template_status_update", {
      ...template,
      event: "DISABLED",
      reason: null,
      disable_info: { disable_date: 1_795_000_000 },
    }),
    event: { kind: "template-status", ...parcel, status: "DISABLED", reason: undefined, disabledAt: 1_795_000_000_000 },
    en: "template parcel_ready (en_US) is now DISABLED",
    es: "la plantilla parcel_ready (en_US) pasó a DISABLED",
  },
  {
    name: "a template's quality",
    body: account("message_template_quality_update", {
      ...template,
      previous_quality_score: "GREEN",
      new_quality_score: "YELLOW",
    }),
    event: { kind: "template-quality", ...parcel, score: "YELLOW", previousScore: "GREEN" },
    en: "template parcel_ready (en_US) now has quality YELLOW (GREEN)",
    es: "la plantilla parcel_ready (en_US) tiene ahora calidad YELLOW (GREEN)",
  },
  {
    name: "an edited template",
    body: account("message_template_components_update", {
      ...template,
      message_template_element: "Your parcel is here.",
      message_template_title: "Parcel",
      message_template_footer: "Example Post",
      message_template_buttons: [
        {
          message_template_button_type: "URL",
          message_template_button_text: "Track",
          message_template_button_url: "https://shop.example/track",
        },
      ],
    }),
    event: {
      kind: "template-components",
      ...parcel,
      header: "Parcel",
      body: "Your parcel is here.",
      footer: "Example Post",
      buttons: [
        {
          message_template_button_type: "URL",
          message_template_button_text: "Track",
          message_template_button_url: "https://shop.example/track",
        },
      ],
    },
    en: "template parcel_ready (en_US) was edited",
    es: "la plantilla parcel_ready (en_US) fue editada",
  },
  {
    name: "a category that is about to change",
    body: account("template_category_update", {
      ...template,
      new_category: "UTILITY",
      correct_category: "MARKETING",
      category_update_timestamp: 1_795_190_000,
    }),
    event: {
      kind: "template-category",
      ...parcel,
      stage: "coming",
      from: "UTILITY",
      to: "MARKETING",
      changesAt: 1_795_190_000_000,
    },
    en: "template parcel_ready (en_US) will move to category MARKETING on 2026-11-20",
    es: "la plantilla parcel_ready (en_US) pasará a la categoría MARKETING el 2026-11-20",
  },
  {
    name: "a category that has changed",
    body: account("template_category_update", {
      ...template,
      previous_category: "UTILITY",
      new_category: "MARKETING",
    }),
    event: { kind: "template-category", ...parcel, stage: "done", from: "UTILITY", to: "MARKETING" },
    en: "template parcel_ready (en_US) is now in category MARKETING",
    es: "la plantilla parcel_ready (en_US) pasó a la categoría MARKETING",
  },
  {
    name: "a category that Meta believes wrong",
    body: account("template_correct_category_detection", {
      ...template,
      category: "UTILITY",
      correct_category: "MARKETING",
    }),
    event: { kind: "category-detection", ...parcel, category: "UTILITY", correctCategory: "MARKETING" },
    en: "template parcel_ready (en_US) should be in category MARKETING, Meta says",
    es: "la plantilla parcel_ready (en_US) debería estar en la categoría MARKETING, según Meta",
  },
];

const numbers: FieldCase[] = [
  {
    name: "a number's throughput",
    body: account("phone_number_quality_update", {
      ...ofNumber,
      event: "THROUGHPUT_UPGRADE",
      max_daily_conversations_per_business: "TIER_UNLIMITED",
    }),
    event: { kind: "number-quality", event: "THROUGHPUT_UPGRADE", limit: "unlimited", at },
    en: "state of +1202•••••00: THROUGHPUT_UPGRADE, any number of people in 24 hours",
    es: "estado de +1202•••••00: THROUGHPUT_UPGRADE, cualquier cantidad de personas en 24 horas",
  },
  {
    name: "a number's name",
    body: account("phone_number_name_update", {
      ...ofNumber,
      decision: "APPROVED",
      requested_verified_name: "Example Post",
      rejection_reason: null,
    }),
    event: { kind: "number-name", decision: "APPROVED", name: "Example Post", reason: undefined, at },
    en: "display name of +1202•••••00: Example Post APPROVED",
    es: "nombre visible de +1202•••••00: Example Post APPROVED",
  },
  {
    name: "a PIN",
    body: account("security", { ...ofNumber, event: "PIN_RESET_REQUEST", requester: "61550000000001" }),
    event: { kind: "security", event: "PIN_RESET_REQUEST", requester: "61550000000001", at },
    en: "security of +1202•••••00: PIN_RESET_REQUEST",
    es: "seguridad de +1202•••••00: PIN_RESET_REQUEST",
  },
  {
    name: "a business's username",
    body: account("business_username_updates", { ...ofNumber, username: "examplepost", status: "approved" }),
    event: { kind: "username", username: "examplepost", status: "approved", displayPhoneNumber: "12025550100", at },
    en: "username of +1202•••••00: @examplepost approved",
    es: "nombre de usuario de +1202•••••00: @examplepost approved",
  },
  {
    name: "settings of a number",
    body: {
      object: "whatsapp_business_account",
      entry: [
        {
          id: wabaId,
          changes: [
            {
              field: "account_settings_update",
              value: {
                messaging_product: "whatsapp",
                timestamp: "1795101000",
                type: "phone_number_settings",
                phone_number_settings: { phone_number_id: phoneNumberId, calling: { status: "ENABLED" } },
              },
            },
          ],
        },
      ],
    },
    event: {
      kind: "account-settings",
      type: "phone_number_settings",
      settings: { phone_number_id: phoneNumberId, calling: { status: "ENABLED" } },
      phoneNumberId,
      at,
    },
    en: "settings changed: phone_number_settings",
    es: "cambió la configuración: phone_number_settings",
  },
];

const accounts: FieldCase[] = [
  {
    name: "a restricted account",
    body: account("account_update", {
      event: "ACCOUNT_RESTRICTION",
      violation_info: { violation_type: "SPAM" },
      restriction_info: [{ restriction_type: "RESTRICTED_BIZ_INITIATED_MESSAGING", expiration: 1_795_700_000 }],
    }),
    event: {
      kind: "account-update",
      event: "ACCOUNT_RESTRICTION",
      update: {
        event: "ACCOUNT_RESTRICTION",
        violation: "SPAM",
        restrictions: [{ type: "RESTRICTED_BIZ_INITIATED_MESSAGING", until: 1_795_700_000_000 }],
      },
      at,
    },
    en: "the account changed: ACCOUNT_RESTRICTION: RESTRICTED_BIZ_INITIATED_MESSAGING until 2026-11-26",
    es: "la cuenta cambió: ACCOUNT_RESTRICTION: RESTRICTED_BIZ_INITIATED_MESSAGING hasta el 2026-11-26",
  },
  {
    name: "an alert",
    body: account("account_alerts", {
      entity_type: "PHONE_NUMBER",
      entity_id: 200_100_300_400_500,
      alert_info: {
        alert_severity: "INFORMATIONAL",
        alert_status: "ACTIVE",
        alert_type: "OBA_APPROVED",
        alert_description: "The badge is granted.",
      },
    }),
    event: {
      kind: "account-alert",
      type: "OBA_APPROVED",
      severity: "INFORMATIONAL",
      status: "ACTIVE",
      description: "The badge is granted.",
      entityType: "PHONE_NUMBER",
      entityId: "200100300400500",
      at,
    },
    en: "Meta warns about the account: OBA_APPROVED: The badge is granted.",
    es: "Meta avisa sobre la cuenta: OBA_APPROVED: The badge is granted.",
  },
  {
    name: "a review",
    body: account("account_review_update", { decision: "APPROVED" }),
    event: { kind: "account-review", decision: "APPROVED", at },
    en: "review of the account: APPROVED",
    es: "revisión de la cuenta: APPROVED",
  },
  {
    name: "a limit",
    body: account("business_capability_update", {
      max_daily_conversations_per_business: 2000,
      max_phone_numbers_per_waba: 25,
    }),
    event: { kind: "capability", limit: 2000, phoneNumbersPerWaba: 25, phoneNumbersPerBusiness: undefined, at },
    en: "the account may now write to 2000 people in 24 hours",
    es: "la cuenta ya puede escribir a 2000 personas en 24 horas",
  },
  {
    name: "a payment configuration",
    body: account("payment_configuration_update", {
      configuration_name: "main",
      provider_name: "Example Pay",
      provider_mid: "merchant-7",
      status: "Needs Testing",
      created_timestamp: 1_795_000_000,
      updated_timestamp: 1_795_000_100,
    }),
    event: {
      kind: "payment-configuration",
      name: "main",
      provider: "Example Pay",
      merchantId: "merchant-7",
      status: "Needs Testing",
      createdAt: 1_795_000_000_000,
      updatedAt: 1_795_000_100_000,
      at,
    },
    en: "payment configuration main: Needs Testing",
    es: "configuración de pagos main: Needs Testing",
  },
  {
    name: "a partner's solution",
    body: account("partner_solutions", {
      event: "SOLUTION_CREATED",
      solution_id: "606070708080",
      solution_status: "INITIATED",
    }),
    event: { kind: "partner-solution", event: "SOLUTION_CREATED", solutionId: "606070708080", status: "INITIATED", at },
    en: "partner solution 606070708080: INITIATED",
    es: "solución de socio 606070708080: INITIATED",
  },
  {
    name: "a flow's status",
    body: account("flows", {
      event: "FLOW_STATUS_CHANGE",
      message: "Flow 1 changed status",
      flow_id: "880011223344",
      old_status: "DRAFT",
      new_status: "PUBLISHED",
    }),
    event: {
      kind: "flow",
      event: "FLOW_STATUS_CHANGE",
      flowId: "880011223344",
      message: "Flow 1 changed status",
      oldStatus: "DRAFT",
      newStatus: "PUBLISHED",
      at,
    },
    en: "flow 880011223344 is now PUBLISHED",
    es: "el flujo 880011223344 pasó a PUBLISHED",
  },
  {
    name: "a flow that is slow",
    body: account("flows", {
      event: "ENDPOINT_LATENCY",
      message: "Slow",
      flow_id: "880011223344",
      alert_state: "ACTIVATED",
      threshold: 5000,
      p50_latency: 900,
      p90_latency: 6000,
      requests_count: 34,
      errors: [{ error_type: "timeout", error_rate: 4.5, error_count: 3 }],
    }),
    event: {
      kind: "flow",
      alertState: "ACTIVATED",
      threshold: 5000,
      p50Latency: 900,
      p90Latency: 6000,
      requests: 34,
      errors: [{ error_type: "timeout", error_rate: 4.5, error_count: 3 }],
    },
    en: "alert about flow 880011223344: ENDPOINT_LATENCY ACTIVATED",
    es: "alerta sobre el flujo 880011223344: ENDPOINT_LATENCY ACTIVATED",
  },
];

const groupCases: FieldCase[] = [
  {
    name: "a new group",
    body: groups("group_lifecycle_update", {
      type: "group_create",
      request_id: "req-1",
      subject: "Tour of Tuesday",
      description: "Bring water",
      invite_link: "https://chat.example/invite",
      join_approval_mode: "approval_required",
    }),
    event: {
      kind: "group-lifecycle",
      ...ofGroup,
      type: "group_create",
      requestId: "req-1",
      subject: "Tour of Tuesday",
      description: "Bring water",
      inviteLink: "https://chat.example/invite",
      joinApproval: "approval_required",
    },
    en: "group Tour of Tuesday: created",
    es: "grupo Tour of Tuesday: creado",
  },
  {
    name: "a group that could not be made",
    body: messaging("group_lifecycle_update", {
      groups: [
        {
          timestamp: "1795102000",
          type: "group_create",
          request_id: "req-2",
          errors: [{ code: 131_211, title: "Too many" }],
        },
      ],
    }),
    event: {
      kind: "group-lifecycle",
      groupId: undefined,
      requestId: "req-2",
      errors: [{ code: 131_211, title: "Too many" }],
    },
    en: "group: not created · 131211 Too many groups",
    es: "grupo: no se pudo crear · 131211 Demasiados grupos",
  },
  {
    name: "somebody who joined",
    body: groups("group_participants_update", {
      type: "group_participants_add",
      reason: "invite_link",
      added_participants: [{ wa_id: rui.waId, user_id: rui.userId, username: "ruicosta" }],
    }),
    event: {
      kind: "group-participants",
      ...ofGroup,
      type: "group_participants_add",
      reason: "invite_link",
      added: [{ ...someone, username: "ruicosta", parentUserId: undefined, name: undefined, input: undefined }],
      removed: [],
      failed: [],
    },
    en: "group: members joined",
    es: "grupo: entraron miembros",
  },
  {
    name: "somebody who was removed, and somebody who could not be",
    body: groups("group_participants_update", {
      type: "group_participants_remove",
      initiated_by: "business",
      removed_participants: [{ input: `+${rui.waId}` }],
      failed_participants: [{ input: `+${ana.waId}`, errors: [{ code: 131_212, title: "Not a participant" }] }],
    }),
    event: {
      kind: "group-participants",
      initiatedBy: "business",
      removed: [
        {
          waId: undefined,
          userId: undefined,
          parentUserId: undefined,
          username: undefined,
          name: undefined,
          input: `+${rui.waId}`,
        },
      ],
    },
    en: "group: members left",
    es: "grupo: salieron miembros",
  },
  {
    name: "somebody who asks to join",
    body: groups("group_participants_update", {
      type: "group_join_request_created",
      join_request_id: "join-1",
      wa_id: rui.waId,
      user_id: rui.userId,
      username: "ruicosta",
    }),
    event: {
      kind: "group-participants",
      type: "group_join_request_created",
      joinRequestId: "join-1",
      customer: { ...someone, username: "ruicosta", parentUserId: undefined, name: undefined },
    },
    en: "group: someone asks to join",
    es: "grupo: alguien pide entrar",
  },
  {
    name: "new settings of a group",
    body: groups("group_settings_update", {
      type: "group_settings_update",
      profile_picture: {
        mime_type: "image/jpeg",
        sha256: "abc",
        update_successful: false,
        errors: [{ code: 131_209, title: "Not square" }],
      },
      group_subject: { text: "Tour of Friday", update_successful: true },
    }),
    event: {
      kind: "group-settings",
      ...ofGroup,
      picture: { done: false, text: undefined, errors: [{ code: 131_209, title: "Not square" }] },
      subject: { done: true, text: "Tour of Friday", errors: [] },
      description: undefined,
    },
    en: "group Tour of Friday: settings changed",
    es: "grupo Tour of Friday: cambió la configuración",
  },
  {
    name: "a suspended group",
    body: groups("group_status_update", { type: "group_suspend" }),
    event: { kind: "group-status", ...ofGroup, type: "group_suspend" },
    en: "group: suspended",
    es: "grupo: suspendido",
  },
];

const shared: FieldCase[] = [
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

const calls: FieldCase[] = [
  {
    name: "a call",
    body: messaging("calls", {
      contacts: [profileOf(rui)],
      calls: [
        {
          id: "wacid.EXAMPLE1",
          to: "12025550100",
          from: rui.waId,
          from_user_id: rui.userId,
          event: "connect",
          timestamp: "1795103200",
          direction: "USER_INITIATED",
          session: { sdp_type: "offer", sdp: "v=0..." },
          cta_payload: "help",
        },
      ],
    }),
    event: {
      kind: "call",
      callId: "wacid.EXAMPLE1",
      event: "connect",
      direction: "USER_INITIATED",
      customer: { ...rui, parentUserId: undefined, username: undefined },
      session: { sdp_type: "offer", sdp: "v=0..." },
      payload: "help",
      at: 1_795_103_200_000,
    },
    en: "call from +1202•••••23: connect",
    es: "llamada de +1202•••••23: connect",
  },
  {
    name: "the end of a call",
    body: messaging("calls", {
      calls: [
        {
          id: "wacid.EXAMPLE2",
          to: rui.waId,
          from: "12025550100",
          event: "terminate",
          timestamp: "1795103300",
          direction: "BUSINESS_INITIATED",
          status: "COMPLETED",
          start_time: "1795103210",
          end_time: "1795103290",
          duration: 80,
          biz_opaque_callback_data: "job-9",
        },
      ],
    }),
    event: {
      kind: "call",
      status: "COMPLETED",
      startedAt: 1_795_103_210_000,
      endedAt: 1_795_103_290_000,
      duration: 80,
      callbackData: "job-9",
      customer: { waId: rui.waId, userId: undefined, parentUserId: undefined, username: undefined, name: undefined },
    },
    en: "call to +1202•••••23: terminate COMPLETED",
    es: "llamada a +1202•••••23: terminate COMPLETED",
  },
  {
    name: "a call that rings",
    body: messaging("calls", {
      statuses: [
        { id: "wacid.EXAMPLE2", timestamp: "1795103205", type: "call", status: "RINGING", recipient_id: rui.waId },
      ],
    }),
    event: { kind: "call-status", callId: "wacid.EXAMPLE2", state: "RINGING", at: 1_795_103_205_000 },
    en: "call to +1202•••••23: RINGING",
    es: "llamada a +1202•••••23: RINGING",
  },
  {
    name: "a call that went wrong",
    body: messaging("calls", { errors: [{ code: 138_021, title: "No media" }] }),
    event: { kind: "error", field: "calls", error: { code: 138_021, title: "No media" } },
    en: "Meta reports an error: 138021 Call broke off",
    es: "Meta informa de un error: 138021 La llamada se interrumpió",
  },
];

const people: FieldCase[] = [
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

export const fieldCases: readonly FieldCase[] = [
  ...templates,
  ...numbers,
  ...accounts,
  ...groupCases,
  ...shared,
  ...calls,
  ...people,
];
