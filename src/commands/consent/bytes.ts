const encoder = new TextEncoder();
const enough = 65_536;

/** Text as bytes, in pieces that are worth a write each. */
export async function* bytesOf(parts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let waiting = "";
  for await (const part of parts) {
    waiting += part;
    if (waiting.length < enough) continue;
    yield encoder.encode(waiting);
    waiting = "";
  }
  if (waiting !== "") yield encoder.encode(waiting);
}
