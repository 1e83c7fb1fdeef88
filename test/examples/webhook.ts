// In the README, word for word (test/readme.test.ts), and run on the simulator's signed webhooks.
import { answerHandshake, parseWebhook, verifySignature, type WebhookEvent } from "../../src/index.ts";

interface Secrets {
  readonly appSecret: string;
  readonly verifyToken: string;
}

export async function answerWebhook(
  request: Request,
  { appSecret, verifyToken }: Secrets,
  onEvent: (event: WebhookEvent) => void,
): Promise<Response> {
  if (request.method === "GET") {
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const { status, body } = answerHandshake(query, verifyToken);
    return new Response(body, { status, headers: { "content-type": "text/plain" } });
  }
  // The bytes as they came: a body that was parsed and written again has another signature.
  const bytes = new Uint8Array(await request.arrayBuffer());
  const signed = verifySignature(bytes, request.headers.get("x-hub-signature-256"), appSecret);
  if (!signed) return new Response(null, { status: 401 });
  for (const event of parseWebhook(JSON.parse(new TextDecoder().decode(bytes)))) onEvent(event);
  return new Response(null, { status: 200 });
}

export function inWords(event: WebhookEvent): string {
  switch (event.kind) {
    case "inbound":
      return `${event.customer.name ?? "somebody"} wrote: ${event.text ?? event.content.type}`;
    case "status":
      return event.state === "failed" ? `failed: ${event.errors[0]?.title ?? "no reason"}` : event.state;
    default:
      // Kinds that are new come here too, as events of the kind "unknown".
      return event.kind;
  }
}
