import { expect } from "vitest";
import type { Simulator } from "../../src/testing.ts";
import { at, details, graph, person, send } from "./helpers.ts";

export type Body = Record<string, unknown>;

export const common = { messaging_product: "whatsapp", recipient_type: "individual", to: person };

/** Sends a message's whole body as it stands, and sees it through to the person. */
export async function delivered(sim: Simulator, body: Body): Promise<Body> {
  const answer = await graph(sim, "POST", `/${sim.phoneNumberId}/messages`, body);
  await sim.advance("1s");
  const message = sim.messages().at(-1);
  return {
    http: answer.status,
    details: details(answer),
    sameType: message?.type === body["type"],
    errors: message?.errors,
    status: message?.status,
  };
}

/** What `delivered` says of a message that arrived. */
export const reached = {
  http: 200,
  details: undefined,
  sameType: true,
  errors: undefined,
  status: expect.stringMatching(/^(?:sent|read|played)$/),
};

export const text = (value: string): Body => ({ type: "text", text: value });
export const part = (type: string, ...parameters: Body[]): Body => ({ type, parameters });
export const button = (sub_type: string, index: number | string, ...parameters: Body[]): Body => ({
  type: "button",
  sub_type,
  index,
  parameters,
});
export const sample = (...values: string[]): Body => ({ body_text: [values] });
export const picture = { header_handle: ["4::aW1hZ2UvanBlZw==:ARbExample"] };
export const image = { type: "image", image: { link: "https://img.example/mug.jpg" } };
export const product = (catalog_id: string, product_retailer_id: string): Body => ({
  type: "product",
  product: { product_retailer_id, catalog_id },
});

/** A template and a message of it. */
export interface Example {
  readonly create: Body;
  /** The components of the send; none when left out. */
  readonly send?: (sim: Simulator) => Body[];
}
export type Examples = readonly (readonly [name: string, example: Example])[];

/** Creates the template, lets it be approved, and sends it. */
export async function sent(sim: Simulator, example: Example): Promise<Body> {
  const created = await graph(sim, "POST", `/${sim.wabaId}/message_templates`, {
    name: "example",
    language: "en_US",
    ...example.create,
  });
  await sim.advance("2s");
  const components = example.send?.(sim);
  const answer = await send(sim, {
    recipient_type: "individual",
    to: person,
    type: "template",
    template: {
      name: "example",
      language: { policy: "deterministic", code: "en_US" },
      ...(components === undefined ? {} : { components }),
    },
  });
  await sim.advance("1s");
  return {
    created: created.body,
    details: details(answer),
    message_status: at(answer.body, "messages", 0, "message_status"),
    errors: sim.messages().at(-1)?.errors,
  };
}

/** What `sent` says of a template that was taken both times. */
export const taken = {
  created: { id: expect.stringMatching(/^\d+$/), status: "PENDING", category: expect.stringMatching(/^[A-Z]+$/) },
  details: undefined,
  message_status: "accepted",
  errors: undefined,
};
