// In the README, word for word (test/readme.test.ts), and run against the simulator.
import { content, createGraphClient, GraphError, NetworkError } from "../../src/index.ts";

type Outcome = "sent" | "refused" | "unknown";

export async function sendNotice(accessToken: string, phoneNumberId: string, to: string): Promise<Outcome> {
  await using graph = createGraphClient({ accessToken, baseUrl: process.env["RECADO_GRAPH_URL"] });
  const notice = content.template({ name: "hello_world", language: "en_US" });
  try {
    await graph.messages.send(phoneNumberId, { messaging_product: "whatsapp", to, ...notice });
    return "sent";
  } catch (error) {
    // error.code says why, error.hint what to do about it.
    if (error instanceof GraphError) return "refused";
    // It may have gone out, so it must not simply be sent again.
    if (error instanceof NetworkError && error.sent === "maybe") return "unknown";
    throw error;
  }
}
