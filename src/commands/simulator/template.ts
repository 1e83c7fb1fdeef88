import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, view, type View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import type { templateInput } from "./control-spec.ts";
import { dataOf, runningSimulator } from "./running.ts";
import { text } from "./shown.ts";

const statuses = { approve: "APPROVED", reject: "REJECTED", pause: "PAUSED", disable: "DISABLED" } as const;

export async function run(input: InputOf<typeof templateInput>, context: Context): Promise<View> {
  const { action, name, language, reason } = input;
  const status = statuses[action];
  const simulator = await runningSimulator(input.url, context);
  const all = dataOf(await simulator.call("GET", "templates"));
  const chosen = all.filter(
    (one) =>
      (text(one["name"]) === name || text(one["id"]) === name) &&
      (language === undefined || text(one["language"]) === language),
  );
  if (chosen.length === 0) {
    const names = [...new Set(all.map((one) => text(one["name"])))].join(", ");
    throw new UsageError({
      code: "simulator.no_template",
      text: {
        en: `The simulator has no template ${name}${language === undefined ? "" : ` (${language})`}. It has: ${names}.`,
        es: `El simulador no tiene la plantilla ${name}${language === undefined ? "" : ` (${language})`}. Tiene: ${names}.`,
      },
    });
  }
  for (const one of chosen) {
    await simulator.call("POST", `templates/${text(one["id"])}/status`, {
      status,
      ...(reason === undefined ? {} : { reason }),
    });
  }
  const templates = chosen.map((one) => ({ id: one["id"], name: one["name"], language: one["language"], status }));
  return view({
    data: { templates },
    rows: templates,
    blocks: templates.map((one) =>
      line({
        en: `${text(one.name)} (${text(one.language)}) is now ${status}.`,
        es: `${text(one.name)} (${text(one.language)}) pasó a ${status}.`,
      }),
    ),
  });
}
