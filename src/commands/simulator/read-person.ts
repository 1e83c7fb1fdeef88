import type { Context } from "../../cli/context.ts";
import { readPhone } from "../read-phone.ts";

/** A person by phone number, written as `recado send` takes it, or by business-scoped user id (`US.…`). */
export async function readPerson(given: string, argument: string, context: Context): Promise<string> {
  return /^[A-Z]{2}\./.test(given) ? given : readPhone(given, argument, context);
}
