/** One function for each kind of content: see `content`. */
export {
  addressRequest,
  buttons,
  callPermissionRequest,
  contactRequest,
  ctaUrl,
  flow,
  list,
  locationRequest,
  mixedButtons,
  voiceCall,
} from "./interactive.ts";
export { orderDetails, orderStatus } from "./orders.ts";
export { audio, contacts, document, image, location, pin, reaction, sticker, text, video, voice } from "./plain.ts";
export { catalog, mediaCarousel, product, productCarousel, productList } from "./products.ts";
export { template } from "./template.ts";
