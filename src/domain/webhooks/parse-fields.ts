import { parseAccountUpdate } from "./parse-account-update.ts";
import {
  parseAccountAlert,
  parseAccountReview,
  parseCapability,
  parseFlow,
  parsePartnerSolution,
  parsePaymentConfiguration,
} from "./parse-account.ts";
import { eventsOf, type ChangeReader } from "./parse-change.ts";
import { parseHandover } from "./parse-coexistence.ts";
import { parseGroupLifecycle, parseGroupParticipants, parseGroupSettings, parseGroupStatus } from "./parse-groups.ts";
import { errorEvents } from "./parse-items.ts";
import {
  parseCalls,
  parseContactSyncs,
  parseEchoes,
  parseHistories,
  parseMessaging,
  parseStandby,
} from "./parse-messaging.ts";
import {
  parseAccountSettings,
  parseNumberName,
  parseNumberQuality,
  parseSecurity,
  parseUsername,
} from "./parse-numbers.ts";
import {
  parseCategoryDetection,
  parseTemplateCategory,
  parseTemplateComponents,
  parseTemplateQuality,
  parseTemplateStatus,
} from "./parse-templates.ts";

function groups(read: Parameters<typeof eventsOf>[3]): ChangeReader {
  return (change) => [...eventsOf(change, change.value, "groups", read), ...errorEvents(change.value, change.origin)];
}

/** The reader of each field that Meta documents. A reader that finds nothing of what it knows answers no event. */
const fields: ReadonlyMap<string, ChangeReader> = new Map([
  ["messages", parseMessaging],
  ["user_preferences", parseMessaging],
  ["standby", parseStandby],
  ["smb_message_echoes", parseEchoes],
  ["message_echoes", parseEchoes],
  ["history", parseHistories],
  ["smb_app_state_sync", parseContactSyncs],
  ["messaging_handovers", parseHandover],
  ["calls", parseCalls],
  ["group_lifecycle_update", groups(parseGroupLifecycle)],
  ["group_participants_update", groups(parseGroupParticipants)],
  ["group_settings_update", groups(parseGroupSettings)],
  ["group_status_update", groups(parseGroupStatus)],
  ["message_template_status_update", parseTemplateStatus],
  ["message_template_quality_update", parseTemplateQuality],
  ["message_template_components_update", parseTemplateComponents],
  ["template_category_update", parseTemplateCategory],
  ["template_correct_category_detection", parseCategoryDetection],
  ["phone_number_quality_update", parseNumberQuality],
  ["phone_number_name_update", parseNumberName],
  ["account_settings_update", parseAccountSettings],
  ["security", parseSecurity],
  ["business_username_updates", parseUsername],
  ["account_update", parseAccountUpdate],
  ["account_alerts", parseAccountAlert],
  ["account_review_update", parseAccountReview],
  ["business_capability_update", parseCapability],
  ["payment_configuration_update", parsePaymentConfiguration],
  ["partner_solutions", parsePartnerSolution],
  ["flows", parseFlow],
]);

/** A field without a reader may still report errors. */
export function readerOf(field: string): ChangeReader {
  return fields.get(field) ?? (({ value, origin }) => errorEvents(value, origin));
}
