import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { pairs, view, type Cell, type View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";
import { member, runningSimulator } from "./running.ts";
import { text } from "./shown.ts";
import type { limitsInput } from "./trouble-spec.ts";

function wrong(option: string, value: string, example: string): UsageError {
  return new UsageError({
    code: "usage.bad_value",
    text: {
      en: `${option} "${value}" is neither a limit nor off.`,
      es: `${option} "${value}" no es un límite ni off.`,
    },
    hint: { en: `For example: ${option} ${example}`, es: `Por ejemplo: ${option} ${example}` },
    data: { option, value },
  });
}

function numberOf(option: string, value: string | undefined): number | null | undefined {
  if (value === undefined || value === "off") return value === "off" ? null : undefined;
  const limit = Number(value);
  if (Number.isFinite(limit) && limit > 0) return limit;
  throw wrong(option, value, "80");
}

function pairOf(value: string | undefined): { burst: number; seconds: number } | null | undefined {
  if (value === undefined || value === "off") return value === "off" ? null : undefined;
  const [, burst, seconds] = /^(\d+)\/(\d+(?:\.\d+)?)$/.exec(value) ?? [];
  if (Number(burst) > 0 && Number(seconds) > 0) return { burst: Number(burst), seconds: Number(seconds) };
  throw wrong("--pair", value, "45/6");
}

export async function run(input: InputOf<typeof limitsInput>, context: Context): Promise<View> {
  const changes = {
    mps: numberOf("--mps", input.mps),
    pair: pairOf(input.pair),
    portfolio: numberOf("--portfolio", input.portfolio),
    management: numberOf("--management", input.management),
  };
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const simulator = await runningSimulator(input.url, context);
  const changed = Object.keys(given).length > 0;
  const limits = await simulator.call(changed ? "POST" : "GET", "limits", changed ? given : undefined);
  const pair = member(limits, "pair");
  const off: Cell = { text: { en: "no limit", es: "sin límite" } };
  const shown = (name: string): Cell => {
    const value = member(limits, name);
    return value === null ? off : text(value);
  };
  const rows: [Text, Cell][] = [
    [{ en: "Messages a second", es: "Mensajes por segundo" }, shown("mps")],
    [
      { en: "To one person", es: "A una persona" },
      pair === null
        ? off
        : {
            text: {
              en: `${text(member(pair, "burst"))} at once, then one every ${text(member(pair, "seconds"))} s`,
              es: `${text(member(pair, "burst"))} de golpe, luego uno cada ${text(member(pair, "seconds"))} s`,
            },
          },
    ],
    [{ en: "People a day", es: "Personas al día" }, shown("portfolio")],
    [{ en: "Management calls an hour", es: "Llamadas de gestión por hora" }, shown("management")],
  ];
  return view({ data: { limits }, rows: [{ ...(limits as object) }], blocks: [pairs(...rows)] });
}
