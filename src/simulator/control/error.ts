import { AppError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";

type ControlStatus = 400 | 403 | 404 | 408 | 409 | 413;

/** A control call that cannot be done as asked; answered with its status and both languages. */
export class ControlError extends AppError {
  override readonly name: string = "ControlError";
  readonly status: ControlStatus;

  constructor(status: ControlStatus, code: string, text: Text) {
    super({ code: `simulator.${code}`, text });
    this.status = status;
  }
}

/** What the control calls answer for it. */
export function controlErrorBody({ code, text }: ControlError): unknown {
  return { error: { code, message: text.en, text } };
}
