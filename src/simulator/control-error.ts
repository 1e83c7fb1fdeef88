import { AppError } from "../core/errors.ts";
import type { Text } from "../core/text.ts";

/** A control call that cannot be done as asked; answered with its status and both languages. */
export class ControlError extends AppError {
  override readonly name: string = "ControlError";
  readonly status: 400 | 403 | 404 | 408;

  constructor(status: 400 | 403 | 404 | 408, code: string, text: Text) {
    super({ code: `simulator.${code}`, text });
    this.status = status;
  }
}
