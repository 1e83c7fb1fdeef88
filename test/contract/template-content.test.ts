import fc from "fast-check";
import { expect, test } from "vitest";
import { content } from "../../src/graph/build/content.ts";
import { graphWorld } from "../helpers/graph-world.ts";
import { templates } from "./arbitrary-templates.ts";

test.each(Object.entries(templates))(
  "a template within the rules is made, approved, filled in and sent: %s",
  async (_, drawn) => {
    const { simulator, client } = await graphWorld({ templateReview: "manual", clock: "manual" });
    const graph = client();
    const property = fc.asyncProperty(drawn, async ({ create, filling, text }) => {
      simulator.reset();
      const { id, status } = await graph.templates.create(simulator.wabaId, create);
      expect(status).toBe("PENDING");
      simulator.setTemplateStatus(id, { status: "APPROVED" });
      const said = content.template({ ...filling, name: create.name, language: create.language });
      const body = { messaging_product: "whatsapp", to: "+12025550111", ...said } as const;
      const { messages } = await graph.messages.send(simulator.phoneNumberId, body);
      expect(messages).toMatchObject([{ message_status: "accepted" }]);
      expect(simulator.messages()[0]?.text).toContain(text);
    });
    await fc.assert(property, { seed: 11, numRuns: 50 });
  },
);
