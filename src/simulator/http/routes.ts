import { mediaPath, mediaUploadPath } from "../../graph/wire/media.ts";
import { marketingMessagesPath } from "../../graph/wire/marketing-messages.ts";
import { messagesPath } from "../../graph/wire/messages.ts";
import { phoneNumberPath, phoneNumbersPath } from "../../graph/wire/phone-numbers.ts";
import { accessTokenPath, debugTokenPath } from "../../graph/wire/tokens.ts";
import { uploadPath, uploadsPath } from "../../graph/wire/uploads.ts";
import { subscribedAppsPath, wabaPath } from "../../graph/wire/wabas.ts";
import { subscriptionsPath } from "../../graph/wire/apps.ts";
import { listSubscriptions, subscribe, unsubscribe } from "../handlers/apps.ts";
import { deleteMedia, getMedia, uploadMedia } from "../handlers/media.ts";
import { postMarketingMessage } from "../handlers/marketing-messages.ts";
import { postMessage } from "../handlers/messages.ts";
import { getPhoneNumber, listPhoneNumbers, updatePhoneNumber } from "../handlers/phone-numbers.ts";
import { debugToken, getAppToken } from "../handlers/tokens.ts";
import { continueUpload, createUpload, getUpload } from "../handlers/uploads.ts";
import { getWaba, listSubscribedApps, subscribeApp, unsubscribeApp } from "../handlers/wabas.ts";
import type { Route } from "./router.ts";
import { analyticsRoutes } from "./routes-analytics.ts";
import { peopleRoutes } from "./routes-people.ts";
import { templateRoutes } from "./routes-templates.ts";

const phone = "{phone_number_id}";
const waba = "{waba_id}";
const media = "{media_id}";
const app = "{app_id}";
const upload = "{upload_id}";
const messaging = "whatsapp_business_messaging";
const management = "whatsapp_business_management";

/** Every Graph call that the simulator answers. */
export const routes: readonly Route[] = [
  { name: `POST ${messagesPath(phone)}`, handler: "messages", scope: messaging, run: postMessage },
  {
    name: `POST ${marketingMessagesPath(phone)}`,
    handler: "marketing-messages",
    scope: messaging,
    run: postMarketingMessage,
  },

  { name: `POST ${mediaUploadPath(phone)}`, handler: "media", scope: messaging, run: uploadMedia },
  { name: `GET ${mediaPath(media)}`, handler: "media", scope: messaging, run: getMedia },
  { name: `DELETE ${mediaPath(media)}`, handler: "media", scope: messaging, run: deleteMedia },

  ...templateRoutes,
  ...peopleRoutes,
  ...analyticsRoutes,

  { name: `GET ${phoneNumbersPath(waba)}`, handler: "phone-numbers", scope: management, run: listPhoneNumbers },
  { name: `GET ${phoneNumberPath(phone)}`, handler: "phone-numbers", scope: management, run: getPhoneNumber },

  { name: `POST ${phoneNumberPath(phone)}`, handler: "phone-numbers", scope: management, run: updatePhoneNumber },

  { name: `POST ${uploadsPath(app)}`, handler: "uploads", scope: undefined, run: createUpload },
  { name: `GET ${uploadPath(upload)}`, handler: "uploads", scope: undefined, run: getUpload },
  { name: `POST ${uploadPath(upload)}`, handler: "uploads", scope: undefined, run: continueUpload },

  { name: `GET ${subscriptionsPath(app)}`, handler: "apps", scope: undefined, run: listSubscriptions },
  { name: `POST ${subscriptionsPath(app)}`, handler: "apps", scope: undefined, run: subscribe },
  { name: `DELETE ${subscriptionsPath(app)}`, handler: "apps", scope: undefined, run: unsubscribe },

  { name: `GET ${wabaPath(waba)}`, handler: "wabas", scope: management, run: getWaba },
  { name: `GET ${subscribedAppsPath(waba)}`, handler: "wabas", scope: management, run: listSubscribedApps },
  { name: `POST ${subscribedAppsPath(waba)}`, handler: "wabas", scope: management, run: subscribeApp },
  { name: `DELETE ${subscribedAppsPath(waba)}`, handler: "wabas", scope: management, run: unsubscribeApp },

  { name: `GET ${debugTokenPath}`, handler: "tokens", scope: undefined, run: debugToken },
  { name: `GET ${accessTokenPath}`, handler: "tokens", scope: undefined, run: getAppToken },
];
