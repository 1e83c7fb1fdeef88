import { phoneNumbersPath } from "../../graph/wire/phone-numbers.ts";
import type { WireSuccess } from "../../graph/wire/common.ts";
import { GraphFault } from "../errors.ts";
import { health, type NodeType, selectFields } from "../http/fields.ts";
import { listAddress, paginate } from "../http/paginate.ts";
import type { Call } from "../http/router.ts";
import type { NumberState } from "../state.ts";
import { keys, refuseUnknown, requiredObject } from "../validate/check.ts";
import { checkCallback } from "../webhooks/webhook-callback.ts";
import type { World } from "../world.ts";

const nodeType: NodeType = {
  name: "WhatsAppBusinessPhoneNumber",
  defaults: [
    "verified_name",
    "code_verification_status",
    "display_phone_number",
    "quality_rating",
    "platform_type",
    "throughput",
  ],
};

const tiers: readonly (readonly [people: number, tier: string])[] = [
  [50, "TIER_50"],
  [250, "TIER_250"],
  [2_000, "TIER_2K"],
  [10_000, "TIER_10K"],
  [100_000, "TIER_100K"],
];

function nodeOf(world: World, number: NumberState): Record<string, unknown> {
  const { portfolio } = world.limits.settings;
  const { coexistence, quality } = world.state.business;
  const mps = world.limits.throughput(coexistence);
  const tier = tiers.find(([people]) => portfolio !== null && portfolio <= people)?.[1] ?? "TIER_UNLIMITED";
  const override = world.state.subscription.override?.url;
  const ofNumber = number.override?.url;
  return {
    ...number.object,
    quality_rating: quality,
    throughput: { level: mps === null || mps > 80 ? "HIGH" : "STANDARD" },
    whatsapp_business_manager_messaging_limit: tier,
    messaging_limit_tier: tier,
    quality_score: { score: quality },
    is_on_biz_app: coexistence,
    is_preverified_number: false,
    search_visibility: "NON_VISIBLE",
    official_business_account: { oba_status: number.object.is_official_business_account ? "APPROVED" : "NOT_STARTED" },
    health_status: health("PHONE_NUMBER", number.id),
    // Known, and empty in a number that has been connected for long.
    certificate: undefined,
    new_certificate: undefined,
    new_display_name: undefined,
    new_name_status: undefined,
    last_onboarded_time: undefined,
    eligibility_for_api_business_global_search: undefined,
    conversational_automation: undefined,
    webhook_configuration: {
      ...(world.webhook === undefined ? {} : { application: world.webhook.url }),
      ...(override === undefined ? {} : { whatsapp_business_account: override }),
      ...(ofNumber === undefined ? {} : { phone_number: ofNumber }),
    },
  };
}

/** `GET /{waba_id}/phone_numbers` */
export function listPhoneNumbers(call: Call): unknown {
  const { world, id, query } = call;
  const page = paginate([...world.state.numbers.values()], query, listAddress(call, phoneNumbersPath(id)));
  const fields = query.get("fields");
  return {
    data: page.items.map((number) => selectFields(nodeType, nodeOf(world, number), fields)),
    ...(page.paging === undefined ? {} : { paging: page.paging }),
  };
}

/** `GET /{phone_number_id}` */
export function getPhoneNumber({ world, id, query }: Call): unknown {
  const number = world.state.numbers.get(id);
  if (number === undefined) throw new GraphFault(100);
  return selectFields(nodeType, nodeOf(world, number), query.get("fields"));
}

const updateKeys = keys("webhook_configuration");
const configurationKeys = keys("override_callback_uri", "verify_token");

/** `POST /{phone_number_id}`: a webhook of the number's own, or none when the address is empty. */
export async function updatePhoneNumber({ world, id, body }: Call): Promise<WireSuccess> {
  const number = world.state.numbers.get(id);
  if (number === undefined) throw new GraphFault(100);
  refuseUnknown(body, updateKeys, "");
  const configuration = requiredObject(body, "webhook_configuration", "", configurationKeys);
  const uri = configuration["override_callback_uri"];
  if (uri === undefined || uri === "") delete number.override;
  else number.override = await checkCallback(world, configuration, "override_callback_uri");
  world.events.emit("webhook", {});
  return { success: true };
}
