import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, table, view, type Block, type View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import { refOf } from "../../core/ids.ts";
import { nameOf, reread } from "../../domain/campaigns/control/pause.ts";
import { resolveUncertain, uncertainOf, type Resolution } from "../../domain/campaigns/control/resolve.ts";
import type { RecipientRow } from "../../storage/repos/campaign-people.ts";
import type { CampaignRow } from "../../storage/rows.ts";
import { readPhone } from "../read-phone.ts";
import type { resolveInput } from "./control-specs.ts";
import { findCampaign } from "./find-campaign.ts";
import { recipientJson, whyCell } from "./shown-recipient.ts";

const mostShown = 20;

/** `{"id","state","resolution","resolved","recipients":[…],"dryRun"}`: what was uncertain before. */
export async function run(
  input: InputOf<typeof resolveInput> & { readonly dryRun: boolean },
  context: Context,
): Promise<View> {
  const { dryRun } = input;
  const typed = typedResolution(input);
  if (typed === undefined && !context.interactive) throw notSaid();
  const { db, campaign } = await findCampaign(input.campaign, context);
  const phones = await Promise.all(input.to.map(async (phone) => readPhone(phone, "--to", context)));
  const to = phones.length === 0 ? undefined : phones;
  const uncertain = await uncertainOf(db, campaign, to);
  const resolution = uncertain.length === 0 ? typed : (typed ?? (await ask(uncertain, context)));
  const resolved =
    dryRun || resolution === undefined || uncertain.length === 0
      ? 0
      : await resolveUncertain(db, campaign, { resolution, now: context.clock.now(), to });
  const after = await reread(db, campaign);
  return view({
    data: {
      id: refOf("cam", campaign.id),
      state: after.state,
      resolution: resolution ?? null,
      resolved,
      recipients: uncertain.map(recipientJson),
      dryRun,
    },
    rows: uncertain.map(recipientJson),
    blocks: blocksOf(after, { resolution, resolved, count: uncertain.length, dryRun }),
  });
}

function typedResolution({ retry, assumeSent }: InputOf<typeof resolveInput>): Resolution | undefined {
  if (retry && assumeSent) {
    throw new UsageError({
      code: "usage.conflict",
      text: {
        en: "--retry and --assume-sent exclude each other.",
        es: "--retry y --assume-sent se excluyen entre sí.",
      },
    });
  }
  if (retry) return "retry";
  return assumeSent ? "assume-sent" : undefined;
}

async function ask(uncertain: readonly RecipientRow[], context: Context): Promise<Resolution | undefined> {
  const shown = uncertain.slice(0, mostShown);
  context.show(
    view({
      data: undefined,
      blocks: [
        table(
          [{ header: { en: "To", es: "Para" }, whole: true }, { header: { en: "Why", es: "Motivo" } }],
          shown.map((row) => [row.customer_phone ?? row.customer_user_id, whyCell(row)]),
        ),
        ...(uncertain.length > shown.length
          ? [
              line({
                en: `… and ${uncertain.length - shown.length} more.`,
                es: `… y ${uncertain.length - shown.length} más.`,
              }),
            ]
          : []),
      ],
    }),
  );
  const answer = await context.prompt.select({
    message: {
      en: "Nobody knows whether these went out. What shall be done with them?",
      es: "No se sabe si estos mensajes salieron. ¿Qué se hace con ellos?",
    },
    option: "--retry or --assume-sent",
    choices: [
      {
        value: "leave",
        label: { en: "leave them: webhooks may still settle them", es: "dejarlos: los webhooks pueden aclararlos" },
      },
      { value: "assume-sent", label: { en: "take them for sent", es: "darlos por enviados" } },
      {
        value: "retry",
        label: {
          en: "send them once more (somebody may get two)",
          es: "enviarlos otra vez (alguien puede recibir dos)",
        },
      },
    ],
    default: "leave",
  });
  return answer === "leave" ? undefined : answer;
}

function blocksOf(
  campaign: CampaignRow,
  end: {
    readonly resolution: Resolution | undefined;
    readonly resolved: number;
    readonly count: number;
    readonly dryRun: boolean;
  },
): Block[] {
  const { resolution, resolved, count, dryRun } = end;
  if (count === 0) return [line({ en: "Nothing is uncertain.", es: "No hay nada incierto." })];
  if (resolution === undefined) {
    return [line({ en: `Left as they are: ${count}.`, es: `Quedan como están: ${count}.` })];
  }
  const name = nameOf(campaign);
  if (resolution === "assume-sent") {
    return [
      dryRun
        ? line({ en: `Would be taken for sent: ${count}.`, es: `Se darían por enviados: ${count}.` })
        : line({ en: `Taken for sent: ${resolved}.`, es: `Dados por enviados: ${resolved}.` }, "good"),
    ];
  }
  if (dryRun) return [line({ en: `Would be sent once more: ${count}.`, es: `Se enviarían otra vez: ${count}.` })];
  return [
    line({ en: `Back in the queue: ${resolved}.`, es: `De nuevo en cola: ${resolved}.` }, "good"),
    ...(campaign.state === "running"
      ? []
      : [
          line(
            {
              en: `Nothing is sent yet. Go on with: recado campaigns resume ${name}`,
              es: `Todavía no se envía nada. Continúe con: recado campaigns resume ${name}`,
            },
            "dim",
          ),
        ]),
  ];
}

function notSaid(): UsageError {
  return new UsageError({
    code: "usage.missing_option",
    text: {
      en: "--retry or --assume-sent is missing, and there is nobody to ask here.",
      es: "Falta --retry o --assume-sent y aquí no hay a quién preguntar.",
    },
    hint: {
      en: "See what is uncertain with: recado campaigns recipients <name> --state uncertain",
      es: "Consulte lo incierto con: recado campaigns recipients <nombre> --state uncertain",
    },
    data: { option: "--retry" },
  });
}
