import type { Context } from "../../cli/context.ts";
import { limitOf, type InputOf } from "../../cli/input.ts";
import { line, table, view, type Block, type View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";
import { nameOf } from "../../domain/campaigns/control/pause.ts";
import { excludedOf, recipientStates, type RecipientState } from "../../domain/campaigns/control/status.ts";
import type { Database } from "../../storage/database.ts";
import { listRecipients } from "../../storage/repos/campaign-people.ts";
import { listExclusions } from "../../storage/repos/exclusions.ts";
import type { CampaignRow } from "../../storage/rows.ts";
import { stateWords } from "../messages/words.ts";
import type { recipientsInput } from "./control-specs.ts";
import { findCampaign } from "./find-campaign.ts";
import { detailCell, excludedJson, exclusionWord, recipientJson, whyCell } from "./shown-recipient.ts";

const moreText: Text = { en: "There are more: --limit N or --all.", es: "Hay más: --limit N o --all." };
const moreLine: Block = line(moreText, "dim");

/** `{"recipients":[{"to","state","reason","wamid","position","row","variant","error"}],"more"}` */
export async function run(input: InputOf<typeof recipientsInput>, context: Context): Promise<View> {
  const state = readState(input.state);
  const { db, campaign } = await findCampaign(input.campaign, context);
  const limit = limitOf(input);
  const list =
    state === "excluded" ? await excluded(db, campaign, limit) : await written(db, campaign, { state, limit });
  // Rows for a program have no place to say so, and nobody asked for a part of them.
  const hasRows = context.format === "csv" || context.format === "ndjson";
  if (list.more && hasRows && input.limit === undefined) context.warn(moreText);
  return list.view;
}

interface Listed {
  readonly view: View;
  readonly more: boolean;
}

async function written(
  db: Database,
  campaign: CampaignRow,
  { state, limit }: { readonly state: RecipientState | undefined; readonly limit: number },
): Promise<Listed> {
  const found = await listRecipients(db, { campaignId: campaign.id, state, limit: limit + 1 });
  const rows = found.slice(0, limit);
  const more = found.length > limit;
  const recipients = rows.map(recipientJson);
  const others = state === undefined ? excludedOf(campaign) : 0;
  const name = nameOf(campaign);
  const shown = view({
    data: { recipients, more },
    rows: recipients,
    blocks: [
      ...(rows.length === 0
        ? [line({ en: "Nobody.", es: "Nadie." })]
        : [
            table(
              [
                { header: { en: "To", es: "Para" }, whole: true },
                { header: { en: "State", es: "Estado" }, whole: true },
                { header: { en: "Why", es: "Motivo" } },
                { header: { en: "Message", es: "Mensaje" }, whole: true },
              ],
              rows.map((row) => [
                row.customer_phone ?? row.customer_user_id,
                stateWords[row.state],
                whyCell(row),
                row.id,
              ]),
            ),
          ]),
      ...(more ? [moreLine] : []),
      ...(others === 0
        ? []
        : [
            line(
              {
                en: `Not written to: ${others}. See: recado campaigns recipients ${name} --state excluded`,
                es: `A quienes no se escribe: ${others}. Consulte: recado campaigns recipients ${name} --state excluded`,
              },
              "dim",
            ),
          ]),
    ],
  });
  return { view: shown, more };
}

async function excluded(db: Database, campaign: CampaignRow, limit: number): Promise<Listed> {
  const found = await listExclusions(db, { campaignId: campaign.id, limit: limit + 1 });
  const rows = found.slice(0, limit);
  const more = found.length > limit;
  const recipients = rows.map(excludedJson);
  const shown = view({
    data: { recipients, more },
    rows: recipients,
    blocks:
      rows.length === 0
        ? [line({ en: "Nobody.", es: "Nadie." })]
        : [
            table(
              [
                { header: { en: "Row", es: "Fila" }, align: "right" },
                { header: { en: "Given", es: "Dato" }, whole: true },
                { header: { en: "Why", es: "Motivo" } },
                { header: { en: "What", es: "Detalle" } },
              ],
              rows.map((row) => [row.list_row, row.given, { text: exclusionWord(row.reason) }, detailCell(row)]),
            ),
            ...(more ? [moreLine] : []),
          ],
  });
  return { view: shown, more };
}

function readState(state: string | undefined): RecipientState | "excluded" | undefined {
  if (state === undefined || state === "excluded") return state;
  const known = recipientStates.find((name) => name === state);
  if (known !== undefined) return known;
  const all = [...recipientStates, "excluded"].join(", ");
  throw new UsageError({
    code: "usage.bad_value",
    text: {
      en: `--state "${state}" is not one of ${all}.`,
      es: `--state "${state}" no es uno de estos valores: ${all}.`,
    },
    data: { option: "--state", value: state },
  });
}
