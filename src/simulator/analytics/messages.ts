import type { WireMessageAnalytics, WireMessagePoint } from "../../graph/wire/analytics.ts";
import { GraphFault } from "../errors.ts";
import type { World } from "../world.ts";
import { badParameter, listOf, type Parameters, refuseOthers, wordOf } from "./parameters.ts";
import { countriesOf, phonesOf } from "./places.ts";
import { among, pointsOf } from "./points.ts";
import { placeNames } from "./pricing.ts";
import { type Length, readSpan, yearAgo } from "./span.ts";

const lengths: Readonly<Record<string, Length>> = { HALF_HOUR: "half hour", DAY: "day", MONTH: "month" };
const granularities = ["HALF_HOUR", "DAY", "MONTH"] as const;
/** Templates, other messages, inbound ones; and the same of groups. */
const products = ["0", "2", "100", "101", "102", "103"];
const usual = ["0", "2"];
const isOfGroups = (product: string): boolean => product.length === 3 && product !== "100";

type MessageFigures = NonNullable<WireMessageAnalytics["analytics"]>;

/**
 * Messages sent and delivered.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/analytics
 */
export function messageAnalytics(world: World, parameters: Parameters): MessageFigures {
  refuseOthers(parameters, [...placeNames, "product_types"]);
  const span = readSpan(parameters, world, yearAgo(world));
  const granularity = wordOf(parameters, "granularity", granularities);
  const phone_numbers = phonesOf(parameters, world);
  const country_codes = countriesOf(parameters);
  const wantedProducts = productsOf(parameters);
  const ofGroups = wantedProducts.some(isOfGroups);
  const isPhone = new Set(phone_numbers);
  const isCountry = among(country_codes);
  const isProduct = among(wantedProducts);
  const points = pointsOf(world.state.figures.traffic.rows(span.from, span.to), {
    span,
    length: lengths[granularity] ?? "day",
    zone: world.state.business.timezone,
    wanted: ({ phone, country, product }) => isPhone.has(phone) && isCountry(country) && isProduct(product),
    split: () => ({}),
  });
  const data_points = points.map(({ start, end, sums: { sent = 0, delivered = 0 } }): WireMessagePoint => {
    const counts = ofGroups ? { groups_sent: sent, groups_delivered: delivered } : { sent, delivered };
    return { start, end, ...counts };
  });
  return { phone_numbers, country_codes, granularity, data_points };
}

function productsOf(parameters: Parameters): string[] {
  const wanted = listOf(parameters, "product_types");
  if (wanted.some((product) => !products.includes(product))) {
    throw badParameter("product_types", `some of {${products.join(", ")}}`);
  }
  const groups = wanted.filter(isOfGroups).length;
  if (groups > 0 && groups < wanted.length) {
    throw new GraphFault(100, {
      subcode: 2388077,
      message: "(#100) Product types of groups cannot be combined with others.",
    });
  }
  return wanted.length === 0 ? usual : wanted;
}
