/** After the deal: the merchant asks for more time, and one member agrees without scripts. */
import { GroupPage } from "../support/e2e-pages.ts";
import { expect, shoot, test } from "../support/e2e-test.ts";

const HOUR_MS = 3_600_000;

test("O5: a later delivery is proposed, and binds who accepts it", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Enamel kettle, two litres" });
  const members = [await rest.join(id), await rest.join(id)] as const;
  const merchant = await rest.offer(id, [[3, 4_800]], { name: "Kettle Works" });
  await rest.moveToBell(id, -1);
  await rest.inState(id, "collecting");
  const nora = await crowd.enter({ as: merchant.email });
  const bo = await crowd.enter({ as: members[0].email, javaScriptEnabled: false });

  await test.step("the merchant proposes", async () => {
    await nora.goto(`/merchant/demands/${id}`);
    await nora.getByLabel("Days later than agreed").fill("4");
    await nora.getByLabel("Why").fill("The enamel oven is being repaired.");
    await shoot(nora, "64-propose");
    await nora.getByRole("button", { name: "Ask the members" }).click();
    await expect(nora.getByRole("heading", { name: "Your proposal" })).toBeVisible();
    await shoot(nora, "65-proposed");
  });

  await test.step("a member accepts it, without scripts", async () => {
    await new GroupPage(bo).open(id);
    await bo.getByRole("link", { name: "Answer the merchant" }).first().click();
    await expect(bo.getByText("The enamel oven is being repaired.")).toBeVisible();
    await shoot(bo, "66-proposal");
    await bo.getByRole("button", { name: "Accept the change" }).click();
    await expect(bo.getByRole("link", { name: "Answer the merchant" })).toHaveCount(0);
  });

  await test.step("nobody else answers, and what was agreed stays for them", async () => {
    await rest.advance(id, 24 * HOUR_MS);
    await nora.goto(`/merchant/demands/${id}`);
    await expect(nora.getByRole("heading", { name: "Propose a change" })).toBeVisible();
  });
});
