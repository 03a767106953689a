import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { signIn } from "../support/e2e-pages.ts";
import { DESKTOP, expect, shoot, test } from "../support/e2e-test.ts";

/** A device with a lock, of which the browser believes that it was unlocked. */
async function addAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const options = {
    protocol: "ctap2",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } as const;
  await devtools.send("WebAuthn.addVirtualAuthenticator", { options });
}

test("OP4: an operator makes another, who comes in by a passkey and by nothing else", async ({ crowd, rest }) => {
  const email = `ana-${randomUUID()}@example.org`;
  const otto = await crowd.enter({ as: (await rest.actor("operator", "Otto Brandt")).email, viewport: DESKTOP });
  const ana = await crowd.enter({ as: email });
  await addAuthenticator(ana);

  await otto.goto(`/operator/people?q=${encodeURIComponent(email)}`);
  await otto
    .getByRole("link", { name: /^Buyer/ })
    .first()
    .click();
  await otto.getByText("Make an operator", { exact: true }).first().click();
  const act = otto.locator("details[open]");
  await act.getByLabel("Reason").fill("Joins the desk.");
  await act.getByRole("button", { name: "Make an operator" }).click();
  await expect(otto.getByText("Reset passkeys", { exact: true }).first()).toBeVisible();
  await shoot(otto, "95-person-operator");

  // Her session of before is gone; a code leads to the door, and no further.
  await ana.goto("/sign-in?to=/operator/attention");
  await shoot(ana, "96-sign-in");
  await signIn(ana, rest, email);
  await expect(ana.getByRole("heading", { name: "The operators’ door" })).toBeVisible();
  await shoot(ana, "97-door");
  await ana.getByRole("button", { name: "Add a passkey" }).click();
  await expect(ana).toHaveURL(/\/operator\/attention$/);

  await ana.goto("/me/security");
  await expect(ana.getByRole("listitem").filter({ hasText: "on one device only" })).toHaveCount(1);
  await shoot(ana, "98-security");
  await ana.getByRole("button", { name: "Sign out" }).click();
  await ana.waitForURL((url) => url.pathname === "/");

  // ID1: without an address. Where the browser offers it in the field, it may have been chosen there already.
  await ana.goto("/sign-in?to=/operator/attention");
  const isIn = ana.waitForURL(/\/operator\/attention$/);
  const press = ana.getByRole("button", { name: "Use a passkey" }).click();
  await Promise.race([isIn, press.catch(() => undefined)]);
  await isIn;
  await expect(ana).toHaveURL(/\/operator\/attention$/);
  await expect(ana.getByRole("navigation").getByText("Audit").first()).toBeVisible();
});
