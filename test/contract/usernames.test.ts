import { describe, expect, test } from "vitest";
import { usernamePath } from "../../src/graph/wire/usernames.ts";
import { connect } from "../simulator/helpers.ts";
import { contractWorld, everythingWasUsed, refusal } from "./book.ts";

describe("the number's username", () => {
  test("is suggested, taken, read and given back, and each change is told by webhook", async () => {
    const { simulator, graph } = await contractWorld();
    await using receiver = await connect(simulator);
    const { phoneNumbers } = graph;
    const { phoneNumberId } = simulator;
    expect((await phoneNumbers.username(phoneNumberId)).username).toBeUndefined();
    const [suggested = ""] = await phoneNumbers.usernameSuggestions(phoneNumberId);
    expect(await phoneNumbers.setUsername(phoneNumberId, { username: suggested })).toEqual({ status: "approved" });
    expect(await phoneNumbers.username(phoneNumberId)).toEqual({ username: suggested, status: "approved" });
    // Taking it twice changes nothing.
    await phoneNumbers.setUsername(phoneNumberId, { username: suggested, transfer_action: "none" });
    expect(await phoneNumbers.deleteUsername(phoneNumberId)).toEqual({ success: true });
    await simulator.settled();
    expect(receiver.values("business_username_updates")).toMatchObject([
      { username: suggested, status: "approved" },
      { status: "deleted" },
    ]);
  });

  test.each(["ab", "x".repeat(36), "1234", ".shop", "shop.", "our..shop", "www.shop", "shop.com", "our shop", "ñandú"])(
    "cannot be %s, neither to the client nor to the simulator",
    async (username) => {
      const { simulator, graph } = await contractWorld();
      const taken = graph.phoneNumbers.setUsername(simulator.phoneNumberId, { username });
      await expect(taken).rejects.toMatchObject({ code: "username.invalid" });
      const path = usernamePath(simulator.phoneNumberId);
      const body = { username };
      const raw = graph.request({ method: "POST", path, body, repeatable: true, read: (answer) => answer });
      expect(await refusal(raw)).toMatchObject({ exit: 4 });
      expect((await graph.phoneNumbers.username(simulator.phoneNumberId)).username).toBeUndefined();
    },
  );

  test("cannot be a person's, in whatever case", async () => {
    const { simulator, graph } = await contractWorld();
    simulator.customer("12025550111", { username: "ana.shop" });
    const taken = graph.phoneNumbers.setUsername(simulator.phoneNumberId, { username: "Ana.Shop" });
    expect(await refusal(taken)).toMatchObject({ graphCode: 147_001, code: "graph.username_taken" });
  });

  test.each([147_001, 147_002, 147_003, 147_004, 147_005])("%i is explained in both languages", async (code) => {
    const { simulator, graph } = await contractWorld();
    simulator.fault({ on: "usernames", kind: "graph-error", code });
    const error = await refusal(graph.phoneNumbers.setUsername(simulator.phoneNumberId, { username: "shop" }));
    expect(error).toMatchObject({ graphCode: code, kind: "username", httpStatus: 400 });
    expect(error.hint?.en).toBeTruthy();
    expect(error.hint?.es).toBeTruthy();
  });
});

describe("the contact book", () => {
  test("forgets somebody, whose number is then no longer shown", async () => {
    const { simulator, graph } = await contractWorld();
    const { bsuid } = simulator.customer("12025550111", { username: "ana.shop", contactBook: true });
    const gone = await graph.phoneNumbers.deleteContact(simulator.phoneNumberId, bsuid);
    expect(gone).toMatchObject({ success: true, deleted: true });
    expect(simulator.describeCustomer("12025550111").phoneShown).toBe(false);
    const again = await graph.phoneNumbers.deleteContact(simulator.phoneNumberId, bsuid);
    expect(again).toMatchObject({ success: true, deleted: false });
  });

  test("takes no parent id", async () => {
    const { simulator, graph } = await contractWorld();
    const parent = graph.phoneNumbers.deleteContact(simulator.phoneNumberId, "US.ENT.123");
    await expect(parent).rejects.toMatchObject({ code: "graph.parent_user_id", exit: 2 });
  });
});

everythingWasUsed();
