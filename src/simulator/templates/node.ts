import type { NodeType } from "../http/fields.ts";
import type { TemplateState } from "./store.ts";

/** How Graph shows a template. */
export const templateNode: NodeType = {
  name: "WhatsAppMessageTemplate",
  defaults: ["name", "parameter_format", "components", "language", "status", "category", "sub_category"],
};

const sendable = new Set(["APPROVED"]);

/** Every field of a template; one that is empty is undefined. */
export function nodeOf(template: TemplateState): Record<string, unknown> {
  const { extras } = template;
  const health = sendable.has(template.status) ? "AVAILABLE" : "BLOCKED";
  return {
    id: template.id,
    name: template.name,
    language: template.language,
    status: template.status,
    category: template.category,
    sub_category: extras["sub_category"],
    previous_category: template.previousCategory,
    correct_category: template.correctCategory,
    parameter_format: template.parameterFormat,
    components: template.components,
    quality_score: { score: template.quality.score, date: Math.floor(template.quality.date / 1_000) },
    rejected_reason: template.rejectedReason,
    message_send_ttl_seconds: template.ttlSeconds,
    last_updated_time: new Date(template.updatedAt).toISOString().replace(/\.\d+Z$/, "+0000"),
    source: template.source,
    library_template_name: template.libraryName,
    cta_url_link_tracking_opted_out: extras["cta_url_link_tracking_opted_out"],
    degrees_of_freedom_spec: extras["degrees_of_freedom_spec"],
    display_format: extras["display_format"],
    is_primary_device_delivery_only: extras["is_primary_device_delivery_only"],
    is_sms_fallback_enabled: undefined,
    bid_spec: extras["bid_spec"],
    health_status: {
      can_send_message: health,
      entities: [{ entity_type: "MESSAGE_TEMPLATE", id: template.id, can_send_message: health }],
    },
  };
}
