import type { ContactSource } from "./contact-list.ts";
import type { FileSource } from "./file-list.ts";
import type { ListedRecipient } from "./recipient.ts";
import type { ListTools, RecipientList } from "./recipient-list.ts";

/** Where recipients are read from. Standard input has been written to a file first (`spoolInput`), named `stdin`. */
export type ListSource = ContactSource | FileSource;

/**
 * Opens the list of a campaign. A file is gone through once, so that what is wrong with the whole of it is told before anything is
 * planned.
 *
 * @throws InputError with file, sheet and row when no list can be made of the file or nothing tells which column is the phone
 */
export async function openRecipients(source: ListSource, tools: ListTools): Promise<RecipientList> {
  if (source.kind === "contacts") return (await import("./contact-list.ts")).openContactList(source, tools);
  return (await import("./file-list.ts")).openFileList(source, tools);
}

/** The entries of a list in their order, at most a thousand at a time; throws what `openRecipients` throws. */
export async function* eachRecipient(
  source: ListSource,
  tools: ListTools,
): AsyncGenerator<readonly ListedRecipient[], void, undefined> {
  yield* (await openRecipients(source, tools)).pages();
}
