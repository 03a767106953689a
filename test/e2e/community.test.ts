/** What people do around a group-buy: sharing it, asking about it, reporting what is wrong. */
import { expect, PHONE, shoot, test } from "../support/e2e-test.ts";
import { GroupPage } from "../support/e2e-pages.ts";

test.describe("sharing", () => {
  test("C1, C2: the share page has link, code, words and calendar, with scripts and without", async ({
    crowd,
    rest,
  }) => {
    const { id, initiator } = await rest.publish({ title: "Copper pans, hand-hammered" });
    const ana = await crowd.enter({ as: initiator.email, permissions: ["clipboard-read", "clipboard-write"] });
    await new GroupPage(ana).open(id);
    await shoot(ana, "70-published");
    await ana.getByRole("main").getByRole("link", { name: "Share" }).first().click();
    await expect(ana.getByRole("heading", { name: "Tell others" })).toBeVisible();
    const link = await ana.getByRole("textbox", { name: "Link" }).inputValue();
    expect(link).toMatch(new RegExp(`/g/${id.slice(-6).toUpperCase()}$`));
    await ana.getByRole("button", { name: "Copy", exact: true }).click();
    expect(await ana.evaluate(() => navigator.clipboard.readText())).toBe(link);
    await expect(ana.getByRole("img", { name: `QR code that leads to ${link}` })).toBeVisible();
    await shoot(ana, "71-share");

    const bo = await crowd.enter({ javaScriptEnabled: false, colorScheme: "dark" });
    await bo.goto(`/g/${id}/share`);
    await expect(bo.getByRole("textbox", { name: "Link" })).toHaveValue(link);
    await expect(bo.getByRole("button", { name: "Copy", exact: true })).toHaveCount(0);
    await shoot(bo, "72-share-plain-dark");
    await bo.goto(link.toLowerCase());
    await expect(bo).toHaveURL(new RegExp(`/g/${id}$`));
  });

  test("C1, C3: calendar, picture and words of a link are there for what is published, and for nothing else", async ({
    crowd,
    rest,
    request,
  }) => {
    const { id } = await rest.publish({ title: "Walnut oil, first pressing" });
    const page = await crowd.enter();
    await page.goto(`/g/${id}`);
    const content = (property: string) => page.locator(`meta[property="${property}"]`).getAttribute("content");
    await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", new RegExp(`/g/${id}$`));
    expect(await content("og:title")).toBe("Walnut oil, first pressing");
    expect(await content("og:description")).toMatch(/^€50 each, 1 of 3 places\. Closes .* UTC\.$/);

    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await expect(page.getByText("Free until 10 minutes before the bell.")).toBeVisible(); // W9: folded on a screen
    await expect(page.getByRole("link", { name: "Join this group-buy" })).toBeHidden();
    await expect(page.getByRole("navigation").first()).toBeHidden();
    await expect(page.getByRole("heading", { level: 1 })).toHaveCSS("color", "rgb(0, 0, 0)");
    await shoot(page, "72-printed");

    const picture = await request.get((await content("og:image")) ?? "");
    expect(picture.headers()["content-type"]).toBe("image/png");
    expect((await picture.body()).subarray(1, 4).toString()).toBe("PNG");

    const calendar = await request.get(`/g/${id}/calendar.ics`);
    expect(calendar.headers()["content-type"]).toBe("text/calendar; charset=utf-8");
    expect(await calendar.text()).toContain(`UID:${id}@onebell\r\nSEQUENCE:0\r\n`);

    const initiator = await rest.actor("buyer", "Dora");
    const draft = await rest.draft(initiator.token);
    const dora = await crowd.enter({ as: initiator.email, viewport: PHONE });
    for (const path of ["share", "calendar.ics", "og.png", "qr.svg"]) {
      expect((await dora.request.get(`/g/${draft}/${path}`)).status(), path).toBe(404);
    }
    await dora.goto(`/g/${draft}`);
    await expect(dora.locator("meta[property^=og]")).toHaveCount(0);
  });
});

