/** A site that shows one history first and another one later, as one browser sees it (R8). */
import { readFileSync, writeFileSync } from "node:fs";
import { verify } from "../../scripts/verify.ts";
import { readContradiction } from "../../worker/core/log/contradiction.ts";
import { formatVerifierKey } from "../../worker/core/log/signed-note.ts";
import { lyingSite } from "../support/e2e-lying-site.ts";
import { GroupPage } from "../support/e2e-pages.ts";
import { expect, shoot, test } from "../support/e2e-test.ts";
import { consistencyOf, headOf, history, newLogSigner } from "../support/told-log.ts";

test("R8: a page that is shown another history says so, and hands out both signed heads", async ({
  crowd,
  rest,
}, info) => {
  const { id } = await rest.publish({ title: "Two histories" });
  const page = await crowd.enter();
  const signer = await newLogSigner();
  const [honest, forked] = [history(40), history(40, { name: "rewritten", sameUntil: 6 })];
  const asked: string[] = [];
  await page.route("**/.well-known/onebell-log-keys.txt", (route) =>
    route.fulfill({ body: `${signer.verifierKeys().map(formatVerifierKey).join("\n")}\n` }),
  );
  await page.route("**/log-consistency?*", (route) => {
    const query = new URL(route.request().url()).searchParams;
    asked.push(query.toString());
    return route.fulfill({ json: consistencyOf(forked, Number(query.get("from")), Number(query.get("to"))).body });
  });
  const site = await lyingSite(page);
  const group = new GroupPage(page);
  const notice = page.getByRole("alert").filter({ hasText: "contradicts itself" });

  const kept = await headOf(signer, honest, 9, 9, id);
  const told = await headOf(signer, forked, 12, 12, id);
  await group.open(id);
  await group.isLive();
  site.tell(kept.note);
  const rows = () => page.evaluate((key) => localStorage.getItem(key), `onebell:heads:${id}`);
  await expect.poll(rows).toContain("linked");
  await expect(notice).toBeHidden();
  site.tell(told.note);
  await expect(notice).toContainText("only one of them can be true");
  expect(asked).toEqual(["from=9&to=12"]);
  await shoot(page, "120-contradiction");

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    notice.getByRole("button", { name: "Save both as a file" }).click(),
  ]);
  await download.saveAs(info.outputPath("contradiction.json"));
  const file = readContradiction(readFileSync(info.outputPath("contradiction.json"), "utf8"));
  expect(file).toMatchObject({ kind: "split", kept: { note: kept.note }, told: { note: told.note } });
  writeFileSync(info.outputPath("keys.txt"), `${file?.keys.join("\n")}\n`);
  const { exitCode, text } = await verify(["contradiction.json", "--keys", "keys.txt"], info.outputPath());
  expect(exitCode, text).toBe(0);
  expect(text).toContain("has told two histories");

  await page.reload();
  await group.isLive();
  site.tell(kept.note); // Whatever it says from now on.
  await expect(notice).toBeVisible();
  await notice.getByRole("button", { name: "I have seen this, stop showing it" }).click();
  await expect(notice).toBeHidden();
  await expect(group.face).toBeVisible();
});
