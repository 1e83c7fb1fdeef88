import type { Devtools } from "./devtools.ts";

interface Evaluated {
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
}

/** A tab, used as a person uses it: with a mouse and a keyboard. */
export class BrowserTab {
  /** What went wrong: uncaught errors, and whatever the browser or the page wrote to the console. */
  readonly problems: string[] = [];
  /** The address of every request. */
  readonly requests: string[] = [];
  readonly #devtools: Devtools;
  readonly #session: string;

  private constructor(devtools: Devtools, session: string) {
    this.#devtools = devtools;
    this.#session = session;
  }

  static async open(devtools: Devtools): Promise<BrowserTab> {
    const { browserContextId } = await devtools.call<{ browserContextId: string }>("Target.createBrowserContext");
    const { targetId } = await devtools.call<{ targetId: string }>("Target.createTarget", {
      url: "about:blank",
      browserContextId,
    });
    const { sessionId } = await devtools.call<{ sessionId: string }>("Target.attachToTarget", {
      targetId,
      flatten: true,
    });
    const tab = new BrowserTab(devtools, sessionId);
    devtools.on(sessionId, "Runtime.exceptionThrown", (event) => tab.problems.push(JSON.stringify(event)));
    devtools.on(sessionId, "Runtime.consoleAPICalled", (event) => tab.problems.push(JSON.stringify(event)));
    devtools.on(sessionId, "Log.entryAdded", (event) => tab.problems.push(JSON.stringify(event)));
    devtools.on(sessionId, "Page.javascriptDialogOpening", (event) => tab.problems.push(JSON.stringify(event)));
    devtools.on(sessionId, "Network.requestWillBeSent", (event) => {
      tab.requests.push((event as { request: { url: string } }).request.url);
    });
    for (const domain of ["Page", "Runtime", "Log", "Network"]) await tab.call(`${domain}.enable`);
    return tab;
  }

  call<Result = unknown>(method: string, params: object = {}): Promise<Result> {
    return this.#devtools.call<Result>(method, params, this.#session);
  }

  async goto(url: string): Promise<void> {
    const loaded = new Promise<void>((resolve) => {
      this.#devtools.on(this.#session, "Page.loadEventFired", () => resolve());
    });
    const { errorText } = await this.call<{ errorText?: string }>("Page.navigate", { url });
    if (errorText !== undefined) throw new Error(`${url}: ${errorText}`);
    await loaded;
  }

  /** The value of an expression in the page. */
  async evaluate<Value>(expression: string): Promise<Value> {
    const { result, exceptionDetails } = await this.call<Evaluated>("Runtime.evaluate", {
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails !== undefined) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value as Value;
  }

  /** What a person reads of the first such element; empty where there is none. */
  text(selector: string): Promise<string> {
    return this.evaluate(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ""`);
  }

  count(selector: string): Promise<number> {
    return this.evaluate(`document.querySelectorAll(${JSON.stringify(selector)}).length`);
  }

  /** Clicks the first such element whose text has these words, in its middle, where nothing may lie over it. */
  async click(selector: string, words = ""): Promise<void> {
    const place = await this.evaluate<{ x: number; y: number } | null>(`(() => {
      const found = [...document.querySelectorAll(${JSON.stringify(selector)})]
        .find((element) => element.innerText.includes(${JSON.stringify(words)}));
      if (!found) return null;
      found.scrollIntoView({ block: "center", inline: "center" });
      const { x, y, width, height } = found.getBoundingClientRect();
      const middle = { x: x + width / 2, y: y + height / 2 };
      const top = document.elementFromPoint(middle.x, middle.y);
      return found.contains(top) || (top && top.contains(found)) ? middle : null;
    })()`);
    if (place === null) throw new Error(`nothing to click, or something lies over it: ${selector} ${words}`);
    for (const type of ["mousePressed", "mouseReleased"]) {
      await this.call("Input.dispatchMouseEvent", { type, ...place, button: "left", clickCount: 1 });
    }
  }

  /** Types where the focus is. */
  type(text: string): Promise<unknown> {
    return this.call("Input.insertText", { text });
  }

  async press(key: "Enter" | "Tab" | "Space"): Promise<void> {
    const codes = {
      Enter: { key: "Enter", code: "Enter", windowsVirtualKeyCode: 13, text: "\r" },
      Tab: { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 },
      Space: { key: " ", code: "Space", windowsVirtualKeyCode: 32, text: " " },
    };
    await this.call("Input.dispatchKeyEvent", { type: "keyDown", ...codes[key] });
    await this.call("Input.dispatchKeyEvent", { type: "keyUp", ...codes[key] });
  }
}
