import { PolicyError } from "../../core/errors.ts";

/** How many messages must have come to an end before their failures say anything. */
const fewest = 25;

export interface Endings {
  /** Taken by Meta and not reported as failed. */
  readonly good: number;
  readonly failed: number;
}

/** Stops a run in which too many messages fail, at once or by webhook. */
export interface FailureBrake {
  /** All endings of the campaign, the first time and whenever they are known anew: only what came since the first time counts. */
  look(endings: Endings): void;
  brake(): PolicyError | undefined;
}

function tooMany(failed: number, all: number, share: number): PolicyError {
  const percent = Math.round(share * 100);
  return new PolicyError({
    code: "policy.failures",
    text: {
      en: `${failed} of the last ${all} messages failed, more than ${percent}%.`,
      es: `Fallaron ${failed} de los últimos ${all} mensajes, más del ${percent}%.`,
    },
    hint: {
      en: "See why before you go on: recado campaigns recipients <name> --state failed",
      es: "Vea por qué antes de continuar: recado campaigns recipients <nombre> --state failed",
    },
    data: { failed, all, share },
  });
}

/** @param share from 0 to 1: the part of failed messages from which on the run stops */
export function failureBrake(share: number): FailureBrake {
  let before: Endings | undefined;
  let now: Endings = { good: 0, failed: 0 };
  return {
    look: (endings) => {
      before ??= endings;
      now = endings;
    },
    brake: () => {
      if (before === undefined) return undefined;
      const failed = now.failed - before.failed;
      const all = failed + now.good - before.good;
      return all >= fewest && failed > all * share ? tooMany(failed, all, share) : undefined;
    },
  };
}
