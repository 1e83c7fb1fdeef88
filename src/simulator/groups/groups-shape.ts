import * as v from "valibot";
import { exactly } from "../saved/exact-shape.ts";
import type { SavedGroups } from "./groups.ts";

const text = v.string();
const time = v.number();

const group = v.strictObject({
  id: text,
  phoneNumberId: text,
  subject: text,
  description: v.exactOptional(text),
  joinApproval: v.picklist(["auto_approve", "approval_required"]),
  suspended: v.boolean(),
  createdAt: time,
  inviteCode: text,
  members: v.array(text),
  requests: v.array(v.strictObject({ id: text, phone: text, at: time })),
  pins: v.array(v.strictObject({ message: text, until: time })),
  windowUntil: time,
  picture: v.exactOptional(v.strictObject({ mimeType: text, sha256: text })),
});

/** In a saved state. */
export const groupsShape = exactly<SavedGroups>()(v.strictObject({ count: v.number(), list: v.array(group) }));
