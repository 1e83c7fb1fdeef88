import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { requestHash, type Asked } from "../../../src/domain/messages/request.ts";

const recipients = fc.uniqueArray(fc.stringMatching(/^\+1202555\d{4}$/), { minLength: 1, maxLength: 8 });
const named = fc.dictionary(fc.string(), fc.string());

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
  test("the order of recipients and of members says nothing, nor does a number given twice", () => {
    fc.assert(
      fc.property(recipients, named, (to, values) => {
        const asked: Asked = { recipients: to, template: "order_shipped", named: values };
        const same = { ...(turned(asked) as Asked), recipients: [...to.toReversed(), ...to] };
        expect(requestHash(same)).toBe(requestHash(asked));
      }),
    );
  });

  test("the order of positional values does", () => {
    const asked = (...positional: string[]): string => requestHash({ recipients: [], positional });
    expect(asked("Ana", "7")).not.toBe(asked("7", "Ana"));
  });

  test("other people, other values, another template or another file are another request", () => {
    fc.assert(
      fc.property(recipients, recipients, named, named, (to, others, one, two) => {
        const asked = { recipients: to, template: "order_shipped", named: one, header: "aaa" };
        const equal =
          to.toSorted().join() === others.toSorted().join() &&
          JSON.stringify(Object.entries(one).toSorted()) === JSON.stringify(Object.entries(two).toSorted());
        expect(requestHash(asked) === requestHash({ ...asked, recipients: others, named: two })).toBe(equal);
        expect(requestHash({ ...asked, template: "invoice_due" })).not.toBe(requestHash(asked));
        expect(requestHash({ ...asked, header: "bbb" })).not.toBe(requestHash(asked));
      }),
    );
  });
});
