import { expect, test } from "vitest";
import { addPlayPerson, isPlayed, playedBy } from "../../worker/app/people/play-people.ts";
import { createPeopleKit } from "../support/people-kit.ts";

test("who is asked for twice at once by one key is one person with one company", async () => {
  const { dependencies } = createPeopleKit();
  const make = () => addPlayPerson(dependencies, { role: "merchant", name: "Weaver", key: "demo-weaver" });
  const [one, other] = await Promise.all([make(), make()]);
  expect(one.merchantId).not.toBeNull();
  expect(other).toMatchObject({ id: one.id, merchantId: one.merchantId });
  expect(await make()).toMatchObject({ id: one.id, merchantId: one.merchantId });
});

test("what the product plays is told from a key and from a session", async () => {
  const { dependencies } = createPeopleKit();
  const played = playedBy(await addPlayPerson(dependencies, { role: "buyer", name: "Bo" }));
  expect(isPlayed(played)).toBe(true);
  expect(isPlayed({ ...played, via: "session" })).toBe(false);
  expect(isPlayed({ ...played, credentialId: "key_01jd0000000000000000000000" })).toBe(false);
});
