import { PolicyError } from "../../core/errors.ts";

/** How many messages must have come to an end before their failures say anything. */
const fewest = 25;
/** The share is that of so many last endings, so that it tells of now and not of the beginning. */
const lastEndings = 200;

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

const total = ({ good, failed }: Endings): number => good + failed;

/** @param share from 0 to 1: the part of failed messages from which on the run stops */
export function failureBrake(share: number): FailureBrake {
  // From the look before which the last two hundred had not ended yet, to now.
  const looks: Endings[] = [];
  return {
    look: (endings) => {
      looks.push(endings);
      while (looks[1] !== undefined && total(endings) - total(looks[1]) >= lastEndings) looks.shift();
    },
    brake: () => {
      const [before] = looks;
      const now = looks.at(-1);
      if (before === undefined || now === undefined) return undefined;
      const failed = now.failed - before.failed;
      // A message that Meta took a while ago and reports as failed now has ended twice.
      const all = Math.max(total(now) - total(before), failed);
      return all >= fewest && failed > all * share ? tooMany(failed, all, share) : undefined;
    },
  };
}
