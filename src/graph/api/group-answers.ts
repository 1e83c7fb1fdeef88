import { InputError } from "../../core/errors.ts";
import { hasText, isListOf, isRecord } from "../shape.ts";
import type { WireList } from "../wire/common.ts";
import type {
  WireGroup,
  WireGroupInviteLink,
  WireGroupJoinRequest,
  WireGroupJoinRequestsAnswer,
  WireGroupRemoved,
  WireGroupRequested,
  WireGroupSummary,
} from "../wire/groups.ts";

/** What is read of a group unless told otherwise. */
export const groupFields = [
  "id",
  "subject",
  "description",
  "join_approval_mode",
  "suspended",
  "creation_timestamp",
  "total_participant_count",
  "participants",
] as const satisfies readonly (keyof WireGroup)[];

export const isGroup = (value: unknown): value is WireGroup => hasText(value, "id");
export const isLink = (value: unknown): value is WireGroupInviteLink => hasText(value, "invite_link");
const isSummary = (value: unknown): value is WireGroupSummary => hasText(value, "id");
export const isJoinRequests = isListOf(
  (value): value is WireGroupJoinRequest => isRecord(value) && hasText(value, "join_request_id"),
);
export const isAnswer = (
  value: unknown,
): value is WireGroupJoinRequestsAnswer & WireGroupRemoved & WireGroupRequested =>
  isRecord(value) && value["error"] === undefined;

/** Done in part: the answer carries lists beside its error. */
export function salvageLists(value: unknown, ...keys: string[]): Record<string, unknown> | undefined {
  return isRecord(value) && keys.some((key) => Array.isArray(value[key])) ? value : undefined;
}

/** Unlike in other lists, `data` is an object here. */
export function readGroups(body: unknown): WireList<WireGroupSummary> | undefined {
  const data = isRecord(body) ? body["data"] : undefined;
  const groups = isRecord(data) ? data["groups"] : data;
  if (!isRecord(body) || !Array.isArray(groups) || !groups.every(isSummary)) return undefined;
  const paging = body["paging"];
  return { data: groups, ...(isRecord(paging) ? { paging } : {}) };
}

export function nothingNamed(): InputError {
  return new InputError({
    code: "group.nothing_to_do",
    text: { en: "The list is empty: there is nothing to do.", es: "La lista está vacía: no hay nada que hacer." },
    hint: { en: "Name at least one.", es: "Indique al menos uno." },
  });
}
