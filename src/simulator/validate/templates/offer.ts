import type { WireTemplateLimitedTimeOffer } from "../../../graph/wire/templates.ts";
import { invalidParameter } from "../../errors.ts";
import { isObject, type Json, keys, refuseUnknown } from "../check.ts";
import { fieldMissing } from "./faults.ts";
import { componentText, refuseVariables } from "./text.ts";

const componentKeys = keys("type", "limited_time_offer");
const offerKeys = keys("text", "has_expiration");
const maxText = 16;

/**
 * The box of a limited-time offer.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/limited-time-offer-templates
 */
export function checkOfferComponent(component: Json, path: string): WireTemplateLimitedTimeOffer {
  refuseUnknown(component, componentKeys, path);
  const offer = component["limited_time_offer"];
  const place = `${path}.limited_time_offer`;
  if (offer === undefined) throw fieldMissing(place);
  if (!isObject(offer)) throw invalidParameter(`Param ${place} must be an object.`);
  refuseUnknown(offer, offerKeys, place);
  const text = componentText(offer, "text", place, maxText);
  refuseVariables(text, `${place}.text`);
  const expires = offer["has_expiration"];
  if (expires !== undefined && typeof expires !== "boolean")
    throw invalidParameter(`Param ${place}.has_expiration must be a boolean.`);
  return {
    type: "LIMITED_TIME_OFFER",
    limited_time_offer: { text, ...(expires === undefined ? {} : { has_expiration: expires }) },
  };
}
