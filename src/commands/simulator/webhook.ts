import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, table, view, type Block, type View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import { dataOf, member, runningSimulator } from "./running.ts";
import { text } from "./shown.ts";
import type { webhookInput } from "./trouble-spec.ts";

const shownAtMost = 50;

export async function run(input: InputOf<typeof webhookInput>, context: Context): Promise<View> {
  const { set, verifyToken, off, redeliver } = input;
  const simulator = await runningSimulator(input.url, context);
  if (redeliver !== undefined && redeliver !== "all") {
    // Before anything is changed: an id that is not there is a slip, and the rest of the line waits for a right one.
    const known = dataOf(await simulator.call("GET", "webhook/deliveries"));
    if (!known.some(({ id }) => id === redeliver)) throw unknownDelivery(redeliver);
  }
  const done: Block[] = [];
  if (off) {
    await simulator.call("POST", "webhook", { url: null });
    done.push(line({ en: "No webhooks are posted any more.", es: "Ya no se envían webhooks." }));
  } else if (set !== undefined || verifyToken !== undefined) {
    await simulator.call("POST", "webhook", {
      ...(set === undefined ? {} : { url: set }),
      ...(verifyToken === undefined ? {} : { verifyToken }),
    });
    done.push(
      line({ en: "The address passed the handshake.", es: "La dirección pasó la verificación inicial." }, "good"),
    );
  }
  if (redeliver !== undefined) {
    const answer = await simulator.call("POST", "webhook/redeliver", redeliver === "all" ? {} : { id: redeliver });
    const count = text(member(answer, "redelivered"));
    done.push(line({ en: `Sent again: ${count}.`, es: `Reenviadas: ${count}.` }));
  }
  const deliveries = dataOf(await simulator.call("GET", "webhook/deliveries"));
  return view({ data: { deliveries }, rows: deliveries, blocks: [...done, ...shown(deliveries)] });
}

function unknownDelivery(id: string): UsageError {
  return new UsageError({
    code: "simulator.unknown_delivery",
    text: {
      en: `There is no delivery "${id}", or the simulator no longer keeps it.`,
      es: `No existe la entrega "${id}", o el simulador ya no la conserva.`,
    },
    hint: { en: "List them with: recado simulator webhook", es: "Consúltelas con: recado simulator webhook" },
  });
}

function shown(deliveries: readonly Record<string, unknown>[]): Block[] {
  if (deliveries.length === 0)
    return [line({ en: "Nothing was delivered yet.", es: "Todavía no se ha entregado nada." })];
  const tones = { delivered: "good", pending: "dim", failed: "bad" } as const;
  return [
    table(
      [
        { header: { en: "Id", es: "Id" }, whole: true },
        { header: { en: "Field", es: "Campo" } },
        { header: { en: "State", es: "Estado" } },
        { header: { en: "Attempts", es: "Intentos" }, align: "right" },
        { header: { en: "Last answer", es: "Última respuesta" } },
      ],
      deliveries.slice(-shownAtMost).map((delivery) => {
        const attempts: unknown[] = Array.isArray(delivery["attempts"]) ? delivery["attempts"] : [];
        const last = attempts.at(-1);
        const state = text(delivery["state"]);
        return [
          text(delivery["id"]),
          text(delivery["field"]),
          { text: state, tone: tones[state as keyof typeof tones] },
          attempts.length,
          { text: text(member(last, "status") ?? member(last, "error")) },
        ];
      }),
    ),
  ];
}
