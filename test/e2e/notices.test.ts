/** What people are told, where they read it, and what they may turn off. */
import { signIn } from "../support/e2e-pages.ts";
import { expect, shoot, test } from "../support/e2e-test.ts";

test("a person reads what they were told, goes where it leads, and turns off what they may", async ({
  crowd,
  rest,
}) => {
  const { email, token } = await rest.actor("buyer", "Told");
  const page = await crowd.enter({ as: email });
  const { id } = await rest.publish({ title: "Notices: wool for the winter" });
  await rest.joinAs(token, id, 2);
  await rest.moveToBell(id, -60_000);
  await rest.inState(id, "failed");

  await test.step("the list says it, newest first, in the reader's zone and in UTC", async () => {
    await page.goto("/me");
    await page.getByRole("link", { name: /^Messages \(\d new\)$/ }).click();
    await expect(page.getByRole("heading", { name: "Messages", level: 1 })).toBeVisible();
    const told = page.getByRole("article");
    await expect(told.filter({ hasText: "It did not happen: Notices: wool for the winter" })).toContainText("€20.00");
    await expect(told.filter({ hasText: "Enough have joined" })).toContainText(/UTC\+0[12]:00\), which is .* UTC/);
    await expect(told.first().getByText("New")).toBeVisible();
    await shoot(page, "97-notices");
  });

  await test.step("read is read, and a message leads to its page", async () => {
    await page.getByRole("button", { name: "Mark all as read" }).click();
    await expect(page.getByText("New", { exact: true })).toHaveCount(0);
    await page.getByRole("link", { name: "It did not happen: Notices: wool for the winter" }).click();
    await expect(page).toHaveURL(new RegExp(`/g/${id}$`));
    await page.goto("/me");
    await expect(page.getByRole("link", { name: "Messages", exact: true })).toBeVisible();
  });

  await test.step("reminders and news may be turned off; it holds", async () => {
    await page.goto("/me/settings#messages");
    const closing = page.getByLabel("Before a group-buy of mine closes");
    await expect(closing).toBeChecked();
    await shoot(page, "97-notice-choices");
    await closing.uncheck();
    await page.getByRole("button", { name: "Save what I want to hear" }).click();
    await expect(page.getByText("Saved.")).toBeVisible();
    await expect(closing).not.toBeChecked();
    await expect(page.getByLabel("How it goes")).toBeChecked();
  });

  await test.step("the mailbox has the same messages, with links", async () => {
    await page.goto(`/mailbox?to=${email}`);
    const letter = page.getByRole("article").filter({ hasText: "It did not happen" });
    await shoot(page, "97-mailbox");
    await letter.getByRole("link", { name: new RegExp(`/g/${id}`) }).click();
    await expect(page).toHaveURL(new RegExp(`/g/${id}$`));
  });
});

test("without scripts the list, the mark and the choices work as forms", async ({ crowd, rest }) => {
  const page = await crowd.enter({ javaScriptEnabled: false });
  await page.goto("/sign-in?to=/me/notices");
  await signIn(page, rest, "no.scripts.told@example.test");
  await expect(page.getByText("No message yet.")).toBeVisible();
  await shoot(page, "97-notices-empty", "phone");
  await page.getByRole("link", { name: "Which ones I get" }).click();
  await page.getByLabel("How it goes").uncheck();
  await page.getByRole("button", { name: "Save what I want to hear" }).click();
  await expect(page.getByLabel("How it goes")).not.toBeChecked();
});
