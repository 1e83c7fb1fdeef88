import { CallRequests } from "./call-requests.ts";
import { type Order, Orders } from "./orders.ts";

/** How the account may send what is not an ordinary message. */
export interface SendingSettings {
  /** False: marketing templates are refused on `/messages` with 131063 and go through `/marketing_messages` only. */
  marketingOnCloudApi: boolean;
  /** Direct Send: `off` answers 100, `blocked` 139200, `limited` 131064. */
  directSend: "on" | "off" | "blocked" | "limited";
}

/** What changes of how the account may send. */
export type SendingChanges = { readonly [Name in keyof SendingSettings]?: SendingSettings[Name] | undefined };

/** What is remembered of earlier sends, as plain data. */
export interface SavedSending {
  readonly settings: SendingSettings;
  readonly orders: Order[];
  readonly callRequests: [pair: string, times: number[]][];
  readonly generated: [content: string, template: string][];
}

/** What decides about the next sends besides limits and windows. */
export class Sending {
  settings: SendingSettings = { marketingOnCloudApi: true, directSend: "on" };
  readonly orders = new Orders();
  readonly callRequests = new CallRequests();
  /** The templates made of business-initiated messages without one, by content: ids. */
  readonly generated = new Map<string, string>();

  change({ marketingOnCloudApi, directSend }: SendingChanges): SendingSettings {
    this.settings = {
      marketingOnCloudApi: marketingOnCloudApi ?? this.settings.marketingOnCloudApi,
      directSend: directSend ?? this.settings.directSend,
    };
    return this.settings;
  }

  save(): SavedSending {
    return {
      settings: this.settings,
      orders: this.orders.save(),
      callRequests: this.callRequests.save(),
      generated: [...this.generated],
    };
  }

  static restore({ settings, orders, callRequests, generated }: SavedSending): Sending {
    const sending = new Sending();
    sending.settings = settings;
    for (const order of orders) sending.orders.put(order);
    for (const [pair, times] of callRequests) sending.callRequests.put(pair, times);
    for (const [content, template] of generated) sending.generated.set(content, template);
    return sending;
  }
}
