import type { Simulator } from "../../src/testing.ts";
import { type AnswerCase, direct, listTemplates } from "./error-cases.ts";
import { type Answer, at, graph, offer, send, template } from "./helpers.ts";
import { body, create, marketing, plain, sendNotice, utility, values } from "./template-helpers.ts";

/** The template `notice` of one variable, sent with these components. */
async function notice(sim: Simulator, components?: readonly unknown[]): Promise<Answer> {
  sim.template(utility(body("Dear {{1}}, your order is here.", "Ana")) as never);
  return sendNotice(sim, components);
}

async function statusOf(sim: Simulator, status: string): Promise<Answer> {
  sim.template({ ...offer, status });
  return send(sim, template(offer.name, offer.language));
}

/** Sends of templates that are refused. */
export const templateSendCases: readonly AnswerCase[] = [
  [132000, "too few parameters", 400, (sim) => notice(sim, [])],
  [132001, "a template that does not exist", 404, (sim) => send(sim, template("nothing", "en_US"))],
  [132001, "a template that is not approved", 404, (sim) => statusOf(sim, "PENDING")],
  [
    132005,
    "a filled text that is too long",
    400,
    async (sim) => {
      sim.template(utility(body("Dear {{1}}, your order is here.", "Ana"), { type: "FOOTER", text: "Shop" }) as never);
      return sendNotice(sim, [values("body", "x".repeat(1_024))]);
    },
  ],
  [132007, "a line break in a parameter", 400, (sim) => notice(sim, [values("body", "a\nb")])],
  [
    132008,
    "a currency that is none",
    400,
    (sim) =>
      notice(sim, [
        {
          type: "body",
          parameters: [{ type: "currency", currency: { fallback_value: "$1", code: "dollars", amount_1000: 1 } }],
        },
      ]),
  ],
  [
    132012,
    "a picture for a word",
    400,
    (sim) =>
      notice(sim, [{ type: "body", parameters: [{ type: "image", image: { link: "https://img.example/a.jpg" } }] }]),
  ],
  [132015, "a paused template", 400, (sim) => statusOf(sim, "PAUSED")],
  [132016, "a disabled template", 400, (sim) => statusOf(sim, "DISABLED")],
  [
    132018,
    "a generated template by its name",
    400,
    async (sim) => {
      await send(sim, direct({ direct_send_config: { template_name: "parcel_here" } }));
      return send(sim, template("parcel_here", "en_US"));
    },
  ],
];

/** Rules on templates: code 100, the number of the rule as subcode, and words for a person. */
export const templateCases: readonly (readonly [
  subcode: number,
  what: string,
  call: (sim: Simulator) => Promise<Answer>,
])[] = [
  [
    2388019,
    "one more than the account may have",
    (sim) => {
      sim.limits({ templates: 1 });
      return create(sim, offer);
    },
  ],
  [
    2388023,
    "the name of one that was deleted",
    async (sim) => {
      sim.template(offer);
      await graph(sim, "DELETE", `/${sim.wabaId}/message_templates?name=${offer.name}`);
      return create(sim, offer);
    },
  ],
  [
    2388024,
    "a name and language that exist",
    (sim) => {
      sim.template(offer);
      return create(sim, offer);
    },
  ],
  [
    2388039,
    "an edit while in review",
    (sim) => {
      const { id } = sim.template({ ...offer, status: "PENDING" });
      return graph(sim, "POST", `/${id}`, { components: [plain] });
    },
  ],
  [
    2388040,
    "a body that is too long",
    (sim) => create(sim, marketing(body("x".repeat(1_025)), { type: "FOOTER", text: "Shop" })),
  ],
  [2388043, "a variable without a sample", (sim) => create(sim, utility(body("Dear {{1}}, your order is here.")))],
  [
    2388047,
    "a header with two variables",
    (sim) =>
      create(
        sim,
        utility(
          { type: "HEADER", format: "TEXT", text: "From {{1}} and {{2}} too", example: { header_text: ["a", "b"] } },
          plain,
        ),
      ),
  ],
  [2388072, "a body with three line breaks", (sim) => create(sim, utility(body("One.\n\n\nTwo.")))],
  [
    2388073,
    "a footer with a variable",
    (sim) => create(sim, utility(plain, { type: "FOOTER", text: "From {{1}} here" })),
  ],
  [
    2388293,
    "more variables than words",
    (sim) => create(sim, utility(body("Hi {{1}}, {{2}}, {{3}} now.", "a", "b", "c"))),
  ],
  [2388299, "a variable at the end", (sim) => create(sim, utility(body("Your order is {{1}}", "here")))],
  [
    2388318,
    "an edit of a generated one",
    async (sim) => {
      await send(sim, direct());
      const list = await listTemplates(sim, "source=AUTO_GENERATED");
      return graph(sim, "POST", `/${String(at(list.body, "data", 0, "id"))}`, { components: [plain] });
    },
  ],
  [
    2388330,
    "the deletion of a generated one",
    async (sim) => {
      await send(sim, direct({ direct_send_config: { template_name: "parcel_here" } }));
      return graph(sim, "DELETE", `/${sim.wabaId}/message_templates?name=parcel_here`);
    },
  ],
];
