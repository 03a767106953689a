import { problem, type Problem } from "../../contract/problems.ts";
import { hasEnded } from "../../core/group-buy/state/states.ts";
import { isPlayPerson } from "../people/play-people.ts";
import type { PeopleStore, StoredPerson } from "../people/store.ts";
import type { App, Caller } from "../app.ts";
import type { SandboxLook } from "./look.ts";

export interface WhoseDependencies {
  readonly mode: App["mode"];
  readonly people: Pick<PeopleStore, "among">;
}

/**
 * A demo stands in public: whoever signed in there and began or joined a group-buy means it, and no stranger moves its
 * time or fills it. Play people mind nothing, and locally and in tests everybody plays with everything.
 */
export async function refusalOf(
  { mode, people }: WhoseDependencies,
  look: SandboxLook,
  caller: Caller | null,
): Promise<Problem | null> {
  if (!look.isPublic && caller?.personId !== look.initiatorId && mode === "demo") return problem("not-found");
  if (mode !== "demo") return null;
  const inside = await people.among(personsIn(look));
  return isSharedWithOthers(inside, caller) ? problem("sandbox-shared") : null;
}

export function isSharedWithOthers(
  inside: readonly Pick<StoredPerson, "id" | "email">[],
  caller: Pick<Caller, "personId"> | null,
): boolean {
  return inside.some((person) => person.id !== caller?.personId && !isPlayPerson(person));
}

/** Who began it, and who has a place or waits for one. */
function personsIn({ initiatorId, members }: SandboxLook): readonly string[] {
  return [initiatorId, ...members.filter(({ state }) => !hasEnded(state)).map(({ personId }) => personId)];
}
