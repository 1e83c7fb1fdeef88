import { contactNames, personIds } from "../people/identifiers.ts";
import { type EmitField, numberField, type SampleCall } from "./emit-samples.ts";

const change =
  (type: string, members: (call: SampleCall) => Record<string, unknown> = () => ({})) =>
  (call: SampleCall) => ({
    groups: [
      {
        timestamp: String(call.now),
        group_id: call.world.state.groups.values()[0]?.id ?? "Y2FwaV9ncm91cDpleGFtcGxl",
        type,
        ...members(call),
      },
    ],
  });

const person = (call: SampleCall): Record<string, unknown> => ({
  ...personIds(call.world, call.person, contactNames),
  ...(call.person.username === undefined ? {} : { username: call.person.username }),
});

/** Samples; what really happens to the simulator's groups is reported by itself. */
export const groupFields: Readonly<Record<string, EmitField>> = {
  group_lifecycle_update: numberField({
    group_create: change("group_create", () => ({
      subject: "Sample group",
      invite_link: "https://chat.whatsapp.com/SampleInvite",
      join_approval_mode: "auto_approve",
    })),
    group_delete: change("group_delete"),
  }),
  group_participants_update: numberField({
    group_participants_add: change("group_participants_add", (call) => ({
      reason: "invite_link",
      added_participants: [person(call)],
    })),
    group_participants_remove: change("group_participants_remove", (call) => ({
      initiated_by: "participant",
      removed_participants: [person(call)],
    })),
    group_join_request_created: change("group_join_request_created", (call) => ({
      join_request_id: "request-0001",
      ...person(call),
    })),
    group_join_request_revoked: change("group_join_request_revoked", (call) => ({
      join_request_id: "request-0001",
      ...person(call),
    })),
  }),
  group_settings_update: numberField({
    group_settings_update: change("group_settings_update", () => ({
      group_subject: { text: "Sample group", update_successful: true },
    })),
  }),
  group_status_update: numberField({
    group_suspend: change("group_suspend"),
    group_suspend_cleared: change("group_suspend_cleared"),
  }),
};
