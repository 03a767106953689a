/** A seat that grows and shrinks before the bell (M7), with scripts and without; and what is seen of it in line. */
import { GroupPage } from "../support/e2e-pages.ts";
import { expect, shoot, test } from "../support/e2e-test.ts";

test("M7: two more with a deposit of their own, and one fewer, without scripts", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Change: more and fewer" });
  const bo = await rest.join(id);
  const page = await crowd.enter({ as: bo.email, javaScriptEnabled: false });
  const group = new GroupPage(page);
  const quantity = () => page.getByRole("definition").filter({ has: page.locator(":scope", { hasText: /^\d/ }) });

  await test.step("two more", async () => {
    await group.open(id);
    await page.getByRole("link", { name: "Change quantity" }).click();
    await expect(page.getByText("You have one now.")).toBeVisible();
    await expect(page.getByText("It counts once that deposit is verified.", { exact: false })).toBeVisible();
    await shoot(page, "90-change");
    await page.getByLabel("How many in all").fill("3");
    await page.getByRole("button", { name: "Change it" }).click();
    await expect
      .poll(async () => (await rest.view(id, bo.token)).me?.membership?.quantity, {
        message: "the deposit is verified",
      })
      .toBe(3);
    await group.open(id);
    await expect(quantity().filter({ hasText: /^\s*3\s*$/ })).toBeVisible();
    await shoot(page, "91-changed");
  });

  await test.step("one fewer: the hold of what was added is let go only with the rest", async () => {
    await page.getByRole("link", { name: "Change quantity" }).click();
    await page.getByLabel("How many in all").fill("2");
    await page.getByRole("button", { name: "Change it" }).click();
    await expect(page.getByText("€10.00 of it is no longer needed", { exact: false })).toBeVisible();
    await shoot(page, "92-smaller");
  });

  await test.step("more than are free is refused with a receipt", async () => {
    await rest.join(id, 2);
    await page.goto(`/g/${id}/change`);
    await page.getByLabel("How many in all").evaluate((field) => field.setAttribute("max", "9"));
    await page.getByLabel("How many in all").fill("3");
    await page.getByRole("button", { name: "Change it" }).click();
    await expect(page.getByText("Every place is taken.", { exact: false })).toBeVisible();
    await page.getByRole("link", { name: "The signed refusal" }).click();
    await expect(page.getByRole("heading", { name: "Refused" })).toBeVisible();
  });
});

