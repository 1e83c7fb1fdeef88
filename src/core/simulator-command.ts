/** Where the simulator listens when nobody says otherwise. */
const usualPort = "4010";

/**
 * The command that starts a simulator where one was expected.
 *
 * @param host host and port, as in `127.0.0.1:4011`
 */
export function simulatorCommand(host: string): string {
  const port = /:(\d+)$/.exec(host)?.[1] ?? "80";
  return `recado simulator start${port === usualPort ? "" : ` --port ${port}`}`;
}
