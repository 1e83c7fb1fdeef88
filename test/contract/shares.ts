import type { GraphClient } from "../../src/graph/client.ts";

/** What a file of this folder stands for. Its last test fails where it does not use all of it. */
export interface Share {
  readonly methods: { readonly [Api in keyof GraphClient]?: readonly (keyof GraphClient[Api])[] };
  /** As the simulator names them. */
  readonly routes: readonly string[];
}

/** By the name of the file. Every method of the client and every route of the simulator stands here once. */
export const shares: Readonly<Record<string, Share>> = {
  messages: {
    methods: { messages: ["send", "sendPrepared", "markAsRead"] },
    routes: ["POST /{phone_number_id}/messages"],
  },
  analytics: {
    methods: { analytics: ["messages", "pricing", "conversations", "templates", "groups", "enableInsights"] },
    routes: ["GET /{waba_id}/template_analytics", "GET /{waba_id}/group_analytics", "POST /{waba_id}"],
  },
  "marketing-messages": {
    methods: { messages: ["sendMarketing"] },
    routes: ["POST /{phone_number_id}/marketing_messages"],
  },
  media: {
    methods: { media: ["upload", "get", "download", "delete"] },
    routes: ["POST /{phone_number_id}/media", "GET /{media_id}", "DELETE /{media_id}"],
  },
  uploads: {
    methods: { uploads: ["create", "send", "status", "upload"] },
    routes: ["POST /{app_id}/uploads", "GET /{upload_id}", "POST /{upload_id}"],
  },
  templates: {
    methods: { templates: ["list", "summary", "get", "create", "edit", "upsert", "delete", "unpause"] },
    routes: [
      "GET /{waba_id}/message_templates",
      "POST /{waba_id}/message_templates",
      "DELETE /{waba_id}/message_templates",
      "GET /{template_id}",
      "POST /{template_id}",
      "POST /{template_id}/unpause",
      "POST /{waba_id}/upsert_message_templates",
    ],
  },
  "template-library": {
    methods: { templates: ["library", "previews", "compare", "migrate", "archive", "unarchive"] },
    routes: [
      "GET /message_template_library",
      "GET /{waba_id}/message_template_library",
      "GET /{waba_id}/message_template_previews",
      "GET /{template_id}/compare",
      "POST /{waba_id}/migrate_message_templates",
      "POST /{waba_id}/message_templates/archive",
      "POST /{waba_id}/message_templates/unarchive",
    ],
  },
  "block-list": {
    methods: { blockList: ["block", "unblock", "list"] },
    routes: [
      "GET /{phone_number_id}/block_users",
      "POST /{phone_number_id}/block_users",
      "DELETE /{phone_number_id}/block_users",
    ],
  },
  groups: {
    methods: {
      groups: [
        "create",
        "list",
        "get",
        "update",
        "delete",
        "inviteLink",
        "resetInviteLink",
        "joinRequests",
        "approveJoinRequests",
        "rejectJoinRequests",
        "removeParticipants",
      ],
    },
    routes: [
      "POST /{phone_number_id}/groups",
      "GET /{phone_number_id}/groups",
      "GET /{group_id}",
      "POST /{group_id}",
      "DELETE /{group_id}",
      "GET /{group_id}/invite_link",
      "POST /{group_id}/invite_link",
      "GET /{group_id}/join_requests",
      "POST /{group_id}/join_requests",
      "DELETE /{group_id}/join_requests",
      "DELETE /{group_id}/participants",
    ],
  },
  "phone-numbers": {
    methods: { phoneNumbers: ["list", "get", "setWebhook"] },
    routes: ["GET /{waba_id}/phone_numbers", "GET /{phone_number_id}", "POST /{phone_number_id}"],
  },
  usernames: {
    methods: { phoneNumbers: ["username", "setUsername", "deleteUsername", "usernameSuggestions", "deleteContact"] },
    routes: [
      "GET /{phone_number_id}/username",
      "POST /{phone_number_id}/username",
      "DELETE /{phone_number_id}/username",
      "GET /{phone_number_id}/username_suggestions",
      "DELETE /{phone_number_id}/contact_book",
    ],
  },
  wabas: {
    methods: { wabas: ["get", "subscribedApps", "subscribe", "unsubscribe"] },
    routes: [
      "GET /{waba_id}",
      "GET /{waba_id}/subscribed_apps",
      "POST /{waba_id}/subscribed_apps",
      "DELETE /{waba_id}/subscribed_apps",
    ],
  },
  tokens: { methods: { tokens: ["debug"] }, routes: ["GET /debug_token", "GET /oauth/access_token"] },
  apps: {
    methods: {},
    routes: ["GET /{app_id}/subscriptions", "POST /{app_id}/subscriptions", "DELETE /{app_id}/subscriptions"],
  },
};

/** Routes that no contract test reaches, with the reason why not. */
export const unreached: Readonly<Record<string, string>> = {
  "GET /{waba_id}/analytics": "the client asks for it as a field of the account",
  "GET /{waba_id}/pricing_analytics": "the client asks for it as a field of the account",
  "GET /{waba_id}/conversation_analytics": "the client asks for it as a field of the account",
};

/** Methods that the simulator answers with 501, and says so. */
export const unsimulated: readonly string[] = ["analytics.calls", "analytics.templateGroups"];
