/**
 * Keeps a map within its limit: to be called before something new is added. Takes out the entries that came first, a tenth of
 * the limit at once, since walking over the gaps at a map's beginning each time would cost more.
 * @param spared those that only go when the others are not enough
 */
export function makeRoom<Key, Value>(map: Map<Key, Value>, most: number, spared?: (value: Value) => boolean): void {
  if (map.size < most) return;
  const few = most - 1 - Math.floor(most / 10);
  for (const [key, value] of map) {
    if (map.size <= few) return;
    if (spared?.(value) !== true) map.delete(key);
  }
  for (const key of map.keys()) {
    if (map.size <= few) return;
    map.delete(key);
  }
}
