import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contentHash, type Notice } from "../../../src/domain/messages/request.ts";
import type { WireTemplateSendComponent } from "../../../src/graph/wire/messages.ts";

const digits = fc.stringMatching(/^\+1202555\d{4}$/);
const recipients = fc.uniqueArray(digits, { minLength: 1, maxLength: 8 }).map((all) => all.map((phone) => ({ phone })));

function notice(values: readonly string[], changes: Partial<Notice> = {}, media?: string): Notice {
  const components: WireTemplateSendComponent[] = [
    { type: "body", parameters: values.map((text) => ({ type: "text", text })) },
    ...(media === undefined
      ? []
      : [{ type: "header" as const, parameters: [{ type: "image" as const, image: { id: media } }] }]),
  ];
  return {
    type: "template",
    template: "order_shipped",
    language: "es",
    category: "utility",
    content: { type: "template", template: { name: "order_shipped", language: { code: "es" }, components } },
    ...changes,
  };
}

/** The same value with the members of every object the other way round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, turned(inner)]),
  );
}

describe("what an idempotency key is compared with", () => {
  test("the order of recipients and of members says nothing", () => {
    fc.assert(
      fc.property(recipients, fc.array(fc.string()), (to, values) => {
        const asked = notice(values);
        const same = turned(asked) as Notice;
        expect(contentHash(same, to.toReversed(), undefined)).toBe(contentHash(asked, to, undefined));
      }),
    );
  });

  test("the order of the values does", () => {
    expect(contentHash(notice(["Ana", "7"]), [], undefined)).not.toBe(contentHash(notice(["7", "Ana"]), [], undefined));
  });

  test("other values, other people or another category are another request", () => {
    fc.assert(
      fc.property(recipients, recipients, fc.array(fc.string()), fc.array(fc.string()), (to, others, one, two) => {
        const same = (a: readonly { phone: string }[], b: readonly { phone: string }[]): boolean =>
          a
            .map(({ phone }) => phone)
            .toSorted()
            .join() ===
          b
            .map(({ phone }) => phone)
            .toSorted()
            .join();
        const equal = same(to, others) && JSON.stringify(one) === JSON.stringify(two);
        expect(contentHash(notice(one), to, undefined) === contentHash(notice(two), others, undefined)).toBe(equal);
        expect(contentHash(notice(one, { category: "marketing" }), to, undefined)).not.toBe(
          contentHash(notice(one), to, undefined),
        );
      }),
    );
  });

  test("an uploaded file counts by its content, not by the id of the upload", () => {
    const to = [{ phone: "+12025550101" }];
    const first = contentHash(notice(["Ana"], {}, "111"), to, "aaa");
    expect(contentHash(notice(["Ana"], {}, "222"), to, "aaa")).toBe(first);
    expect(contentHash(notice(["Ana"], {}, "111"), to, "bbb")).not.toBe(first);
    expect(contentHash(notice(["Ana"], {}, "111"), to, undefined)).not.toBe(
      contentHash(notice(["Ana"], {}, "222"), to, undefined),
    );
  });
});
