import type { Context } from "../../cli/context.ts";
import { line, table, view, type View } from "../../cli/view.ts";
import { profileRow, readProfiles } from "./known.ts";

/** `{"profiles":[{name,current,wabaId,phoneNumberId,displayPhoneNumber,timezone,simulator}]}` */
export async function run(_input: object, context: Context): Promise<View> {
  const { config, current } = readProfiles(context);
  const known = Object.entries(config.profiles).toSorted(([one], [other]) => one.localeCompare(other, "en"));
  const rows = known.map(([name, profile]) => profileRow(name, profile, current));
  if (known.length === 0) {
    return view({
      data: { profiles: [] },
      rows,
      blocks: [
        line({
          en: "There are no profiles yet. Make one with: recado init",
          es: "Todavía no hay perfiles. Cree uno con: recado init",
        }),
      ],
    });
  }
  return view({
    data: { profiles: rows },
    rows,
    blocks: [
      table(
        [
          { header: { en: "", es: "" } },
          { header: { en: "Name", es: "Nombre" } },
          { header: { en: "Number", es: "Número" } },
          { header: { en: "Number ID", es: "ID del número" } },
          { header: { en: "Account ID", es: "ID de la cuenta" } },
          { header: { en: "Time zone", es: "Zona horaria" } },
          { header: { en: "Kind", es: "Tipo" } },
        ],
        known.map(([name, profile]) => [
          name === current ? { text: "*", tone: "good" } : "",
          name === current ? { text: name, tone: "strong" } : name,
          profile.displayPhoneNumber ?? null,
          profile.phoneNumberId,
          profile.wabaId,
          profile.timezone ?? null,
          profile.simulator === true ? { text: { en: "simulator", es: "simulador" }, tone: "dim" } : "Meta",
        ]),
      ),
    ],
  });
}
