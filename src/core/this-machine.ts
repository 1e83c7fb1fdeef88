/** Whether an address leads to this very machine: a simulator, where no proxy and no limit of Meta's is in between. */
export function isThisMachine(url: string | undefined): boolean {
  if (url === undefined || !URL.canParse(url)) return false;
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
}
