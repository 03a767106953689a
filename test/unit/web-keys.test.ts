import { expect, test } from "vitest";
import { SCOPES } from "../../worker/contract/scopes.ts";
import english from "../../web/messages/en.json" with { type: "json" };

test.each(SCOPES)("%s is said in words, on the page of keys and in the reference", (scope) => {
  expect(english).toHaveProperty([`keys.scope_${scope.replace(/[:-]/g, "_")}`]);
});
