/** The files of a check and the keys that it is made with; what cannot be used is said in words. */
import { readFile } from "node:fs/promises";
import { textOf } from "../../worker/core/verify/bytes.ts";
import type { Exhibit } from "../../worker/core/verify/exhibit.ts";
import { joinRings, type KeyRing } from "../../worker/core/verify/keys.ts";
import { readExhibit, type Unreadable } from "../../worker/core/verify/read.ts";
import { BadFile, type FileName } from "../dispute/files.ts";
import { KINDS } from "./words.ts";

export async function readExhibitFile(file: FileName): Promise<Exhibit> {
  return exhibitIn(await readText(file), file.name);
}

/** Keys that whoever checks has chosen; a history is believed as far as the others vouch for it. */
export async function readKeyFile(file: FileName): Promise<KeysExhibit> {
  return keysIn(await readText(file), file.name);
}

type KeysExhibit = Extract<Exhibit, { kind: "keys" }>;

/** Where a deployment publishes its keys, both of them needed. */
const KEY_LISTS = ["/.well-known/jwks.json", "/.well-known/onebell-log-keys.txt"];
const PATIENCE_MS = 10_000;

/** Asks the host that was named on the command line, and no other: redirects are not followed. */
export async function fetchKeys(host: string): Promise<KeyRing> {
  const origin = originOf(host);
  const rings: KeyRing[] = [];
  for (const path of KEY_LISTS) {
    const url = `${origin}${path}`;
    const text = await textAt(url).catch((error: unknown) => {
      throw new BadFile(url, `it cannot be read (${error instanceof Error ? error.message : String(error)})`);
    });
    rings.push(keysIn(text, url).keys);
  }
  return joinRings(rings);
}

/** Keys come over a line that nobody else writes to; this machine needs no certificate to talk to itself. */
function originOf(host: string): string {
  const url = URL.parse(host.includes("://") ? host : `https://${host}`);
  const isLocal = url !== null && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url === null || (url.protocol !== "https:" && !isLocal)) {
    throw new BadFile(host, "keys are asked for by https, of a host such as onebell.example");
  }
  return url.origin;
}

async function textAt(url: string): Promise<string> {
  const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) throw new Error(`it answers ${response.status}`);
  return response.text();
}

function keysIn(text: string, name: string): KeysExhibit {
  const exhibit = exhibitIn(text, name);
  if (exhibit.kind === "keys") return exhibit;
  throw new BadFile(
    name,
    `it is ${KINDS[exhibit.kind]}; keys are a JWKS, a list of verifier keys or a history of keys`,
  );
}

function exhibitIn(text: string, name: string): Exhibit {
  const read = readExhibit(text);
  if (read.ok) return read.value;
  throw new BadFile(name, reasonOf(read.error));
}

async function readText({ path, name }: FileName): Promise<string> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new BadFile(name, `it cannot be read (${error instanceof Error ? error.message : String(error)})`);
  });
  const text = textOf(bytes);
  if (text.ok) return text.value;
  throw new BadFile(name, text.error === "binary" ? "it is no text, but a binary file" : "it is not text in UTF-8");
}

function reasonOf(fault: Unreadable): string {
  switch (fault.code) {
    case "empty":
      return "it is empty";
    case "not-json":
      return "it begins like JSON and is none: it was cut off or changed";
    case "foreign":
      return "it is nothing that this program reads: no receipt, proof, head, log, certificate or keys";
    case "version-unknown":
      return `it is ${KINDS[fault.kind]} of version ${fault.version}, which this program does not know`;
    case "malformed":
      return `as ${KINDS[fault.kind]} it is not whole: ${fault.where} is missing or is something else`;
    case "key-refused":
      return `its key number ${fault.index + 1} is refused: ${KEY_FAULTS[fault.why]}`;
  }
}

const KEY_FAULTS: Readonly<Record<Extract<Unreadable, { code: "key-refused" }>["why"], string>> = {
  kind: "it is no public Ed25519 key",
  bytes: "its bytes are not those of a key",
  kid: "it is named after another key",
  "small-order": "everybody can sign with it (a point of small order)",
  time: "its times are none",
  twice: "it stands in the list twice",
};