test("M7: the words follow the number, and an added part waits for its own deposit", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Change: unpaid" });
  const bo = await rest.join(id);
  const page = await crowd.enter({ as: bo.email });
  await page.goto(`/g/${id}/change`);
  await expect(async () => {
    await page.getByLabel("How many in all").fill("3"); // Again, if scripts were not there yet.
    await expect(page.getByText("2 more. The deposit for them is €20.00.")).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.getByLabel("Pay with").selectOption({ label: "Test card that is declined" });
  await shoot(page, "93-change-more");
  await page.getByRole("button", { name: "Add 2 for a deposit of €20.00" }).click();
  const asked = page.getByText("Pay the deposit of €20.00 for what you added.", { exact: false });
  await expect(asked).toBeVisible();
  await expect(page.getByText("and 2 more, once their deposit is there")).toBeVisible();
  await shoot(page, "94-part-unpaid");
  await new GroupPage(page).button(/^Pay €/).click();
  await new GroupPage(page).pay();
  await expect(asked).toBeHidden();
  await expect(page.getByText("and 2 more, once their deposit is there")).toBeHidden();
});

test("M2, M7: who waits sees their place, and may ask for less", async ({ crowd, rest }) => {
  const { id } = await rest.publish({ title: "Change: in line", quantityMaximum: 4 });
  await rest.join(id, 3);
  const page = await crowd.enter({ as: "line@example.test" });
  const group = new GroupPage(page);
  await group.open(id);
  await group.isLive();
  await group.button("Join the waiting list").click();
  await group.fillJoin({ quantity: 2 });
  await group.sheet.getByRole("button", { name: "Join the waiting list" }).click();
  await expect(group.sheet.getByText("You are on the waiting list, number 1.")).toBeVisible();
  await page.goto(`/g/${id}/change`);
  await expect(page.getByText("You are number 1 in line.", { exact: false })).toBeVisible();
  await shoot(page, "95-change-in-line");
  await page.getByRole("button", { name: "One fewer" }).waitFor(); // It comes with the page's scripts.
  await page.getByLabel("How many in all").fill("1");
  await page.getByRole("button", { name: "Change it" }).click();
  await expect(page.getByText("Place in line")).toBeVisible();
  await page.goto(`/g/${id}/change`);
  await page.getByRole("link", { name: "Leave altogether" }).click();
  await page.getByRole("button", { name: "Leave" }).click();
  await expect(page.getByText("Place in line")).toHaveCount(0);
});

test("A4: where it is sold in packs, up to how many and whether fewer, without scripts and with; and what came of it", async ({
  crowd,
  rest,
}) => {
  const packs = { packSize: 4, quantityMinimum: 4, quantityMaximum: 8, perBuyerMaximum: 4 };
  const { id } = await rest.publish({ title: "Change: packs", ...packs });
  const { email, token } = await rest.actor("buyer", "Bo");
  const plain = await crowd.enter({ as: email, javaScriptEnabled: false });
  await plain.goto(`/g/${id}/join`);
  await expect(plain.getByText("Sold in packs of 4. None is whole yet.", { exact: false })).toBeVisible();
  await plain.getByLabel("How many", { exact: true }).fill("2");
  await plain.getByLabel("I would take up to", { exact: false }).fill("3");
  await plain.getByLabel("Fewer is fine too", { exact: false }).check();
  await shoot(plain, "99-join-packs");
  await plain.getByRole("button", { name: "Pay the deposit" }).click();
  await expect(plain.getByText("Up to 3 is fine, and so is fewer, so that packs are whole.")).toBeVisible();
  await expect
    .poll(async () => (await rest.view(id, token)).quantity, { message: "the deposit is verified, and fills the pack" })
    .toMatchObject({ verified: 3, packed: 4 });

  const page = await crowd.enter({ as: email });
  const group = new GroupPage(page);
  await page.goto(`/g/${id}/change`);
  await expect(async () => {
    await page.getByLabel("I would take up to", { exact: false }).fill("4"); // Again, if scripts were not there yet.
    await expect(page.getByText("You may get up to 4, and then pay up to €248.00 in all.")).toBeVisible({
      timeout: 500,
    });
  }).toPass();
  await page.getByLabel("Fewer is fine too", { exact: false }).uncheck();
  await shoot(page, "99-change-packs");
  await page.getByRole("button", { name: "Change it" }).click();
  await expect(page.getByText("Up to 4 is fine, so that packs are whole.")).toBeVisible();
  await shoot(page, "99-open-packs");

  await rest.offer(id, [[4, 4_800]]);
  await rest.moveToBell(id, -1);
  await rest.inState(id, "collecting");
  await group.open(id);
  await expect(page.getByText("One of them makes the last pack whole.")).toBeVisible();
  await expect(group.button(/€124.00/)).toBeVisible(); // Three at 48.00, less the deposit for two.
  await shoot(page, "99-packed");
});

test("G8: calling off after the minimum was reached costs the deposit, and each member gets a part of it", async ({
  crowd,
  rest,
}) => {
  const { id, initiator } = await rest.publish({ title: "Called off: reached" });
  const [bo, cy] = [await rest.join(id), await rest.join(id)];
  const ana = await crowd.enter({ as: initiator.email, javaScriptEnabled: false });
  await new GroupPage(ana).open(id);
  await ana.getByRole("link", { name: "Cancel it for everybody" }).click();
  await expect(ana.getByText("Your deposit of €10.00 is not returned", { exact: false })).toBeVisible();
  await ana.getByLabel("Reason").fill("I have moved to another country.");
  await shoot(ana, "96-cancel-stake");
  await ana.getByRole("button", { name: "Cancel and give up €10.00" }).click();
  await expect(ana.getByRole("heading", { name: "The initiator’s deposit is shared" })).toBeVisible();
  await shoot(ana, "97-cancelled-initiator");

  for (const member of [bo, cy]) {
    await expect
      .poll(
        async () => (await rest.view(id, member.token)).me?.legs.map(({ purpose, state }) => `${purpose} ${state}`),
        {
          message: "the part is paid out and the own deposit is let go",
        },
      )
      .toEqual(["deposit released", "share paid_out"]);
  }
  const page = await crowd.enter({ as: bo.email });
  await new GroupPage(page).open(id);
  await expect(page.getByText("Your part: €5.00.")).toBeVisible();
  await expect(page.getByText("€5.00 paid out to you")).toBeVisible();
  await shoot(page, "98-cancelled-member");
});
