import { describe, expect, it } from "vitest";
import { readSecrets, removeSecrets, writeSecrets, type OpenKeychain } from "../../src/cli/secrets.ts";
import { temporaryFolder } from "../helpers/run.ts";

const paths = (): { config: string; data: string } => {
  const home = temporaryFolder();
  return { config: home, data: home };
};

/** A keychain that keeps its entries here. */
function keychain(): OpenKeychain {
  const entries = new Map<string, string>();
  return async (profile) => ({
    getPassword: () => entries.get(profile) ?? null,
    setPassword: (password) => void entries.set(profile, password),
    deletePassword: () => entries.delete(profile),
  });
}

const locked: OpenKeychain = async () => {
  const fail = (): never => {
    throw new Error("Couldn't access platform storage: AccessDenied");
  };
  return { getPassword: fail, setPassword: fail, deletePassword: fail };
};
const missing: OpenKeychain = () => Promise.reject(new Error("no such module"));

describe("the machine's keychain", () => {
  it("keeps the secrets of each profile until they are removed", async () => {
    const open = keychain();
    await writeSecrets(paths(), "lima", "keychain", { accessToken: "EAAlima" }, open);
    expect(await readSecrets(paths(), "lima", "keychain", open)).toEqual({ accessToken: "EAAlima" });
    expect(await readSecrets(paths(), "other", "keychain", open)).toEqual({});
    await removeSecrets(paths(), "lima", "keychain", open);
    expect(await readSecrets(paths(), "lima", "keychain", open)).toEqual({});
  });

  it.each([
    ["locked", locked],
    ["missing", missing],
  ])("that is %s is a matter of set-up, whatever was to be done with it", async (_, open) => {
    const refusal = {
      code: "config.no_keychain",
      exit: 3,
      hint: { en: expect.stringContaining("--secret-store file"), es: expect.stringContaining("--secret-store file") },
    };
    await expect(readSecrets(paths(), "lima", "keychain", open)).rejects.toMatchObject(refusal);
    await expect(writeSecrets(paths(), "lima", "keychain", {}, open)).rejects.toMatchObject(refusal);
    await expect(removeSecrets(paths(), "lima", "keychain", open)).rejects.toMatchObject(refusal);
  });
});
