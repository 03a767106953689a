import type { PeopleUseCases } from "./app.ts";
import { createCredentials } from "./people-credentials.ts";
import type { PeopleDependencies } from "./people-dependencies.ts";
import { createProfiles } from "./people-profile.ts";
import { createSignIn } from "./people-sign-in.ts";

/** Everything about who somebody is. */
export function createPeopleUseCases(dependencies: PeopleDependencies): PeopleUseCases {
  return { ...createSignIn(dependencies), ...createCredentials(dependencies), ...createProfiles(dependencies) };
}
