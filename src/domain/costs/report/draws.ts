/** Numbers from 0 up to, not including, 1 that look like chance and are the same every time (a 32-bit xorshift). */
export function seededDraws(seed = 0x2545f491): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4_294_967_296;
  };
}
