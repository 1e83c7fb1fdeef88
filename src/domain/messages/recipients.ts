import { InputError } from "../../core/errors.ts";
import { parsePhone } from "../../core/phone.ts";

export interface Recipient {
  /** As it was typed. */
  readonly given: string;
  readonly phone: string;
  readonly matchKey: string;
  readonly country: string | undefined;
}
