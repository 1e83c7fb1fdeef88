/** By phone number, when the person was sent marketing, in milliseconds; as plain data. */
export type SavedMarketingCount = [string, number[]][];

const mostPeople = 200_000;

/** How much marketing each person had lately, for the cap that Meta keeps per person. */
export class MarketingCount {
  /** Moments in milliseconds; the person served longest ago comes first. */
  readonly #sent = new Map<string, number[]>();

  /** Counts one more, or says no: the person has had `messages` in the last `hours`. */
  take(phone: string, cap: { readonly messages: number; readonly hours: number }, now: number): boolean {
    const since = now - cap.hours * 3_600_000;
    for (const [person, moments] of this.#sent) {
      if ((moments.at(-1) ?? 0) > since && this.#sent.size <= mostPeople) break;
      this.#sent.delete(person);
    }
    const recent = (this.#sent.get(phone) ?? []).filter((at) => at > since);
    if (recent.length >= cap.messages) return false;
    this.#sent.delete(phone);
    this.#sent.set(phone, [...recent, now]);
    return true;
  }

  save(): SavedMarketingCount {
    return [...this.#sent];
  }

  restore(saved: SavedMarketingCount): void {
    for (const [phone, moments] of saved) this.#sent.set(phone, moments);
  }
}
