import * as v from "valibot";
import { groupsShape } from "../groups/groups-shape.ts";
import { exactly } from "../saved/exact-shape.ts";
import { courseShape } from "../sending/course-shape.ts";
import { businessInput } from "./business-shape.ts";
import type { SavedPeople } from "./people.ts";

const text = v.string();

/** In a saved state, beside `customers`. */
export const peopleShape = exactly<SavedPeople["people"]>()(
  v.strictObject({
    business: businessInput,
    phoneUses: v.array(v.tuple([text, v.number()])),
    groups: groupsShape,
    blockList: v.array(
      v.tuple([text, v.strictObject({ version: v.number(), people: v.array(v.tuple([text, text])) })]),
    ),
    usernames: v.array(v.tuple([text, text])),
    marketingCount: v.array(v.tuple([text, v.array(v.number())])),
    waiting: v.array(v.tuple([text, v.array(v.strictObject({ course: courseShape, until: v.number() }))])),
  }),
);
