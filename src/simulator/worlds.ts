import { ControlError } from "./control/error.ts";
import type { World } from "./world.ts";

/**
 * The worlds of one server. Which one a call means follows from its access token, so that tests that run at the same
 * time, each with a world of its own, never meet.
 */
export class Worlds {
  /** The one that the server began with: meant where a call names none. */
  readonly main: World;
  readonly #byToken = new Map<string, World>();

  constructor(main: World) {
    this.main = main;
    this.#byToken.set(main.credentials.accessToken, main);
  }

  list(): World[] {
    return [...this.#byToken.values()];
  }

  /** The world of a token, also of an app's own; the first one for a token that nobody knows, which will refuse it. */
  of(token: string | undefined): World {
    if (token === undefined) return this.main;
    const ofApp = ({ credentials }: World): boolean => token.startsWith(`${credentials.appId}|`);
    return this.#byToken.get(token) ?? this.list().find(ofApp) ?? this.main;
  }

  find(tokenOrWaba: string): World | undefined {
    return this.#byToken.get(tokenOrWaba) ?? this.list().find(({ credentials }) => credentials.wabaId === tokenOrWaba);
  }

  add(world: World): void {
    if (this.#byToken.has(world.credentials.accessToken)) {
      const { seed } = world.settings;
      throw new ControlError(409, "world_exists", {
        en: `There is a world with the seed "${seed}" already. Choose another seed: ids and tokens follow from it.`,
        es: `Ya existe un mundo con la semilla "${seed}". Elija otra: de ella salen los identificadores y los tokens.`,
      });
    }
    this.#byToken.set(world.credentials.accessToken, world);
  }

  remove(world: World): void {
    if (world !== this.main) this.#byToken.delete(world.credentials.accessToken);
  }
}
