/** R13 in a browser: what people hold is checked there, and nothing of it leaves. */
import type { Request } from "@playwright/test";
import { expect, shoot, test } from "../support/e2e-test.ts";
import { chooser, file, heldOf, paste, result } from "../support/e2e-verify.ts";

test("everything that one holds is proven, a changed letter is named by its number, and no request carries any of it", async ({
  crowd,
  rest,
  baseURL,
}) => {
  const held = await heldOf(rest, baseURL ?? "", "Verify page: everything");
  const page = await crowd.enter();
  await page.goto("/verify");
  await expect(page.getByText(/With the keys that this site published at/)).toBeVisible();
  await expect(page.getByText("Kept for when there is no network")).toBeVisible();
  await shoot(page, "verify-empty");

  const requests: Request[] = [];
  // Of the page, of its threads and of its service worker.
  page.context().on("request", (request) => requests.push(request));
  await chooser(page).setInputFiles([
    file("receipt.json", held.receipt),
    file("receipt.tlog-proof", held.proof),
    file("certificate.json", held.certificate),
    file("log.json", held.log),
  ]);
  await expect(result(page).getByRole("heading", { name: "All is proven" })).toBeVisible();
  await expect(result(page).getByText("Every decision")).toBeVisible();
  await shoot(page, "verify-proven");

  const entry = held.receiptId.split(".")[1] ?? "";
  await chooser(page).setInputFiles([file("changed.json", held.log.replace('\\"qty\\":2', '\\"qty\\":3'))]);
  await expect(result(page).getByRole("heading", { name: "Something is wrong" })).toBeVisible();
  await expect(result(page).getByText(new RegExp(`^Entry ${entry} · `))).toBeVisible();
  await shoot(page, "verify-wrong");
  await result(page).getByRole("button", { name: "Take out changed.json" }).click();
  await expect(result(page).getByRole("heading", { name: "All is proven" })).toBeVisible();

  for (const request of requests) {
    expect(request.method(), request.url()).toBe("GET");
    expect(request.url()).toMatch(/\/_app\/immutable\/[^?]*$|\/verify\/[\w./-]+\.js$|\/\.well-known\/[\w.-]+$/);
  }
  expect(JSON.stringify(requests.map((request) => [request.url(), request.headers()]))).not.toContain(held.id);
});

