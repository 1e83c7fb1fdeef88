import { createServer } from "node:net";
import { expect } from "vitest";
import { runRecado, temporaryFolder, type RunResult } from "../helpers/run.ts";

/** The terminals of the README's tour: the simulator and the listener run, and commands are typed beside them. */
export interface Stage extends AsyncDisposable {
  /** An empty folder where the commands are typed. */
  readonly folder: string;
  /** Runs one printed line on this stage's ports, with this stage's ids in the place of the printed ones. */
  run(words: readonly string[]): Promise<RunResult>;
}

const printedMessage = "msg_01k9xkq3v4e8n2r5t7w9y1z3b5";
const printedFile = "1037543291543636";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => void server.close(done));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function answers(url: string): Promise<void> {
  await expect
    .poll(
      async () =>
        fetch(url).then(
          () => true,
          () => false,
        ),
      { timeout: 10_000 },
    )
    .toBe(true);
}

/** @param tour the lines that start the simulator, connect to it and listen; the last may be missing */
export async function openStage([start = [], init = [], listen]: readonly string[][]): Promise<Stage> {
  const simulatorPort = await freePort();
  const listenerPort = await freePort();
  const simulatorUrl = `http://127.0.0.1:${simulatorPort}`;
  const folder = temporaryFolder();
  const ctrlC = new AbortController();
  const type = async (words: readonly string[]): Promise<RunResult> =>
    runRecado(words, { home: folder, env: { RECADO_LANG: undefined }, signal: ctrlC.signal });

  const onOwnPort = start.map((word) => word.replace("4020", `${listenerPort}`));
  const running = [type([...onOwnPort, "--port", `${simulatorPort}`])];
  await answers(`${simulatorUrl}/_simulator/clock`);
  const connected = await type(init.flatMap((word) => (word === "--simulator" ? [word, simulatorUrl] : [word])));
  expect(connected).toMatchObject({ code: 0 });
  if (listen !== undefined) {
    running.push(type([...listen, "--port", `${listenerPort}`]));
    await answers(`http://127.0.0.1:${listenerPort}/webhook`);
  }

  const received = async (): Promise<string[]> => {
    const { stdout } = await type(["messages", "list", "--direction", "in", "--all", "--json"]);
    return (JSON.parse(stdout) as { messages: { id: string }[] }).messages.map(({ id }) => id);
  };
  let fileId = printedFile;
  const run = async (words: readonly string[]): Promise<RunResult> => {
    const isInbound = listen !== undefined && words[1] === "inbound";
    const before = isInbound ? (await received()).length : 0;
    const messageId = words.includes(printedMessage) ? (await received())[0] : undefined;
    const own = words.map((word) =>
      word === printedMessage ? (messageId ?? word) : word === printedFile ? fileId : word,
    );
    const result = await type(own);
    // A person takes longer to type the next line than the webhook needs.
    if (isInbound) await expect.poll(async () => (await received()).length, { timeout: 10_000 }).toBe(before + 1);
    if (words[0] === "media" && words[1] === "upload") fileId = /\d{10,}/.exec(result.stdout)?.[0] ?? fileId;
    return result;
  };
  const end = async (): Promise<void> => {
    ctrlC.abort();
    expect((await Promise.all(running)).map(({ code }) => code)).toEqual(running.map(() => 0));
  };
  return { folder, run, [Symbol.asyncDispose]: end };
}
