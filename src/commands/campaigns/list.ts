import type { Context } from "../../cli/context.ts";
import { limitOf, type InputOf } from "../../cli/input.ts";
import { thisRunner } from "../../cli/runner.ts";
import { requireSetting } from "../../cli/settings.ts";
import { line, table, view, type View } from "../../cli/view.ts";
import { isoTime } from "../../core/clock.ts";
import { refOf } from "../../core/ids.ts";
import { runnerOf } from "../../domain/campaigns/control/runner-of.ts";
import { countsOf, excludedOf, progressOf, recipientsIn } from "../../domain/campaigns/control/status.ts";
import { listCampaigns } from "../../storage/repos/campaigns.ts";
import { settledDb } from "../settled-db.ts";
import type { listInput } from "./control-specs.ts";
import { campaignStateWords, nameCell, whyText } from "./shown-state.ts";
import { shownTime } from "./shown-status.ts";

const gone = { en: "whoever ran it is gone", es: "su proceso ya no existe" };

/** `{"campaigns":[{"id","name","state","reason","dueAt","list","counts","taken","createdAt"}],"more"}` */
export async function run(input: InputOf<typeof listInput>, context: Context): Promise<View> {
  const db = await settledDb(context);
  const phoneNumberId = requireSetting(await context.settings(), "phoneNumberId");
  const limit = limitOf(input);
  const states = input.state === undefined ? undefined : [input.state];
  const found = await listCampaigns(db, { phoneNumberId, states, limit: limit + 1 });
  const rows = found.slice(0, limit);
  const all = await progressOf(
    db,
    rows.map(({ id }) => id),
  );
  const runners = thisRunner();
  const now = context.clock.now();
  const campaigns = rows.map((row) => {
    const { counts, taken } = all.get(row.id) ?? { counts: countsOf(undefined), taken: 0 };
    const runner = runnerOf(row, runners, now);
    const isAbandoned = row.state === "running" && runner === undefined;
    return { row, counts, taken, excluded: excludedOf(row), isAbandoned };
  });
  const json = campaigns.map(({ row, counts, taken, excluded, isAbandoned }) => ({
    id: refOf("cam", row.id),
    name: row.name,
    state: row.state,
    reason: row.reason,
    dueAt: row.due_at === null ? null : isoTime(row.due_at),
    abandoned: isAbandoned,
    list: { size: recipientsIn(counts) + excluded, recipients: recipientsIn(counts), excluded },
    counts,
    taken,
    createdAt: isoTime(row.created_at),
  }));
  const more = found.length > limit;
  const hasDue = rows.some((row) => row.due_at !== null);
  return view({
    data: { campaigns: json, more },
    rows: json.map(({ list, counts, ...one }) => ({ ...one, ...list, ...counts })),
    blocks:
      rows.length === 0
        ? [line({ en: "No campaigns.", es: "No hay campañas." })]
        : [
            table(
              [
                { header: { en: "Id", es: "Id" }, whole: true },
                { header: { en: "Name", es: "Nombre" } },
                { header: { en: "State", es: "Estado" }, whole: true },
                ...(hasDue ? [{ header: { en: "Goes on", es: "Continúa" }, whole: true }] : []),
                { header: { en: "Recipients", es: "Destinatarios" }, align: "right" },
                { header: { en: "Taken by Meta", es: "Aceptados por Meta" }, align: "right" },
                { header: { en: "Failed", es: "Fallidos" }, align: "right" },
                { header: { en: "Uncertain", es: "Inciertos" }, align: "right" },
                { header: { en: "Why", es: "Motivo" } },
              ],
              campaigns.map(({ row, counts, taken, isAbandoned }) => {
                const why = isAbandoned ? gone : whyText(row);
                return [
                  refOf("cam", row.id),
                  nameCell(row),
                  campaignStateWords[row.state],
                  ...(hasDue ? [row.due_at === null ? null : shownTime(row, row.due_at)] : []),
                  recipientsIn(counts),
                  taken,
                  counts.failed,
                  counts.uncertain,
                  why === undefined ? null : { text: why },
                ];
              }),
            ),
            ...(more
              ? [line({ en: "There are more: --limit N or --all.", es: "Hay más: --limit N o --all." }, "dim")]
              : []),
          ],
  });
}
