// What bench:simulator compares with: the same bytes as an accepted send, and no work at all.
import { serve } from "@hono/node-server";
import { Hono } from "hono";

const answer = JSON.stringify({
  messaging_product: "whatsapp",
  contacts: [{ input: "+12025550101", wa_id: "12025550101" }],
  messages: [{ id: "wamid.HBgLMTIwMjU1NTAxMDEVAgARGBI0QTdDMUU5MkI1RDM4NkYwMTIA", message_status: "accepted" }],
});
const headers = {
  "Content-Type": "application/json; charset=UTF-8",
  "facebook-api-version": "v25.0",
  "x-fb-trace-id": "A0000000000000000",
  "x-fb-request-id": "A0000000000000000",
  "x-fb-rev": "1000000000",
};

const app = new Hono();
app.post("*", (context) => context.body(answer, 200, headers));
serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) =>
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`),
);
