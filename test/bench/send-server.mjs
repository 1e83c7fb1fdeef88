// What bench:send sends to: it takes every message, answers with a wamid of its own as Meta does, and does no other work. It knows
// one number and one template, so that a campaign can be planned; `GET /count` tells how many came and when.
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";

const number = {
  id: "106540352242922",
  display_phone_number: "+1 555-010-0200",
  status: "CONNECTED",
  quality_rating: "GREEN",
  throughput: { level: "HIGH" },
  whatsapp_business_manager_messaging_limit: "TIER_UNLIMITED",
};
const template = {
  id: "1",
  name: "pedido_enviado",
  language: "es",
  status: "APPROVED",
  category: "UTILITY",
  parameter_format: "NAMED",
  components: [
    {
      type: "BODY",
      text: "Hola {{nombre}}, su pedido {{pedido}} ya salió. Gracias.",
      example: {
        body_text_named_params: [
          { param_name: "nombre", example: "Ana" },
          { param_name: "pedido", example: "P-1" },
        ],
      },
    },
  ],
};

let count = 0;
let first;
let last;

function read(url) {
  if (url.startsWith("/count")) return { count, first, last };
  if (url.includes("/message_templates")) return { data: [template] };
  if (url.includes("/phone_numbers")) return { data: [number] };
  return url.includes(`/${number.id}`) ? number : { id: "2", currency: "USD" };
}

// As long as Meta's, and as random: an index that keeps them feels it.
const random = randomBytes(48 * 1024)
  .toString("hex")
  .toUpperCase();

function accept(body) {
  const at = body.indexOf('"to":"+') + 7;
  const to = body.slice(at, body.indexOf('"', at));
  const place = (count * 7919) % (random.length - 24);
  const id = `wamid.HBgL${random.slice(place, place + 24)}${count.toString(36)}A==`;
  return `{"messaging_product":"whatsapp","contacts":[{"input":"+${to}","wa_id":"${to}"}],"messages":[{"id":"${id}","message_status":"accepted"}]}`;
}

const headers = { "Content-Type": "application/json; charset=UTF-8" };
const server = createServer((request, response) => {
  if (request.method === "GET") {
    response.writeHead(200, headers).end(JSON.stringify(read(request.url)));
    return;
  }
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (piece) => {
    body += piece;
  });
  request.on("end", () => {
    last = performance.now();
    first ??= last;
    count += 1;
    response.writeHead(200, headers).end(accept(body));
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () =>
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${server.address().port}`, number: number.id })}\n`),
);