test.describe("invites", () => {
  test("C7: a link of one's own leads to the page, says who invites, and counts what came of it", async ({
    crowd,
    rest,
  }) => {
    const { id, initiator } = await rest.publish({ title: "Garden hoses, rubber" });
    const ana = await crowd.enter({ as: initiator.email });
    await ana.goto(`/g/${id}/share`);
    await ana.getByRole("link", { name: "Make a link of your own" }).click();
    await expect(ana.getByText("You have no link of your own yet.")).toBeVisible();
    await ana.getByLabel("What it is for").fill("My running club");
    await ana.getByRole("button", { name: "Make the link" }).click();
    const mine = ana.getByRole("listitem").filter({ hasText: "My running club" });
    await expect(mine.getByText("Nobody has looked yet.")).toBeVisible();
    const link = await mine.getByRole("textbox", { name: "Link" }).inputValue();
    expect(link).toMatch(/\/i\/[0-9A-HJKMNP-TV-Z]{8}$/);
    await mine.getByText("QR code", { exact: true }).click();
    await expect(mine.getByRole("img", { name: `QR code that leads to ${link}` })).toBeVisible();
    expect((await ana.request.get(`${link}/qr.svg`)).headers()["content-type"]).toBe("image/svg+xml");
    await shoot(ana, "79-invites");

    const cyActor = await rest.actor("buyer", "Cy");
    const cy = await crowd.enter({ as: cyActor.email, javaScriptEnabled: false, colorScheme: "dark" });
    await cy.goto(link.toLowerCase());
    await expect(cy).toHaveURL(new RegExp(`/g/${id}$`));
    await expect(cy.getByText(/ invited you\.$/)).toBeVisible();
    await shoot(cy, "80-invited-dark");
    await rest.joinAs(cyActor.token, id);
    await cy.reload();
    await expect(cy.getByText(/ invited you\.$/)).toHaveCount(0); // Who is in needs no inviting.
    await expect(async () => {
      await ana.reload();
      await expect(mine.getByText("1 has looked, 1 joined with one place.")).toBeVisible({ timeout: 500 });
    }).toPass();

    await mine.getByRole("button", { name: "End this link" }).click();
    await expect(mine.getByText(/You ended it/)).toBeVisible();
    const di = await crowd.enter();
    await di.goto(link);
    await expect(di).toHaveURL(new RegExp(`/g/${id}$`));
    await expect(di.getByText("The invite you followed has ended.")).toBeVisible();
    expect((await di.goto("/i/00000000"))?.status()).toBe(404);
  });
});

