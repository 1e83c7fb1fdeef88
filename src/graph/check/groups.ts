/**
 * Groups, before they are made or changed.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/groups
 */
import { unique } from "./cross.ts";
import { Findings } from "./problem.ts";
import { refused } from "./refused.ts";
import { list, need, oneOf, shape, text, type Rule } from "./rules.ts";

const subject = text({ max: 128 });
const description = text({ max: 2_048, least: 0 });
/** A group has no more people than these. */
const mostParticipants = 8;

function assertGood(rule: Rule, value: unknown, path = ""): void {
  const findings = new Findings();
  rule(value, path, findings);
  if (findings.problems.length === 0) return;
  throw refused(
    {
      code: "group.invalid",
      thing: { en: "the change", es: "el cambio" },
      text: { en: "Meta would not accept this of a group", es: "Meta no aceptaría esto de un grupo" },
      page: "whatsapp/cloud-api/groups",
    },
    findings.problems,
  );
}

const newGroup = shape({
  subject: need(subject),
  description,
  join_approval_mode: oneOf("auto_approve", "approval_required"),
});
/** @throws InputError `group.invalid` */
export const assertNewGroup = (group: unknown): void => assertGood(newGroup, group);

/** The picture is looked at by itself. */
const changes = shape({ subject, description, picture: () => undefined }, (value, path, findings) => {
  if (Object.values(value).some((member) => member !== undefined)) return;
  findings.add(path, {
    en: "is empty: it needs subject, description or picture",
    es: "está vacío: necesita subject, description o picture",
  });
});
/** @throws InputError `group.invalid` */
export const assertGroupChanges = (given: unknown): void => assertGood(changes, given);

const users = list(text({ max: 140 }), 1, mostParticipants);
/** @throws InputError `group.invalid` for none, more than eight, or one named twice */
export function assertParticipants(given: readonly string[]): void {
  assertGood(
    (value, path, findings) => {
      users(value, path, findings);
      unique(
        given.slice(0, mostParticipants).map((user, index) => ({ value: user, path: `${path}[${index}]` })),
        findings,
      );
    },
    given,
    "participants",
  );
}

const smallest = 192;

/** What a picture is, as far as its first bytes tell. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/**
 * @param size undefined for a file that is neither PNG nor JPEG
 * @throws InputError `group.invalid`
 */
export function assertPicture(size: PictureSize | undefined): void {
  assertGood(
    (_value, path, findings) => {
      if (size === undefined) {
        return findings.add(path, { en: "must be a PNG or JPEG file", es: "debe ser un archivo PNG o JPEG" });
      }
      const { width, height } = size;
      if (width !== height) {
        findings.add(path, {
          en: `must be square, and has ${width} × ${height} pixels`,
          es: `debe ser cuadrado, y tiene ${width} × ${height} píxeles`,
        });
      }
      if (Math.min(width, height) < smallest) {
        findings.add(path, {
          en: `must have at least ${smallest} pixels a side`,
          es: `debe tener al menos ${smallest} píxeles por lado`,
        });
      }
    },
    undefined,
    "picture",
  );
}
