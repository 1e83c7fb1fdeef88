const userId = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;
const username = /^(?!www)(?=[0-9._]*[a-z])[a-z0-9_]+(?:\.[a-z0-9_]+)*$/;

/**
 * Reads a business-scoped user id (`US.9081…`, or `US.ENT.…` of linked portfolios); undefined when it is none.
 * @see https://developers.facebook.com/docs/whatsapp/business-scoped-user-ids
 */
export function readUserId(cell: string): string | undefined {
  const text = cell.trim();
  return userId.test(text) ? text : undefined;
}

/**
 * Reads a WhatsApp username as Meta keeps it: small letters, digits, `_` and single dots, 3 to 35 of them with a letter among
 * them, without the `@` that people write in front. Undefined when it can be none.
 */
export function readUsername(cell: string): string | undefined {
  const text = cell.trim().replace(/^@/, "").toLowerCase();
  return text.length >= 3 && text.length <= 35 && username.test(text) ? text : undefined;
}