test.describe("questions", () => {
  test("C4: one asks, the initiator answers, with scripts and without", async ({ crowd, rest }) => {
    const { id, initiator } = await rest.publish({ title: "Linen towels, set of four" });
    const visitor = await crowd.enter();
    await visitor.goto(`/g/${id}`);
    await visitor.getByRole("link", { name: "Questions and answers" }).click();
    await expect(visitor.getByText("Nobody has asked anything yet.")).toBeVisible();
    await expect(visitor.getByRole("link", { name: "Sign in to ask" })).toBeVisible();
    await shoot(visitor, "73-questions-empty");

    const bo = await crowd.enter({ as: (await rest.actor("buyer", "Bo")).email, javaScriptEnabled: false });
    await bo.goto(`/g/${id}/questions`);
    await bo.getByLabel("Ask the initiator").fill("Are they washed before they are sent?");
    await bo.getByRole("button", { name: "Ask in public" }).click();
    await expect(bo.getByText("Are they washed before they are sent?")).toBeVisible();
    await expect(bo.getByText("You", { exact: true })).toBeVisible();

    const ana = await crowd.enter({ as: initiator.email });
    await ana.goto(`/g/${id}`);
    await expect(ana.getByText("One question")).toBeVisible();
    await ana.getByRole("link", { name: "Questions and answers" }).click();
    await shoot(ana, "74-questions-initiator");
    await ana.getByRole("textbox", { name: "Answer" }).fill("They are: once, at 60 degrees.");
    await ana.getByRole("button", { name: "Answer in public" }).click();
    await expect(ana.getByText("They are: once, at 60 degrees.").first()).toBeVisible();

    await bo.reload();
    await expect(bo.getByText("They are: once, at 60 degrees.")).toBeVisible();
    for (let n = 2; n <= 3; n += 1) {
      await bo.getByLabel("Ask the initiator").fill(`Question number ${n}?`);
      await bo.getByRole("button", { name: "Ask in public" }).click();
    }
    await bo.getByLabel("Ask the initiator").fill("And a fourth one?");
    await bo.getByRole("button", { name: "Ask in public" }).click();
    const told = "One person may ask 3 questions a day in one group-buy, and you have.";
    await expect(bo.getByRole("alert").getByText(told)).toBeVisible();
    await expect(bo.getByLabel("Ask the initiator")).toHaveValue("And a fourth one?");
    await shoot(bo, "75-questions-limited");
  });
});

test.describe("reports", () => {
  test("C5: a question and a group-buy are reported, with scripts and without, and an operator decides", async ({
    crowd,
    rest,
  }) => {
    const { id } = await rest.publish({ title: "Beeswax candles, thirty" });
    const cy = await crowd.enter({ as: (await rest.actor("buyer", "Cy")).email });
    await cy.goto(`/g/${id}/questions`);
    await cy.getByLabel("Ask the initiator").fill("Cheap pills at my shop?");
    await cy.getByRole("button", { name: "Ask in public" }).click();
    await expect(cy.getByText("Cheap pills at my shop?")).toBeVisible();
    await expect(cy.getByRole("link", { name: "Report this question" })).toHaveCount(0);

    const bo = await crowd.enter({ as: (await rest.actor("buyer", "Bo")).email, javaScriptEnabled: false });
    await bo.goto(`/g/${id}/questions`);
    await bo.getByRole("link", { name: "Report this question" }).click();
    await bo.getByLabel("It is advertising or spam").check();
    await bo.getByLabel("In your words").fill("Sells something else.");
    await shoot(bo, "76-report");
    await bo.getByRole("button", { name: "Send the report" }).click();
    await expect(bo.getByText("Thank you. It has arrived.")).toBeVisible();

    const di = await crowd.enter({ as: (await rest.actor("buyer", "Di")).email });
    await di.goto(`/g/${id}`);
    await di.getByRole("link", { name: "Report this", exact: true }).click();
    await di.getByLabel("It looks like fraud").check();
    await di.getByRole("button", { name: "Send the report" }).click();
    await expect(di.getByText("Thank you. It has arrived.")).toBeVisible();
    expect((await rest.view(id)).state).toBe("open");

    const olga = await crowd.enter({ as: (await rest.operator()).email, colorScheme: "dark" });
    await olga.goto("/operator/reports");
    const item = olga.getByRole("listitem").filter({ hasText: "Cheap pills at my shop?" }).first();
    await expect(item.getByText("Sells something else.")).toBeVisible();
    await shoot(olga, "77-operator-reports-dark");
    await item.locator("summary", { hasText: "Hide it" }).click();
    await item.getByRole("textbox").filter({ visible: true }).fill("Advertising.");
    await item.getByRole("button", { name: "Hide it" }).click();
    await expect(olga.getByText("Cheap pills at my shop?")).toHaveCount(0);

    await cy.reload();
    await expect(cy.getByText("Hidden by the operators: Advertising.")).toBeVisible();
    await expect(cy.getByText("Cheap pills at my shop?")).toHaveCount(0);
    await shoot(cy, "78-question-hidden");
  });
});
