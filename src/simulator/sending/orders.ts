/** How far an order has come. A later place may be skipped, never gone back to. */
const stages = ["pending", "processing", "partially-shipped", "shipped", "completed"];
export const orderStates = [...stages, "canceled"];
const most = 20_000;

/** An order that a customer was asked to pay. */
export interface Order {
  readonly reference: string;
  /** Who it was sent to: digits with the country code. */
  readonly to: string;
  state: string;
  paid: boolean;
}

/** The orders by reference; the oldest go first when there are too many. */
export class Orders {
  readonly #orders = new Map<string, Order>();

  has(reference: string): boolean {
    return this.#orders.has(reference);
  }

  start(reference: string, to: string): void {
    this.put({ reference, to, state: "pending", paid: false });
  }

  put(order: Order): void {
    this.#orders.set(order.reference, order);
    if (this.#orders.size <= most) return;
    for (const oldest of this.#orders.keys()) {
      this.#orders.delete(oldest);
      break;
    }
  }

  /**
   * Why an order cannot move to a state: 2046, an illegal move, or 2047, a paid one that cannot be cancelled; undefined
   * when it can.
   */
  refusal(reference: string, to: string, state: string): 2046 | 2047 | undefined {
    const order = this.#orders.get(reference);
    if (order === undefined || order.to !== to) return 2046;
    if (order.state === state) return undefined;
    if (order.state === "canceled" || order.state === "completed") return 2046;
    if (state === "canceled") return order.paid ? 2047 : undefined;
    return stages.indexOf(state) < stages.indexOf(order.state) ? 2046 : undefined;
  }

  /** @param payment the payment's status, if the message names one */
  move(reference: string, state: string, payment: string | undefined): void {
    const order = this.#orders.get(reference);
    if (order === undefined) return;
    order.state = state;
    if (payment === "captured") order.paid = true;
  }

  save(): Order[] {
    return [...this.#orders.values()];
  }
}
