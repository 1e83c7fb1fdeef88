/**
 * recado as a library: the typed client of the Graph API, its errors, Meta's shapes, and what reads webhooks.
 * The simulator for tests is in `recado/testing`.
 */
export { createGraphClient, type GraphClient, type GraphClientOptions } from "./graph/client.ts";
export type { Scrub, Sensitive } from "./graph/scrub.ts";
export type { CallOptions, GraphRequest, RetryNotice } from "./graph/request.ts";
export type { AnalyticsApi } from "./graph/api/analytics.ts";
export type * from "./graph/api/analytics-queries.ts";
export type { BlockListApi, BlockResult } from "./graph/api/block-list.ts";
export type { GroupPicture } from "./graph/api/group-picture.ts";
export type { GroupChanges, GroupsApi } from "./graph/api/groups.ts";
export type { MediaApi, MediaDownload, MediaFile } from "./graph/api/media.ts";
export type { MarkAsReadOptions, MessagesApi } from "./graph/api/messages.ts";
export type { PhoneNumbersApi } from "./graph/api/phone-numbers.ts";
export type { TemplateDeletion, TemplateFilter, TemplatesApi } from "./graph/api/templates.ts";
export type {
  ComparisonRequest,
  LibraryFilter,
  MigrationRequest,
  PreviewRequest,
  TemplateStoreroomApi,
} from "./graph/api/template-storeroom.ts";
export type { TokensApi } from "./graph/api/tokens.ts";
export type { UploadFile, UploadPlan, UploadsApi } from "./graph/api/uploads.ts";
export type { WabasApi } from "./graph/api/wabas.ts";
export type { WebhookOverride } from "./graph/api/webhook-override.ts";
export type { FileSource } from "./graph/file-content.ts";
export type { ListOptions } from "./graph/paginate.ts";
export type { FormBody, ProxyOptions } from "./graph/transport.ts";
export type { BusinessUsage, GraphUsage, UsageShare } from "./graph/usage.ts";
export { content } from "./graph/build/content.ts";
export type * from "./graph/build/inputs.ts";
export { checkSend, type CheckOptions, type SendProblem } from "./graph/check/send.ts";
export { checkTemplate } from "./graph/check/template-create.ts";
export { type ExplainRefusal, GraphError, type GraphErrorFacts, type GraphErrorOptions } from "./graph/errors.ts";
export { explainCode } from "./graph/error-codes.ts";
export type { GraphErrorEntry, GraphErrorKind, RetryAdvice } from "./graph/codes/entry.ts";
export {
  AppError,
  ConfigError,
  exitCodes,
  InputError,
  InterruptedError,
  NetworkError,
  PartialError,
  PolicyError,
  StorageError,
  UncertainError,
  UsageError,
} from "./core/errors.ts";
export type { Clock } from "./core/clock.ts";
export type { AppErrorOptions, ErrorData, ExitCode, NetworkErrorOptions, StorageErrorOptions } from "./core/errors.ts";
export type { Language, Text } from "./core/text.ts";
export type * from "./graph/wire/analytics.ts";
export type * from "./graph/wire/block-users.ts";
export type * from "./graph/wire/common.ts";
export type * from "./graph/wire/groups.ts";
export type * from "./graph/wire/marketing-messages.ts";
export type * from "./graph/wire/media.ts";
export type * from "./graph/wire/messages.ts";
export type * from "./graph/wire/phone-numbers.ts";
export type * from "./graph/wire/read-receipts.ts";
export type * from "./graph/wire/template-library.ts";
export type * from "./graph/wire/templates.ts";
export type * from "./graph/wire/tokens.ts";
export type * from "./graph/wire/uploads.ts";
export type * from "./graph/wire/usernames.ts";
export type * from "./graph/wire/wabas.ts";
export type * from "./graph/wire/webhooks.ts";
export { composeTemplate } from "./domain/templates/compose.ts";
export type { TemplateContent } from "./domain/templates/variables.ts";
export type { TemplateValues } from "./domain/templates/values.ts";
export { answerHandshake, type HandshakeAnswer, type HandshakeQuery } from "./domain/webhooks/handshake.ts";
export { parseWebhook } from "./domain/webhooks/parse.ts";
export type * from "./domain/webhooks/events.ts";
export { verifySignature } from "./domain/webhooks/signature.ts";
