import { InputError } from "../../core/errors.ts";
import { newId } from "../../core/ids.ts";
import type { Database } from "../../storage/database.ts";
import { appendConsentEvents, latestConsent } from "../../storage/repos/consent.ts";
import { findContactsByMatchKeys, insertContacts } from "../../storage/repos/contacts.ts";
import {
  createRequest,
  findRequest,
  insertMessages,
  lastInboundAt,
  messagesOfRequest,
} from "../../storage/repos/messages.ts";
import type { ConsentEventRow, ContactRow, MessageRow, SendRequestRow } from "../../storage/rows.ts";
import { consentState, mayMessage } from "../consent/may-message.ts";
import { optInEvents } from "../consent/opt-in.ts";
import { newContact } from "../contacts/new-contact.ts";
import { estimateMessage, type Estimate } from "../costs/estimate.ts";
import type { Recipient } from "./recipients.ts";
import type { Notice } from "./request.ts";

const dayMs = 86_400_000;

/** What is known of one recipient before anything is sent. */
export interface Prospect {
  readonly recipient: Recipient;
  readonly contact: ContactRow | undefined;
  readonly estimate: Estimate;
  readonly windowOpen: boolean;
  /** Why the person may not be written to, if so. */
  readonly refusal: Refusal | undefined;
}
