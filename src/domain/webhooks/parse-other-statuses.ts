import type { WirePayment } from "../../graph/wire/webhooks.ts";
import type { EventOf } from "./events.ts";
import {
  boundedCopy,
  idAt,
  instantAt,
  isRecord,
  numberAt,
  recordAt,
  textAt,
  type ForeignRecord,
} from "./foreign-json.ts";
import { anythingAt, objectAt, shape, stampAt, type RecordReader } from "./foreign-shape.ts";
import type { Change } from "./parse-change.ts";
import { recipientOf } from "./parse-parts.ts";

const known: RecordReader<WirePayment> = shape(
  {},
  {
    reference_id: idAt,
    amount: objectAt(shape({ value: numberAt, offset: numberAt }, {})),
    currency: textAt,
    transaction: objectAt(
      shape(
        {},
        {
          id: idAt,
          pg_transaction_id: idAt,
          type: textAt,
          status: textAt,
          created_timestamp: stampAt,
          updated_timestamp: stampAt,
          method: objectAt(shape({}, { type: textAt })),
          error: objectAt(shape({}, { code: idAt, reason: textAt })),
        },
      ),
    ),
    receipt: textAt,
    notes: anythingAt,
    refunds: refundsAt,
  },
);

const free = /^(?:udf[1-4]|additional_info[1-7])$/;

function refundsAt(record: ForeignRecord, key: string): unknown[] | undefined {
  const refunds = anythingAt(record, key);
  return Array.isArray(refunds) ? refunds : undefined;
}

/** What became of the payment of an order. */
export function parsePayment(status: ForeignRecord, change: Change, wamid: string, state: string): EventOf<"payment"> {
  const payment = recordAt(status, "payment");
  const own = Object.entries(payment).filter(([key, value]) => free.test(key) && !isRecord(value));
  return {
    ...change.origin,
    kind: "payment",
    wamid,
    state,
    at: instantAt(status, "timestamp"),
    customer: recipientOf(status, change.profiles, false),
    referenceId: idAt(payment, "reference_id"),
    payment: { ...Object.fromEntries(own.map(([key, value]) => [key, boundedCopy(value)])), ...known(payment) },
  };
}

/** Whether the person whom the business calls picks up. */
export function parseCallStatus(
  status: ForeignRecord,
  change: Change,
  callId: string,
  state: string,
): EventOf<"call-status"> {
  return {
    ...change.origin,
    kind: "call-status",
    callId,
    state,
    at: instantAt(status, "timestamp"),
    customer: recipientOf(status, change.profiles, false),
    callbackData: textAt(status, "biz_opaque_callback_data"),
  };
}