test("what is pasted is taken apart, what is nothing is named in words, and the rest is checked", async ({
  crowd,
  rest,
  baseURL,
}) => {
  const held = await heldOf(rest, baseURL ?? "", "Verify page: bad input");
  const page = await crowd.enter();
  await page.goto("/verify");
  await paste(page, `${held.receipt}\n${held.proof}`);
  await expect(result(page).getByRole("heading", { name: "All is proven" })).toBeVisible();
  await expect(result(page).getByRole("heading", { name: "Pasted text 1, part 2" })).toBeVisible();
  await expect(result(page).getByText("The receipt’s entry")).toBeVisible();

  await chooser(page).setInputFiles([
    file("empty.txt", ""),
    file("half.json", held.receipt.slice(0, 200)),
    file("picture.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])),
    file("letter.txt", "Dear all, see attached."),
    file("again.json", held.receipt),
    file("two.txt", `${held.receipt}\nSent from my phone`),
  ]);
  await expect(result(page).getByRole("heading", { name: "Not all is proven" })).toBeVisible();
  await expect(result(page).getByText("5 things could not be read; they are named below.")).toBeVisible();
  for (const words of [
    "It is empty.",
    "It begins like JSON and is none: it was cut off or changed.",
    "It is no text: a picture, an archive or another binary file.",
    "It is nothing that this page reads",
    "The same is there already: Pasted text 1, part 1. It is checked once.",
    "There is more than one thing in it",
  ]) {
    await expect(result(page).getByText(words)).toBeVisible();
  }
  await shoot(page, "verify-bad-input");

  await result(page).getByRole("button", { name: "Begin anew" }).click();
  await expect(result(page)).toHaveCount(0);
  await paste(page, `${baseURL}/r/${held.receiptId}`);
  await expect(result(page).getByRole("heading", { name: "Nothing could be checked" })).toBeVisible();
  await result(page).getByRole("button", { name: "Ask this site for it and its proof" }).click();
  await expect(result(page).getByRole("heading", { name: "All is proven" })).toBeVisible();
  await expect(result(page).getByRole("heading", { name: `From this site: ${held.receiptId}.json` })).toBeVisible();
});

test("with keys of one’s own nothing rests on this site, and they are there again the next time", async ({
  crowd,
  rest,
  baseURL,
}) => {
  const held = await heldOf(rest, baseURL ?? "", "Verify page: own keys");
  const published = async (name: string) => (await fetch(`${baseURL}/.well-known/${name}`)).text();
  const jwks = await published("jwks.json");
  const logKeys = await published("onebell-log-keys.txt");
  const page = await crowd.enter();
  await page.goto("/verify");
  await page.getByRole("radio", { name: "Keys that I trust" }).check();
  await expect(page.getByText("No keys yet")).toBeVisible();
  await chooser(page).setInputFiles([file("receipt.json", held.receipt), file("jwks.json", jwks)]);
  await expect(result(page).getByRole("heading", { name: "Not all is proven" })).toBeVisible();
  await expect(result(page).getByText("No key was given to check it with.")).toBeVisible();
  await expect(result(page).getByText("Keys that lie beside what they would prove are anybody’s.")).toBeVisible();

  await page.getByLabel("Choose key files").setInputFiles([file("log.json", held.log)]);
  await expect(page.getByRole("alert")).toHaveText("log.json was not taken. It is a whole log, not a list of keys.");
  await page.getByLabel("Choose key files").setInputFiles([file("keys.txt", logKeys)]);
  await expect(page.getByText(/0 for receipts, 1 for logs/)).toBeVisible();
  await result(page).getByRole("button", { name: "Trust these keys and check again" }).click();
  await result(page).getByRole("button", { name: "Take out jwks.json" }).click();
  await expect(result(page).getByRole("heading", { name: "All is proven" })).toBeVisible();

  await page.reload();
  await expect(page.getByRole("radio", { name: "Keys that I trust" })).toBeChecked();
  await page.getByRole("button", { name: "Take them out" }).click();
  await expect(page.getByText("No keys yet")).toBeVisible();
});

test("without scripts the page says where it can be done", async ({ crowd }) => {
  const page = await crowd.enter({ javaScriptEnabled: false });
  await page.goto("/verify");
  await expect(page.locator("noscript .note")).toBeVisible();
  expect(await page.content()).toContain("npm run verify -- FILE… --keys jwks.json --keys onebell-log-keys.txt");
  await expect(chooser(page)).toHaveCount(0);
});

/** This Chromium has no reader of codes: one that sees what it is told, and a camera that shows a grey wall. */
function putCamera({ code, isDenied }: { readonly code: string; readonly isDenied: boolean }) {
  class Reader {
    static getSupportedFormats = () => Promise.resolve(["qr_code"]);
    detect = () => Promise.resolve([{ rawValue: code }]);
  }
  Object.assign(globalThis, { BarcodeDetector: Reader });
  const getUserMedia = () =>
    isDenied
      ? Promise.reject(new DOMException("Permission denied", "NotAllowedError"))
      : Promise.resolve(document.createElement("canvas").captureStream(5));
  Object.defineProperty(navigator, "mediaDevices", { value: { getUserMedia } });
}

test("a code is scanned where the browser can, a refused camera is told, and only this page may ask for one", async ({
  crowd,
  rest,
  baseURL,
}) => {
  const held = await heldOf(rest, baseURL ?? "", "Verify page: scanned");
  const scan = { name: "Scan a QR code" };
  const without = await crowd.enter();
  const answer = await without.goto("/verify");
  expect(answer?.headers()["permissions-policy"]).toContain("camera=(self),");
  expect((await without.request.get("/how")).headers()["permissions-policy"]).toContain("camera=(),");
  await expect(chooser(without)).toBeAttached();
  await expect(without.getByRole("button", scan)).toHaveCount(0);

  const argument = { code: `${baseURL}/r/${held.receiptId}`, isDenied: false };
  const page = await crowd.enter({ init: { script: putCamera, argument } });
  await page.goto("/verify");
  await page.getByRole("button", scan).click();
  await expect(result(page).getByRole("heading", { name: "Scanned code 1" })).toBeVisible();
  await result(page).getByRole("button", { name: "Ask this site for it and its proof" }).click();
  await expect(result(page).getByRole("heading", { name: "All is proven" })).toBeVisible();

  const denied = await crowd.enter({ init: { script: putCamera, argument: { ...argument, isDenied: true } } });
  await denied.goto("/verify");
  await denied.getByRole("button", scan).click();
  await expect(denied.getByText("The camera was refused.")).toBeVisible();
  await shoot(denied, "verify-camera-refused", "phone");
});
