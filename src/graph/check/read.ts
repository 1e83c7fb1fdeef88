import { Findings } from "./problem.ts";
import { refusal } from "./send.ts";
import { text } from "./rules.ts";

const messageId = text();

/** @throws InputError `message.invalid` for an empty id of a message that is to be marked as read */
export function assertReadable(id: unknown): void {
  const findings = new Findings();
  messageId(id, "message_id", findings);
  if (findings.problems.length > 0) throw refusal(findings.problems);
}
