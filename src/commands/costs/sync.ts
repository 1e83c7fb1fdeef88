import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, view, type Block, type View } from "../../cli/view.ts";
import { isoTime } from "../../core/clock.ts";
import { UsageError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";
import { dayAt, monthAt, startOfDay, type Period } from "../../domain/costs/calendar.ts";
import { pagesOf } from "../../domain/costs/sync/days.ts";
import {
  checkLookBack,
  planSync,
  type SkippedRange,
  type SyncedRange,
  type SyncResult,
} from "../../domain/costs/sync/sync.ts";
import { zoneNote } from "../tariff.ts";
import type { syncInput } from "./meta-spec.ts";
import { readPeriod } from "./report-period.ts";
import { costsNotes, figuresAccount, modelWords, readFigures } from "./sync-figures.ts";

type Input = InputOf<typeof syncInput> & { readonly dryRun: boolean };

export async function run(input: Input, context: Context): Promise<View> {
  const { dryRun, templates, again } = input;
  const at = await figuresAccount(context, input.timezone, !dryRun);
  const { wabaId, zone, account } = at;
  const now = context.clock.now();
  const period = periodOf(input, zone, now);
  checkLookBack(period, now, zone);
  if (dryRun || account === undefined) {
    const plan = await planSync({ db: await context.db(), wabaId, zone, now, again, ...period });
    return answer({ synced: [], costs: "told", skipped: plan.skipped }, zone, [
      line(plannedText(plan.wanted.length, pagesOf(plan.wanted).length)),
    ]);
  }
  if (input.enableInsights) await enableInsights(wabaId, context);
  const result = await readFigures(context, { ...at, account }, { ...period, templates, again });
  for (const note of zoneNote(at)) context.note(note);
  return answer(result, zone);
}

/** A month or days as asked for; this month and the last when nothing was. */
function periodOf({ month, from, to }: Input, zone: string, now: number): Period {
  if (month !== undefined || from !== undefined || to !== undefined)
    return readPeriod({ month, from, to }, { zone, now });
  const present = readPeriod({}, { zone, now });
  const last = monthAt(present.from - 1, zone);
  return { from: startOfDay(`${last}-01`, zone), to: present.to };
}

async function enableInsights(wabaId: string, context: Context): Promise<void> {
  const sure =
    context.yes ||
    (await context.prompt.confirm({
      message: {
        en: "Let Meta count what the templates of this account do? It cannot be undone.",
        es: "¿Permitir que Meta cuente lo que hacen las plantillas de esta cuenta? No se puede deshacer.",
      },
      option: "--yes",
    }));
  if (!sure) {
    throw new UsageError({
      code: "usage.not_confirmed",
      text: { en: "Cancelled: nothing was changed.", es: "Cancelado: no se cambió nada." },
    });
  }
  const { analytics } = await context.graph();
  await analytics.enableInsights(wabaId, { signal: context.signal });
}

function plannedText(days: number, calls: number): Text {
  return {
    en: `Days that would be read from Meta: ${days}, in ${calls} calls. Nothing was read.`,
    es: `Días que se leerían de Meta: ${days}, en ${calls} llamadas. No se leyó nada.`,
  };
}

const rangeText = ({ from, to }: Period, zone: string): Text => {
  const [first, last] = [dayAt(from, zone), dayAt(to - 1, zone)];
  return first === last ? { en: first, es: first } : { en: `${first} to ${last}`, es: `${first} a ${last}` };
};

const reasons: Readonly<Record<SkippedRange["reason"], Text>> = {
  "already-synced": { en: "read before, and final", es: "ya leído y definitivo" },
  "too-old": { en: "Meta does not tell it any more", es: "Meta ya no lo informa" },
  "insights-off": {
    en: "Meta does not count it yet; enable it with: recado costs sync --templates --enable-insights",
    es: "Meta aún no lo cuenta; actívelo con: recado costs sync --templates --enable-insights",
  },
};

function syncedLine({ model, points, ...range }: SyncedRange, zone: string): Block {
  const [what, when] = [modelWords[model], rangeText(range, zone)];
  return line(
    {
      en: `Read from Meta: ${what.en}, ${when.en}: ${points} figures.`,
      es: `Leído de Meta: ${what.es}, ${when.es}: ${points} cifras.`,
    },
    "good",
  );
}

function skippedLine({ model, reason, ...range }: SkippedRange, zone: string): Block {
  const [what, when, why] = [modelWords[model], rangeText(range, zone), reasons[reason]];
  return line(
    { en: `Not read: ${what.en}, ${when.en}: ${why.en}.`, es: `No leído: ${what.es}, ${when.es}: ${why.es}.` },
    "dim",
  );
}

function answer({ synced, costs, skipped }: SyncResult, zone: string, planned?: readonly Block[]): View {
  const iso = <Range extends Period>({ from, to, ...rest }: Range) => ({
    ...rest,
    from: isoTime(from),
    to: isoTime(to),
  });
  return view({
    data: {
      ...(planned === undefined ? {} : { dryRun: true }),
      synced: synced.map(({ model, from, to, points }) => ({ model, from: isoTime(from), to: isoTime(to), points })),
      costWithheld: costs === "withheld",
      skipped: skipped.map(iso),
    },
    blocks: [
      ...(planned ?? synced.map((range) => syncedLine(range, zone))),
      ...skipped.map((range) => skippedLine(range, zone)),
      ...costsNotes(costs).map((note) => line(note, "warn")),
      ...(planned === undefined && synced.some(({ model }) => model === "pricing")
        ? [line({ en: "Compare it with: recado costs reconcile", es: "Compárelo con: recado costs reconcile" }, "dim")]
        : []),
    ],
  });
}
