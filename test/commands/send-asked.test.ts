import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runRecado } from "../helpers/run.ts";
import { shop, to } from "./shop.ts";

const yes = { seen: "¿Enviar esto a 1 persona", type: "s\r" };
const words = { seen: "¿Qué debe decir?", type: "¿Qué prefiere?\r" };
const person = ["--to", to, "--lang", "es"];
const back = (count: number): string => "\u007f".repeat(count);

describe("in a terminal", () => {
  it("buttons are asked for one by one until an answer is empty, and what does not fit is asked for again", async () => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    const result = await runRecado(["send", "buttons", ...person], {
      home,
      answers: [
        words,
        { seen: "¿Qué dice el primer botón?", type: "un botón con demasiado texto\r" },
        { seen: "Tiene 28 caracteres", type: `${back(28)}Sí\r` },
        { seen: "¿Y el siguiente?", type: "Sí\r" },
        { seen: "Ese ya está", type: `${back(2)}No\r` },
        { seen: "¿Y el siguiente?", type: "\r" },
        yes,
      ],
    });
    expect(result).toMatchObject({ code: 0 });
    expect(sim.messages()).toMatchObject([
      {
        payload: {
          interactive: {
            body: { text: "¿Qué prefiere?" },
            action: {
              buttons: [
                { type: "reply", reply: { id: "Sí", title: "Sí" } },
                { type: "reply", reply: { id: "No", title: "No" } },
              ],
            },
          },
        },
      },
    ]);
  });

  it("no more than three buttons are asked for", async () => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    const result = await runRecado(["send", "buttons", ...person], {
      home,
      answers: [
        words,
        { seen: "¿Qué dice el primer botón?", type: "Uno\r" },
        { seen: "¿Y el siguiente?", type: "Dos\r" },
        { seen: "¿Y el siguiente?", type: "Tres\r" },
        yes,
      ],
    });
    expect(result).toMatchObject({ code: 0 });
    expect(sim.count()).toBe(1);
  });

  it("rows are asked for with their descriptions", async () => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    const result = await runRecado(["send", "list", "--label", "Ver", ...person], {
      home,
      answers: [
        words,
        { seen: "¿Qué dice la primera fila?", type: "09:00\r" },
        { seen: "¿Qué texto va debajo?", type: "Con Ana\r" },
        { seen: "¿Y la siguiente fila?", type: "14:00\r" },
        { seen: "¿Qué texto va debajo?", type: "\r" },
        { seen: "¿Y la siguiente fila?", type: "\r" },
        yes,
      ],
    });
    expect(result).toMatchObject({ code: 0 });
    const rows = [
      { id: "09:00", title: "09:00", description: "Con Ana" },
      { id: "14:00", title: "14:00" },
    ];
    expect(sim.messages()).toMatchObject([{ payload: { interactive: { action: { sections: [{ rows }] } } } }]);
  });

  it("products are asked for by their ids", async () => {
    const { home } = await shop([{ text: "Hola" }]);
    const result = await runRecado(
      ["send", "products", "--header", "Tazas", "--catalog", "77", "--dry-run", ...person],
      {
        home,
        answers: [
          words,
          { seen: "¿Qué producto", type: "mug-blue\r" },
          { seen: "¿Y el siguiente?", type: "mug-red\r" },
          { seen: "¿Y el siguiente?", type: "\r" },
        ],
      },
    );
    expect(result.stdout).toMatch(/mug-blue\n.*mug-red/);
  });

  it("degrees that are none are asked for again", async () => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    const result = await runRecado(["send", "location", ...person], {
      home,
      answers: [
        { seen: "¿Latitud?", type: "abc\r" },
        { seen: "no es un número", type: `${back(3)}95\r` },
        { seen: "Debe estar entre -90 y 90", type: `${back(2)}-12.04\r` },
        { seen: "¿Longitud?", type: "-77.04\r" },
        yes,
      ],
    });
    expect(result).toMatchObject({ code: 0 });
    expect(sim.messages()).toMatchObject([{ payload: { location: { latitude: -12.04, longitude: -77.04 } } }]);
  });

  it("a file that is not there or is another kind is asked for again", async () => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    writeFileSync(join(home, "m.png"), Buffer.from("\u0089PNG\r\n\u001a\n, a mug", "latin1"));
    const result = await runRecado(["send", "image", ...person], {
      home,
      answers: [
        { seen: "¿Qué archivo", type: "n.png\r" },
        { seen: "n.png", type: `${back(5)}m.pdf\r` },
        { seen: "aquí WhatsApp admite", type: `${back(5)}m.png\r` },
        yes,
      ],
    });
    expect(result).toMatchObject({ code: 0 });
    expect(sim.messages()).toMatchObject([{ type: "image" }]);
  });

  it("of somebody who never wrote it is asked whether they did, and a no says to send a template", async () => {
    const { sim, home } = await shop();
    const line = ["send", "text", "Hola", ...person];
    const no = await runRecado(line, { home, answers: [{ seen: "¿Escribió en las últimas 24 horas?", type: "n\r" }] });
    expect(no.code).toBe(4);
    expect(no.stdout).toContain("no consta que haya escrito");
    expect(no.stderr.replaceAll(/\s+/g, " ")).toContain("recado send <plantilla>");
    expect(sim.count()).toBe(0);
    const wrote = [{ seen: "¿Escribió en las últimas 24 horas?", type: "s\r" }];
    expect(await runRecado(line, { home, answers: wrote })).toMatchObject({ code: 0 });
    expect(sim.count()).toBe(1);
  });
});
