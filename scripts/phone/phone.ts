/** `npm start -- --phone`: an address for a phone in the same network, and its code to point the camera at. */
import { randomBytes } from "node:crypto";
import { hostname, networkInterfaces } from "node:os";
import { join } from "node:path";
import { renderUnicodeCompact } from "uqr";
import { hostOf, lanAddresses } from "./addresses.ts";
import { certificateIn } from "./certificate.ts";
import { type PhoneListener, startPhoneListener } from "./listener.ts";

/** Told to the Worker at its start and to its listener: nobody else knows it. */
export function newFrontKey(): string {
  return randomBytes(32).toString("base64url");
}

export interface PhoneOptions {
  /** Of the Worker; the listener takes the next one. */
  readonly workerPort: number;
  readonly frontKey: string;
  /** Where the certificate is kept. */
  readonly dir: string;
}

/** Starts the listener and says how to reach it. Throws where there is no network that a phone could be in. */
export async function openToPhones({ workerPort, frontKey, dir }: PhoneOptions): Promise<PhoneListener> {
  const addresses = lanAddresses(networkInterfaces());
  const [likeliest] = addresses;
  if (likeliest === undefined) {
    throw new Error("--phone: this machine has no address in a local network. Connect it to the Wi-Fi of your phone.");
  }
  const names = [...addresses, ...namesOfMachine(), "localhost"];
  const certificate = await certificateIn(join(dir, "phone"), names, Date.now());
  const target = `http://127.0.0.1:${workerPort}`;
  const listener = await startPhoneListener({ certificate, names, port: workerPort + 1, target, frontKey });
  console.log(words(likeliest, addresses.slice(1), listener.port));
  return listener;
}

/** What stands in the terminal. */
export function words(likeliest: string, others: readonly string[], port: number): string {
  const url = (address: string) => `https://${hostOf(address)}:${port}`;
  return [
    `On a phone in the same network: ${url(likeliest)}\n`,
    renderUnicodeCompact(url(likeliest), { border: 2 }),
    "",
    "The phone will warn that it does not know who vouches for this address. Nobody does: your machine made the certificate",
    "itself, so that what needs a secure page works. Go on to the page (“Advanced”, “Show details”).",
    ...(others.length > 0 ? [`This machine also answers at ${others.slice(0, 4).map(url).join(", ")}`] : []),
    "",
  ].join("\n");
}

function namesOfMachine(): readonly string[] {
  const name = hostname().toLowerCase();
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name)) return [];
  return name.includes(".") ? [name] : [name, `${name}.local`];
}
