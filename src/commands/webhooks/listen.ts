import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { requireSetting } from "../../cli/settings.ts";
import { line, view, type View } from "../../cli/view.ts";
import { AppError, UsageError } from "../../core/errors.ts";
import { redactText } from "../../core/redact.ts";
import { same, type Text } from "../../core/text.ts";
import { describeProcessed } from "../../domain/webhooks/describe.ts";
import {
  createForwarder,
  type Forwarder,
  type ForwardPass,
  type ForwardTrouble,
  type Post,
} from "../../domain/webhooks/forward.ts";
import type { ProcessedDelivery } from "../../domain/webhooks/process.ts";
import { untilAborted } from "../until-aborted.ts";
import { accountNow } from "./account-now.ts";
import type { listenInput } from "./index.ts";
import { startListener } from "./listener.ts";

const forwardTimeoutMs = 10_000;

const post: Post = async (url, body, headers, signal) => {
  const answer = await fetch(url, {
    method: "POST",
    body: Buffer.from(body),
    headers,
    redirect: "manual",
    signal: AbortSignal.any([signal, AbortSignal.timeout(forwardTimeoutMs)]),
  });
  await answer.body?.cancel();
  return { status: answer.status };
};

export async function run(input: InputOf<typeof listenInput>, context: Context): Promise<View> {
  const settings = await context.settings();
  const appSecret = requireSetting(settings, "appSecret");
  const path = input.path ?? "/webhook";
  if (!path.startsWith("/")) {
    throw new UsageError({
      code: "usage.bad_value",
      text: { en: `--path "${path}" must begin with /.`, es: `--path "${path}" debe empezar con /.` },
    });
  }
  const db = await context.db();
  const account = await accountNow(context);
  const forwarder = input.forwardTo === undefined ? undefined : forwarderTo(input.forwardTo, db, appSecret, context);
  let received = 0;
  let refused = 0;
  const listener = await startListener({
    db,
    clock: context.clock,
    host: input.host ?? "127.0.0.1",
    port: input.port ?? 4020,
    path,
    appSecret,
    verifyToken: settings.verifyToken,
    currency: settings.currency ?? "USD",
    account,
    onProcessed: (result) => {
      received += 1;
      tell(result, context);
    },
    onRefused: (status) => {
      refused += 1;
      context.warn(refusalText(status));
    },
    onStored: () => forwarder?.wake(),
    onTrouble: (error) => context.warn(troubleText(error)),
  });
  if (context.format === "json") context.host.stdout.write(`${JSON.stringify({ url: listener.url })}\n`);
  else context.show(view({ data: { url: listener.url }, rows: [{ url: listener.url }], blocks: [line(listener.url)] }));
  if (settings.verifyToken === undefined) {
    context.warn({
      en: "No verify token is set, so Meta's handshake will be refused. Set RECADO_VERIFY_TOKEN.",
      es: "No hay token de verificación, así que se rechazará la comprobación de Meta. Defina RECADO_VERIFY_TOKEN.",
    });
  }
  context.note({
    en: "Waiting for webhooks. Press Ctrl-C to stop.",
    es: "Esperando webhooks. Pulse Ctrl-C para terminar.",
  });
  const forwarding = forwarder
    ?.run(context.signal, (pass) => tellPass(pass, context))
    .catch((error: unknown) => context.warn(forwardingEnded(error)));
  await untilAborted(context.signal);
  await Promise.all([listener.close(), forwarding]);
  const ended = {
    en: `Received ${received}, refused ${refused}.`,
    es: `Recibidas: ${received}. Rechazadas: ${refused}.`,
  };
  context.note(ended);
  // The one JSON line was the address; what a person reads went to stderr.
  return view({ data: undefined, rows: [], blocks: [] });
}

function forwarderTo(
  url: string,
  db: Awaited<ReturnType<Context["db"]>>,
  appSecret: string,
  context: Context,
): Forwarder {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new UsageError({
      code: "usage.bad_value",
      text: {
        en: `--forward-to "${url}" is not an http or https address.`,
        es: `--forward-to "${url}" no es una dirección http o https.`,
      },
    });
  }
  return createForwarder({ db, clock: context.clock, url, appSecret, post });
}

function tell(result: ProcessedDelivery, context: Context): void {
  if (result.state === "failed") {
    context.warn({
      en: `${result.deliveryId} is stored but could not be processed (${result.failure}); it is tried again.`,
      es: `${result.deliveryId} quedó guardada, pero no se pudo procesar (${result.failure}); se reintentará.`,
    });
    return;
  }
  if (result.state === "known") return;
  for (const processed of result.events) context.note(describeProcessed(processed));
}

function tellPass({ trouble, refused, refusedWith }: ForwardPass, context: Context): void {
  if (refused === 1) {
    context.warn({
      en: `The forward address answered ${refusedWith} to one delivery; it is tried again later.`,
      es: `La dirección de reenvío respondió ${refusedWith} a una entrega; se reintentará más tarde.`,
    });
  } else if (refused > 1) {
    context.warn({
      en: `The forward address refused ${refused} deliveries (the last with ${refusedWith}); they are tried again later.`,
      es: `La dirección de reenvío rechazó ${refused} entregas (la última con ${refusedWith}); se reintentarán más tarde.`,
    });
  }
  if (trouble !== undefined) context.warn(forwardTroubleText(trouble));
}

function forwardTroubleText(trouble: ForwardTrouble): Text {
  switch (trouble.kind) {
    case "no-answer":
      return {
        en: "The forward address does not answer; deliveries wait and are tried again.",
        es: "La dirección de reenvío no responde; las entregas esperan y se reintentan.",
      };
    case "answer":
      return {
        en: `The forward address answered ${trouble.status}; deliveries wait and are tried again.`,
        es: `La dirección de reenvío respondió ${trouble.status}; las entregas esperan y se reintentan.`,
      };
    case "database": {
      const why = textOf(trouble.error);
      return {
        en: `Forwarding waits for the database and goes on by itself. ${why.en}`,
        es: `El reenvío espera a la base de datos y seguirá por sí solo. ${why.es}`,
      };
    }
  }
}

function troubleText(error: unknown): Text {
  const why = textOf(error);
  return {
    en: `What was received is stored and will be processed as soon as possible. ${why.en}`,
    es: `Lo recibido está guardado y se procesará en cuanto sea posible. ${why.es}`,
  };
}

function forwardingEnded(error: unknown): Text {
  const why = textOf(error);
  return {
    en: `Forwarding has ended; start the command again. ${why.en}`,
    es: `El reenvío terminó; vuelva a iniciar el comando. ${why.es}`,
  };
}

function textOf(error: unknown): Text {
  return error instanceof AppError ? error.text : same(redactText(String(error)));
}

function refusalText(status: number): Text {
  switch (status) {
    case 401:
      return {
        en: "Refused a delivery whose signature is not Meta's. If it was Meta's, the app secret is wrong.",
        es: "Se rechazó una entrega sin la firma de Meta. Si era de Meta, el secreto de la aplicación está mal.",
      };
    case 500:
      return {
        en: "A delivery could not be stored; Meta will bring it again. Check the disk and the database.",
        es: "Una entrega no se pudo guardar; Meta la enviará de nuevo. Revise el disco y la base de datos.",
      };
    default:
      return { en: `Refused a delivery (${status}).`, es: `Se rechazó una entrega (${status}).` };
  }
}
