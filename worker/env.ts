import type { Sender } from "./app/mail/headers.ts";
import { fromBase64Url } from "./core/base64url.ts";
import type { RetiredKey, ToldKey } from "./core/keys/lineage.ts";
import { readKeyText } from "./core/keys/public-key.ts";
import { readRetiredKeys, readTimeMembers, TIMES_WRONG } from "./core/keys/told-keys.ts";
import { DEPLOYMENT_MODES, faultsOfMode, type DeploymentMode } from "./modes.ts";

/** An Ed25519 private key as RFC 8037 writes it. */
export interface PrivateKeyJwk extends ToldKey {
  readonly kty: "OKP";
  readonly crv: "Ed25519";
  readonly d: string;
}

/** How mail leaves the house; `mailbox`: it does not, a page shows it. */
export type MailConfig =
  | { readonly service: "mailbox" }
  | { readonly service: "cloudflare"; readonly sender: Sender }
  | {
      readonly service: "resend";
      readonly sender: Sender;
      readonly apiKey: string;
      /** Signs what the service tells of mails; null: it tells nothing. */
      readonly webhookSecret: Uint8Array<ArrayBuffer> | null;
    };

/** What a deployment is told from outside, checked once. */
export interface Config {
  readonly mode: DeploymentMode;
  /** Signs receipts (receipts.md 3.3). */
  readonly receiptSigningKey: PrivateKeyJwk;
  /** Public halves of earlier signing keys, newest first. */
  readonly retiredReceiptKeys: readonly RetiredKey[];
  /** Signs the heads of the public logs. Another key: what one of them has signed can never pass for the other's. */
  readonly logSigningKey: PrivateKeyJwk;
  readonly retiredLogKeys: readonly RetiredKey[];
  /** Secret bytes in the digests of sign-in codes. */
  readonly sessionPepper: Uint8Array<ArrayBuffer>;
  /** Secret bytes that sign list cursors. */
  readonly cursorKey: Uint8Array<ArrayBuffer>;
  /** `https://host[:port]`, or null: the origin of each request is ours (one host name, or local). */
  readonly publicOrigin: string | null;
  /** What merchants answer for their offers with in new group-buys, of 10,000; null: with nothing (ADR 0025). */
  readonly merchantBondBasisPoints: number | null;
  readonly mail: MailConfig;
  /** Group-buys that may be rebuilt from a backup, by id: in an emergency, and only while it lasts (OP6). */
  readonly restorable: readonly string[];
  /** What the launcher's TLS listener for phones shows (ADR 0027); null where there is none, and in every other mode. */
  readonly frontKey: string | null;
}

const SECRET_BYTES_MINIMUM = 32;

/** One variable that is missing or not usable, in words that never hold its value. */
export interface ConfigFault {
  readonly variable: string;
  readonly what: string;
}

/** Everything that is wrong with what a deployment was told, at once: nobody should have to deploy again for each line. */
export class ConfigError extends Error {
  readonly faults: readonly ConfigFault[];

  constructor(faults: readonly ConfigFault[]) {
    super(faults.map(({ variable, what }) => `${variable} ${what}.`).join(" "));
    this.name = "ConfigError";
    this.faults = faults;
  }
}

/**
 * Reads the variables of the environment. Throws `ConfigError` with all that is wrong, naming variables and never their
 * values: a deployment that is not told what it needs must not start, least of all with a default.
 */
