/**
 * A certificate of this machine's own for the local network, made on the spot. It is no authority: whoever trusts it trusts
 * these addresses until it runs out, and nothing else.
 */
import "reflect-metadata";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { isIP } from "node:net";
import { join } from "node:path";
import * as x509 from "@peculiar/x509";

const DAY_MS = 86_400_000;
const VALID_MS = 90 * DAY_MS;
/** A clock that is a little slow must not find a certificate of the future. */
const BACKDATED_MS = DAY_MS;
const RENEW_BEFORE_MS = 7 * DAY_MS;
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const SERVER_AUTH = "1.3.6.1.5.5.7.3.1";

/** Both in PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** The one in the folder, or a new one where there is none, where it is about to run out, or where a name is missing. */
export async function certificateIn(dir: string, names: readonly string[], nowMs: number): Promise<Certificate> {
  const path = join(dir, "phone.json");
  const kept = existsSync(path) ? read(path) : null;
  if (kept && isUsable(kept.cert, names, nowMs)) return kept;
  const made = await makeCertificate(names, nowMs);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  writeFileSync(path, JSON.stringify(made), { mode: 0o600 });
  return made;
}

export async function makeCertificate(names: readonly string[], nowMs: number): Promise<Certificate> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("hex"),
    name: "CN=Onebell on this network",
    notBefore: new Date(nowMs - BACKDATED_MS),
    notAfter: new Date(nowMs + VALID_MS),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([SERVER_AUTH]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? "dns" : "ip", value }) as const),
      ),
    ],
  });
  const pkcs8 = await crypto.subtle.exportKey("pkcs8", keys.privateKey);
  return { key: x509.PemConverter.encode(pkcs8, "PRIVATE KEY"), cert: certificate.toString("pem") };
}

/** Whether it names all of these and goes on being valid for a week. */
export function isUsable(cert: string, names: readonly string[], nowMs: number): boolean {
  try {
    const certificate = new x509.X509Certificate(cert);
    const named = new Set(namesOf(certificate));
    const isInTime =
      certificate.notBefore.getTime() <= nowMs && certificate.notAfter.getTime() - nowMs > RENEW_BEFORE_MS;
    return isInTime && names.every((name) => named.has(name));
  } catch {
    return false;
  }
}

export function namesOf(certificate: x509.X509Certificate): readonly string[] {
  const names = certificate.getExtension(x509.SubjectAlternativeNameExtension)?.names.items ?? [];
  return names.map(({ value }) => value);
}

function read(path: string): Certificate | null {
  try {
    const { key, cert } = JSON.parse(readFileSync(path, "utf8")) as Partial<Certificate>;
    return typeof key === "string" && typeof cert === "string" ? { key, cert } : null;
  } catch {
    return null; // Half written, or somebody's own: a new one takes its place.
  }
}
