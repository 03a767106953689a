import type { PeopleUseCases } from "../app.ts";
import { createCredentials } from "./credentials.ts";
import type { PeopleDependencies } from "./dependencies.ts";
import { createEmailChange } from "./email-change.ts";
import { createOperatorDoor } from "./operator-door.ts";
import { createPasskeys } from "./passkeys.ts";
import { createProfiles } from "./profile.ts";
import { createSignIn } from "./sign-in.ts";

/** Everything about who somebody is. */
export function createPeopleUseCases(dependencies: PeopleDependencies): PeopleUseCases {
  return {
    ...createSignIn(dependencies),
    ...createCredentials(dependencies),
    ...createPasskeys(dependencies),
    ...createOperatorDoor(dependencies),
    ...createProfiles(dependencies),
    ...createEmailChange(dependencies),
  };
}