export function parseConfig(env: object): Config {
  const variables: ReadonlyMap<string, unknown> = new Map(Object.entries(env));
  const textOf = (name: string): string | null => {
    const value = variables.get(name);
    return typeof value === "string" && value !== "" ? value : null;
  };
  const required = (name: string): string => textOf(name) ?? fail(name, "is not set");

  return whole({
    mode: () => modeIn(required("DEPLOYMENT_MODE")),
    receiptSigningKey: () => signingKeyIn(required("RECEIPT_SIGNING_KEY"), "RECEIPT_SIGNING_KEY"),
    retiredReceiptKeys: () =>
      retiredKeysIn(textOf("RECEIPT_RETIRED_KEYS"), "RECEIPT_RETIRED_KEYS", textOf("RECEIPT_SIGNING_KEY")),
    logSigningKey: () => signingKeyIn(required("LOG_SIGNING_KEY"), "LOG_SIGNING_KEY"),
    retiredLogKeys: () => retiredKeysIn(textOf("LOG_RETIRED_KEYS"), "LOG_RETIRED_KEYS", textOf("LOG_SIGNING_KEY")),
    sessionPepper: () => secretIn(required("SESSION_PEPPER"), "SESSION_PEPPER"),
    cursorKey: () => secretIn(required("CURSOR_KEY"), "CURSOR_KEY"),
    publicOrigin: () => originIn(textOf("PUBLIC_ORIGIN")),
    merchantBondBasisPoints: () => shareIn(textOf("MERCHANT_BOND_BASIS_POINTS"), "MERCHANT_BOND_BASIS_POINTS"),
    mail: () => mailIn(textOf, (name) => isBinding(variables.get(name))),
    restorable: () => restorableIn(textOf("RESTORABLE")),
    frontKey: () => (textOf("DEPLOYMENT_MODE") === "local" ? textOf("FRONT_KEY") : null),
  });
}

/**
 * Every part of the whole, or every fault. What the mode asks for is looked at as soon as the mode is known, so that it
 * is named together with what cannot be read.
 */
