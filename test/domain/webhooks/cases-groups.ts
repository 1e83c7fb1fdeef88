import { ana, change, envelope, rui } from "./bodies.ts";
import type { FieldCase } from "./field-case.ts";

const group = { timestamp: "1795102000", group_id: "Y2FwaV9ncm91cDpleGFtcGxl" };
const messaging = (field: string, value: object): object => envelope(change(field, value));
const groups = (field: string, item: object): object => messaging(field, { groups: [{ ...group, ...item }] });

const ofGroup = { groupId: "Y2FwaV9ncm91cDpleGFtcGxl", at: 1_795_102_000_000, errors: [] };
const someone = { waId: rui.waId, userId: rui.userId };

/** What happens in groups. */
export const groupCases: readonly FieldCase[] = [
  {
    name: "a new group",
    body: groups("group_lifecycle_update", {
      type: "group_create",
      request_id: "req-1",
      subject: "Tour of Tuesday",
      description: "Bring water",
      invite_link: "https://chat.example/invite",
      join_approval_mode: "approval_required",
    }),
    event: {
      kind: "group-lifecycle",
      ...ofGroup,
      type: "group_create",
      requestId: "req-1",
      subject: "Tour of Tuesday",
      description: "Bring water",
      inviteLink: "https://chat.example/invite",
      joinApproval: "approval_required",
    },
    en: "group Tour of Tuesday: created",
    es: "grupo Tour of Tuesday: creado",
  },
  {
    name: "a group that could not be made",
    body: messaging("group_lifecycle_update", {
      groups: [
        {
          timestamp: "1795102000",
          type: "group_create",
          request_id: "req-2",
          errors: [{ code: 131_211, title: "Too many" }],
        },
      ],
    }),
    event: {
      kind: "group-lifecycle",
      groupId: undefined,
      requestId: "req-2",
      errors: [{ code: 131_211, title: "Too many" }],
    },
    en: "group: not created · 131211 Too many groups",
    es: "grupo: no se pudo crear · 131211 Demasiados grupos",
  },
  {
    name: "somebody who joined",
    body: groups("group_participants_update", {
      type: "group_participants_add",
      reason: "invite_link",
      added_participants: [{ wa_id: rui.waId, user_id: rui.userId, username: "ruicosta" }],
    }),
    event: {
      kind: "group-participants",
      ...ofGroup,
      type: "group_participants_add",
      reason: "invite_link",
      added: [{ ...someone, username: "ruicosta", parentUserId: undefined, name: undefined, input: undefined }],
      removed: [],
      failed: [],
    },
    en: "group: members joined",
    es: "grupo: entraron miembros",
  },
  {
    name: "somebody who was removed, and somebody who could not be",
    body: groups("group_participants_update", {
      type: "group_participants_remove",
      initiated_by: "business",
      removed_participants: [{ input: `+${rui.waId}` }],
      failed_participants: [{ input: `+${ana.waId}`, errors: [{ code: 131_212, title: "Not a participant" }] }],
    }),
    event: {
      kind: "group-participants",
      initiatedBy: "business",
      removed: [
        {
          waId: undefined,
          userId: undefined,
          parentUserId: undefined,
          username: undefined,
          name: undefined,
          input: `+${rui.waId}`,
        },
      ],
    },
    en: "group: members left",
    es: "grupo: salieron miembros",
  },
  {
    name: "somebody who asks to join",
    body: groups("group_participants_update", {
      type: "group_join_request_created",
      join_request_id: "join-1",
      wa_id: rui.waId,
      user_id: rui.userId,
      username: "ruicosta",
    }),
    event: {
      kind: "group-participants",
      type: "group_join_request_created",
      joinRequestId: "join-1",
      customer: { ...someone, username: "ruicosta", parentUserId: undefined, name: undefined },
    },
    en: "group: someone asks to join",
    es: "grupo: alguien pide entrar",
  },
  {
    name: "new settings of a group",
    body: groups("group_settings_update", {
      type: "group_settings_update",
      profile_picture: {
        mime_type: "image/jpeg",
        sha256: "abc",
        update_successful: false,
        errors: [{ code: 131_209, title: "Not square" }],
      },
      group_subject: { text: "Tour of Friday", update_successful: true },
    }),
    event: {
      kind: "group-settings",
      ...ofGroup,
      picture: { done: false, text: undefined, errors: [{ code: 131_209, title: "Not square" }] },
      subject: { done: true, text: "Tour of Friday", errors: [] },
      description: undefined,
    },
    en: "group Tour of Friday: settings changed",
    es: "grupo Tour of Friday: cambió la configuración",
  },
  {
    name: "a suspended group",
    body: groups("group_status_update", { type: "group_suspend" }),
    event: { kind: "group-status", ...ofGroup, type: "group_suspend" },
    en: "group: suspended",
    es: "grupo: suspendido",
  },
];
