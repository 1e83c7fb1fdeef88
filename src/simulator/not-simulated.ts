import type { Text } from "../core/text.ts";

/** Part of the real API that the simulator does not have yet: answered with 501, never guessed. */
export class NotSimulated extends Error {
  readonly file: string;
  readonly text: Text;

  /** @param file the file of the project in which it belongs */
  constructor(what: string, file: string) {
    super(`The simulator does not have ${what} yet. It belongs in ${file}.`);
    this.file = file;
    this.text = {
      en: this.message,
      es: `El simulador todavía no tiene ${what}. Debe agregarse en ${file}.`,
    };
  }

  body(): unknown {
    return {
      error: { message: this.message, type: "SimulatorException", code: 501 },
      file: this.file,
      text: this.text,
    };
  }
}