function whole(readers: { readonly [Name in keyof Config]: () => Config[Name] }): Config {
  const faults: ConfigFault[] = [];
  const parts: [string, unknown][] = [];
  for (const [name, read] of Object.entries<() => unknown>(readers)) {
    try {
      parts.push([name, read()]);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      faults.push(...error.faults);
    }
  }
  const read = Object.fromEntries(parts) as Partial<Config>; // One part for each reader that did not fail.
  if (read.mode !== undefined) {
    const known = new Set(faults.map(({ variable }) => variable));
    faults.push(...faultsOfMode(read.mode, read).filter(({ variable }) => !known.has(variable)));
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return read as Config; // Nothing failed, so every part is there.
}

function modeIn(text: string): DeploymentMode {
  return (
    DEPLOYMENT_MODES.find((mode) => mode === text) ??
    fail("DEPLOYMENT_MODE", `is one of ${DEPLOYMENT_MODES.join(", ")}`)
  );
}

function signingKeyIn(text: string, name: string): PrivateKeyJwk {
  const jwk = jsonIn(text, name);
  const { kty, crv, x, d, nbf, exp, revoked } = jwk;
  if (kty !== "OKP" || crv !== "Ed25519" || !isKeyText(x) || !isSeed(d)) {
    fail(name, "is a private Ed25519 key as JWK (RFC 8037)");
  }
  if (exp !== undefined || revoked !== undefined) fail(name, "is a key that has ended: npm run secrets makes another");
  return { kty, crv, x, d, ...(readTimeMembers({ nbf }) ?? fail(name, TIMES_WRONG)) };
}

/** @param signing the variable with the current key, which is not among them */
function retiredKeysIn(text: string | null, name: string, signing: string | null): readonly RetiredKey[] {
  if (text === null) return [];
  const retired = readRetiredKeys(jsonIn(text, name));
  if (!retired.ok) return fail(name, retired.error);
  for (const { x, ...told } of retired.value) {
    // A bare one is only listed once more than it need be.
    const isCurrent = signing?.includes(`"${x}"`) === true && Object.keys(told).length > 0;
    if (isCurrent) fail(name, "holds the key that signs now: npm run secrets changes keys");
  }
  return retired.value;
}

function isKeyText(value: unknown): value is string {
  return typeof value === "string" && readKeyText(value) !== null;
}

/** 32 bytes in base64url. */
function isSeed(value: unknown): value is string {
  return typeof value === "string" && fromBase64Url(value)?.length === 32;
}

function secretIn(text: string, name: string): Uint8Array<ArrayBuffer> {
  const bytes = fromBase64Url(text);
  return bytes !== null && bytes.length >= SECRET_BYTES_MINIMUM
    ? bytes
    : fail(name, `is at least ${SECRET_BYTES_MINIMUM} random bytes in base64url`);
}

function shareIn(text: string | null, name: string): number | null {
  if (text === null) return null;
  const share = Number(text);
  return /^[1-9]\d{0,4}$/.test(text) && share <= 10_000 ? share : fail(name, "is a whole number from 1 to 10,000");
}

function restorableIn(text: string | null): readonly string[] {
  const ids = text === null ? [] : text.split(",").map((id) => id.trim());
  return ids.every((id) => /^gb_[0-9a-z]{26}$/.test(id)) ? ids : fail("RESTORABLE", "is ids of group-buys and commas");
}

function originIn(text: string | null): string | null {
  if (text === null) return null;
  return URL.canParse(text) && new URL(text).origin === text
    ? text
    : fail("PUBLIC_ORIGIN", "is an origin like https://example.org");
}

/** Local and tested deployments send nothing to anybody, whatever they are told. All that is missing is named at once. */
function mailIn(textOf: (name: string) => string | null, isBound: (name: string) => boolean): MailConfig {
  const mode = textOf("DEPLOYMENT_MODE");
  const service = textOf("MAIL_SERVICE");
  if (mode === "local" || mode === "test" || service === null) return { service: "mailbox" };
  if (service !== "cloudflare" && service !== "resend") return fail("MAIL_SERVICE", "is one of cloudflare, resend");

  const [from, origin, apiKey, secret] = ["MAIL_FROM", "PUBLIC_ORIGIN", "MAIL_API_KEY", "MAIL_WEBHOOK_SECRET"].map(
    textOf,
  );
  const missing: [string, string | false][] = [
    ["MAIL_FROM", from === null && "is not set: mail comes from an address"],
    ["PUBLIC_ORIGIN", origin === null && "is not set: mail leads back to it"],
    ["MAIL_QUEUE", !isBound("MAIL_QUEUE") && "is not bound: mail is tried again from a queue"],
    ["EMAIL", service === "cloudflare" && !isBound("EMAIL") && "is not bound: see send_email in wrangler.toml"],
    ["MAIL_API_KEY", service === "resend" && apiKey === null && "is not set: the service knows us by it"],
  ];
  const faults = missing.flatMap(([variable, what]) => (what === false ? [] : [{ variable, what }]));
  if (faults.length > 0) throw new ConfigError(faults);

  const sender = senderIn(from ?? "", textOf("MAIL_REPLY_TO"));
  if (service === "cloudflare") return { service, sender };
  return { service, sender, apiKey: apiKey ?? "", webhookSecret: secret ? webhookSecretIn(secret) : null };
}

function isBinding(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

const ADDRESS = '[^\\s<>,;:"()\\[\\]@]+@[^\\s<>,;:"()\\[\\]@]+\\.[^\\s<>,;:"()\\[\\]@]+';

/** `Name <address>`. Quotes and control characters would have to be escaped, so names have none. */
function senderIn(from: string, replyTo: string | null): Sender {
  const [, name, address] = new RegExp(`^([^<>"\\\\\\p{Cc}]{1,60}?) <(${ADDRESS})>$`, "u").exec(from) ?? [];
  if (name === undefined || address === undefined) fail("MAIL_FROM", "is like Onebell <mail@example.org>");
  if (replyTo !== null && !new RegExp(`^${ADDRESS}$`, "u").test(replyTo)) fail("MAIL_REPLY_TO", "is an address");
  return { name, address, replyTo };
}

/** `whsec_` and base64, as services show it. */
function webhookSecretIn(text: string): Uint8Array<ArrayBuffer> {
  const base64 = /^whsec_([A-Za-z0-9+/]{24,}={0,2})$/.exec(text)?.[1];
  if (base64 === undefined || base64.length % 4 !== 0) fail("MAIL_WEBHOOK_SECRET", "is whsec_ and base64");
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}

function jsonIn(text: string, name: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return { ...value };
  } catch {
    // Said below, without the text: it is a secret.
  }
  return fail(name, "is a JSON object");
}

function fail(name: string, why: string): never {
  throw new ConfigError([{ variable: name, what: why }]);
}
