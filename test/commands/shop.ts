import type { Simulator } from "../../src/testing.ts";
import { connectedHome, simulator } from "./accounts.ts";
import { hearing } from "./hearing.ts";

/** The customer of a shop, in E.164. */
export const to = "+12025550101";
/** The same as Meta writes it. */
export const from = to.slice(1);

/** A connected home whose listener has heard everything that the customer wrote. */
export async function shop(heard: readonly { readonly text: string; readonly hoursAgo?: number }[] = []): Promise<{
  sim: Simulator;
  home: string;
}> {
  const sim = await simulator();
  const { home } = await connectedHome(sim, ["--number", sim.phoneNumberId]);
  await hearing(
    home,
    sim,
    heard.map((one) => ({ from, ...one })),
  );
  return { sim, home };
}
