import type { World } from "../world.ts";

/**
 * How much of the hour's management calls is used up, in percent, as Graph tells it beside each answer.
 * @see https://developers.facebook.com/docs/graph-api/overview/rate-limiting#headers
 */
export function usageHeaders(world: World): Record<string, string> {
  const { percent, resetsIn } = world.limits.managementUsage(world.clock.now());
  const used = { call_count: percent, total_cputime: 0, total_time: 0 };
  const ofAccount = {
    type: "whatsapp_business_management",
    ...used,
    // Minutes, and only once there is something to wait for.
    estimated_time_to_regain_access: percent >= 100 ? Math.ceil(resetsIn / 60_000) : 0,
  };
  return {
    "x-app-usage": JSON.stringify(used),
    "x-business-use-case-usage": JSON.stringify({ [world.credentials.wabaId]: [ofAccount] }),
  };
}
