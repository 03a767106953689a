/** What a browser test gives to `/verify`. */
import type { Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import type { Rest } from "./e2e-rest.ts";

export interface Held {
  readonly id: string;
  readonly receiptId: string;
  readonly receipt: string;
  readonly proof: string;
  readonly certificate: string;
  readonly log: string;
}

/** A group-buy after its bell, and everything that the site hands out of it. */
export async function heldOf(rest: Rest, origin: string, title: string): Promise<Held> {
  const { id } = await rest.publish({ title });
  const { token } = await rest.actor("buyer", "Bo");
  const { receiptId } = await rest.joinAs(token, id, 2);
  await rest.moveToBell(id, -1);
  const certificates = `${origin}/api/v1/group-buys/${id}/certificate`;
  await expect.poll(async () => (await fetch(certificates)).status).toBe(200);
  const text = async (path: string) => (await fetch(`${origin}${path}`)).text();
  const { proof } = JSON.parse(await text(`/api/v1/receipts/${receiptId}/proof`)) as { proof: string };
  return {
    id,
    receiptId,
    receipt: await text(`/api/v1/receipts/${receiptId}`),
    proof,
    certificate: await text(`/api/v1/group-buys/${id}/certificate`),
    log: await text(`/g/${id}/log/file`),
  };
}

export const file = (name: string, text: string | Buffer) => ({ name, mimeType: "", buffer: Buffer.from(text) });
export const chooser = (page: Page): Locator => page.getByLabel("Choose files", { exact: true });
export const result = (page: Page): Locator => page.getByRole("region", { name: "Result" });
export const paste = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel("Or paste the text").fill(text);
  await page.getByRole("button", { name: "Check the text" }).click();
};
