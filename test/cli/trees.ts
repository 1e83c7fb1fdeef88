import { command, group, type Command } from "../../src/cli/command.ts";
import type { Context } from "../../src/cli/context.ts";
import type { InputSpec } from "../../src/cli/input.ts";
import { line, view, type View } from "../../src/cli/view.ts";
import { same } from "../../src/core/text.ts";

const words = { summary: same("A command of the test"), examples: ["recado try"] };

/** A command named `try` that does what the test says. */
export function trying(run: (context: Context) => View | Promise<View>): Command[] {
  return [
    command({ name: "try", ...words, input: {}, load: async () => ({ run: async (_input, context) => run(context) }) }),
  ];
}

/** A command named `try` that answers with the input it got. */
export function echoing(input: InputSpec): Command[] {
  return [
    command({
      name: "try",
      ...words,
      input,
      load: async () => ({ run: async (given) => view({ data: given, blocks: [] }) }),
    }),
  ];
}

/** A dangerous command that tells whether it did it. */
export const dangerous = [
  group({
    name: "things",
    summary: same("Things"),
    commands: [
      command({
        name: "destroy",
        ...words,
        input: {},
        changes: true,
        confirm: { en: "Destroy everything?", es: "¿Destruir todo?" },
        load: async () => ({
          run: async ({ dryRun }) => view({ data: { dryRun }, blocks: [line(dryRun ? "would destroy" : "destroyed")] }),
        }),
      }),
    ],
  }),
];
