import { accountField, type EmitField, only, type SampleCall } from "./emit-samples.ts";

/**
 * Webhooks about a business number, a flow or a template.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/webhooks/components
 */

const shown = ({ number }: SampleCall): { display_phone_number: string } => ({ display_phone_number: number.digits });

const quality = (event: string) => (call: SampleCall) => ({
  ...shown(call),
  event,
  max_daily_conversations_per_business: "TIER_UNLIMITED",
});

const security = (event: string) => (call: SampleCall) => ({ ...shown(call), event, requester: "61550000000001" });

const username = (status: string) => (call: SampleCall) => ({
  ...shown(call),
  ...(status === "deleted" ? {} : { username: "examplepost" }),
  status,
});

const flowAlert = (event: string, members: Record<string, unknown>) => () => ({
  event,
  message: "A sample of the simulator.",
  flow_id: "880011223344",
  alert_state: "ACTIVATED",
  ...members,
});

const errors = [{ error_type: "TIMEOUT", error_rate: 12, error_count: 30 }];

const template =
  (members: Record<string, unknown>) =>
  ({ world }: SampleCall) => {
    const [first] = world.state.templates.values();
    return {
      message_template_id: Number(first?.id ?? 445_566_778_899),
      message_template_name: first?.name ?? "parcel_ready",
      message_template_language: first?.language ?? "en_US",
      ...members,
    };
  };

export const numberFields: Readonly<Record<string, EmitField>> = {
  phone_number_quality_update: accountField({
    THROUGHPUT_UPGRADE: quality("THROUGHPUT_UPGRADE"),
    ONBOARDING: quality("ONBOARDING"),
  }),
  phone_number_name_update: accountField(
    only((call) => ({
      ...shown(call),
      decision: "APPROVED",
      requested_verified_name: call.number.object.verified_name,
      rejection_reason: null,
    })),
  ),
  security: accountField({
    PIN_RESET_REQUEST: security("PIN_RESET_REQUEST"),
    PIN_REQUEST_SUCCESS: security("PIN_REQUEST_SUCCESS"),
    PIN_CHANGED: (call) => ({ ...shown(call), event: "PIN_CHANGED" }),
  }),
  business_username_updates: accountField({
    approved: username("approved"),
    reserved: username("reserved"),
    deleted: username("deleted"),
  }),
  account_settings_update: {
    of: "account",
    time: false,
    events: only(({ number, now }) => ({
      messaging_product: "whatsapp",
      timestamp: now,
      type: "phone_number_settings",
      phone_number_settings: {
        phone_number_id: number.id,
        calling: { status: "ENABLED", call_icon_visibility: "DEFAULT", callback_permission_status: "ENABLED" },
      },
    })),
  },
  flows: accountField({
    FLOW_STATUS_CHANGE: () => ({
      event: "FLOW_STATUS_CHANGE",
      message: "Flow 1 changed status",
      flow_id: "880011223344",
      old_status: "DRAFT",
      new_status: "PUBLISHED",
    }),
    CLIENT_ERROR_RATE: flowAlert("CLIENT_ERROR_RATE", { error_rate: 12, threshold: 10, errors }),
    ENDPOINT_ERROR_RATE: flowAlert("ENDPOINT_ERROR_RATE", { error_rate: 12, threshold: 10, errors }),
    ENDPOINT_LATENCY: flowAlert("ENDPOINT_LATENCY", {
      p50_latency: 900,
      p90_latency: 5_500,
      requests_count: 400,
      threshold: 5_000,
    }),
    ENDPOINT_AVAILABILITY: flowAlert("ENDPOINT_AVAILABILITY", { availability: 85, threshold: 90 }),
  }),
  message_template_status_update: accountField({
    APPROVED: template({ event: "APPROVED", reason: "NONE", message_template_category: "UTILITY" }),
    REJECTED: template({
      event: "REJECTED",
      reason: "INVALID_FORMAT",
      message_template_category: "UTILITY",
      rejection_info: {
        reason: "Two variables stand next to each other.",
        recommendation: "Put words between them.",
      },
    }),
    PAUSED: template({
      event: "PAUSED",
      reason: "NONE",
      message_template_category: "UTILITY",
      other_info: { title: "FIRST_PAUSE", description: "Paused for 3 hours." },
    }),
  }),
  message_template_quality_update: accountField(
    only(template({ previous_quality_score: "GREEN", new_quality_score: "YELLOW" })),
  ),
  message_template_components_update: accountField(
    only(
      template({
        message_template_element: "Your parcel is ready.",
        message_template_title: "Parcel",
        message_template_footer: "Example Post",
        message_template_buttons: [
          { message_template_button_type: "QUICK_REPLY", message_template_button_text: "Thank you" },
        ],
      }),
    ),
  ),
  template_category_update: accountField(only(template({ previous_category: "UTILITY", new_category: "MARKETING" }))),
  template_correct_category_detection: accountField(
    only(template({ category: "UTILITY", correct_category: "MARKETING" })),
  ),
};
