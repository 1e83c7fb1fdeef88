import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, view, type View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import { canCancel, cancelCampaign } from "../../domain/campaigns/control/cancel.ts";
import { isOver, nameOf } from "../../domain/campaigns/control/pause.ts";
import type { cancelInput } from "./control-specs.ts";
import { findCampaign, statusNow } from "./find-campaign.ts";
import { statusBlocks, statusJson } from "./shown-status.ts";

/** The campaign's JSON and `cancelled`, how many messages were taken out of the queue now. */
export async function run(
  input: InputOf<typeof cancelInput> & { readonly dryRun: boolean },
  context: Context,
): Promise<View> {
  const { db, campaign } = await findCampaign(input.campaign, context);
  const { dryRun } = input;
  const name = nameOf(campaign);
  if (!(await canCancel(db, campaign))) throw isOver(campaign);
  const before = await statusNow(db, campaign, context);
  const { queued } = before.counts;
  const { taken: out } = before;
  if (dryRun) {
    return view({
      data: { ...statusJson(before), cancelled: queued, dryRun },
      blocks: [
        line({
          en: `Would cancel ${name}. Messages that would not be sent: ${queued}. Gone out already: ${out}.`,
          es: `Se cancelaría ${name}. Mensajes que no se enviarían: ${queued}. Ya salieron: ${out}.`,
        }),
      ],
    });
  }
  if (!context.yes) {
    const message = {
      en: `Cancel ${name} for good? Messages that will not be sent: ${queued}. Gone out already: ${out}.`,
      es: `¿Cancelar ${name} definitivamente? Mensajes que no se enviarán: ${queued}. Ya salieron: ${out}.`,
    };
    if (!(await context.prompt.confirm({ message, option: "--yes" }))) throw notConfirmed();
  }
  const cancelled = await cancelCampaign(db, campaign, context.clock.now());
  const status = await statusNow(db, campaign, context);
  return view({
    data: { ...statusJson(status), cancelled, dryRun },
    blocks: [
      line(
        {
          en: `${name} is cancelled. Messages taken out of the queue: ${cancelled}.`,
          es: `${name} queda cancelada. Mensajes retirados de la cola: ${cancelled}.`,
        },
        "good",
      ),
      ...statusBlocks(status),
    ],
  });
}

export function notConfirmed(): UsageError {
  return new UsageError({
    code: "usage.not_confirmed",
    text: { en: "Cancelled: nothing was changed.", es: "Cancelado: no se cambió nada." },
  });
}
