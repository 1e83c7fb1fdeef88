import { change, envelope, profileOf, rui } from "./bodies.ts";
import type { FieldCase } from "./field-case.ts";

const messaging = (field: string, value: object): object => envelope(change(field, value));

/** Calls. */
export const callCases: readonly FieldCase[] = [
  {
    name: "a call",
    body: messaging("calls", {
      contacts: [profileOf(rui)],
      calls: [
        {
          id: "wacid.EXAMPLE1",
          to: "12025550100",
          from: rui.waId,
          from_user_id: rui.userId,
          event: "connect",
          timestamp: "1795103200",
          direction: "USER_INITIATED",
          session: { sdp_type: "offer", sdp: "v=0..." },
          cta_payload: "help",
        },
      ],
    }),
    event: {
      kind: "call",
      callId: "wacid.EXAMPLE1",
      event: "connect",
      direction: "USER_INITIATED",
      customer: { ...rui, parentUserId: undefined, username: undefined },
      session: { sdp_type: "offer", sdp: "v=0..." },
      payload: "help",
      at: 1_795_103_200_000,
    },
    en: "call from +1202•••••23: connect",
    es: "llamada de +1202•••••23: connect",
  },
  {
    name: "the end of a call",
    body: messaging("calls", {
      calls: [
        {
          id: "wacid.EXAMPLE2",
          to: rui.waId,
          from: "12025550100",
          event: "terminate",
          timestamp: "1795103300",
          direction: "BUSINESS_INITIATED",
          status: "COMPLETED",
          start_time: "1795103210",
          end_time: "1795103290",
          duration: 80,
          biz_opaque_callback_data: "job-9",
        },
      ],
    }),
    event: {
      kind: "call",
      status: "COMPLETED",
      startedAt: 1_795_103_210_000,
      endedAt: 1_795_103_290_000,
      duration: 80,
      callbackData: "job-9",
      customer: { waId: rui.waId, userId: undefined, parentUserId: undefined, username: undefined, name: undefined },
    },
    en: "call to +1202•••••23: terminate COMPLETED",
    es: "llamada a +1202•••••23: terminate COMPLETED",
  },
  {
    name: "a call that rings",
    body: messaging("calls", {
      statuses: [
        { id: "wacid.EXAMPLE2", timestamp: "1795103205", type: "call", status: "RINGING", recipient_id: rui.waId },
      ],
    }),
    event: { kind: "call-status", callId: "wacid.EXAMPLE2", state: "RINGING", at: 1_795_103_205_000 },
    en: "call to +1202•••••23: RINGING",
    es: "llamada a +1202•••••23: RINGING",
  },
  {
    name: "a call that went wrong",
    body: messaging("calls", { errors: [{ code: 138_021, title: "No media" }] }),
    event: { kind: "error", field: "calls", error: { code: 138_021, title: "No media" } },
    en: "Meta reports an error: 138021 Call broke off",
    es: "Meta informa de un error: 138021 La llamada se interrumpió",
  },
];
