/** What a deployment is told of its mail, and what it is missing. */
import { expect, test } from "vitest";
import { newDevVars } from "../../scripts/dev-vars.ts";
import { ConfigError, parseConfig } from "../../worker/env.ts";

const SECRETS = Object.fromEntries(
  [...newDevVars().matchAll(/^(\w+)='(.*)'$/gm)].map(([, name, value]) => [name, value]),
);
const BASE = { ...SECRETS, DEPLOYMENT_MODE: "demo", PUBLIC_ORIGIN: "https://onebell.example" };
const RESEND = {
  ...BASE,
  MAIL_SERVICE: "resend",
  MAIL_FROM: "Onebell <mail@onebell.example>",
  MAIL_API_KEY: "re_secret_value",
  MAIL_QUEUE: {},
};

function faultsOf(env: object): string[] {
  try {
    parseConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults.map(({ variable, what }) => `${variable} ${what}`);
  }
}

test("a demo that is told nothing keeps its mail; local and test keep it whatever they are told", () => {
  expect(parseConfig(BASE).mail).toEqual({ service: "mailbox" });
  for (const mode of ["local", "test"]) {
    expect(parseConfig({ ...RESEND, DEPLOYMENT_MODE: mode }).mail).toEqual({ service: "mailbox" });
  }
});

test("live is told that it needs a service", () => {
  expect(faultsOf({ ...BASE, DEPLOYMENT_MODE: "live" }).join()).toContain("MAIL_SERVICE is not set");
  expect(faultsOf({ ...RESEND, DEPLOYMENT_MODE: "live" }).join()).not.toContain("MAIL_");
});

test("a service with all it needs", () => {
  const secret = `whsec_${btoa("0123456789abcdefghijklmn")}`;
  const { mail } = parseConfig({ ...RESEND, MAIL_REPLY_TO: "help@onebell.example", MAIL_WEBHOOK_SECRET: secret });
  expect(mail).toEqual({
    service: "resend",
    sender: { name: "Onebell", address: "mail@onebell.example", replyTo: "help@onebell.example" },
    apiKey: "re_secret_value",
    webhookSecret: new TextEncoder().encode("0123456789abcdefghijklmn"),
  });
  expect(parseConfig({ ...RESEND, MAIL_SERVICE: "cloudflare", EMAIL: {} }).mail.service).toBe("cloudflare");
});

test("everything that is missing is named at once", () => {
  expect(faultsOf({ ...SECRETS, DEPLOYMENT_MODE: "demo", MAIL_SERVICE: "resend" }).map((f) => f.split(" ")[0])).toEqual(
    ["MAIL_FROM", "PUBLIC_ORIGIN", "MAIL_QUEUE", "MAIL_API_KEY"],
  );
  expect(faultsOf({ ...RESEND, MAIL_SERVICE: "cloudflare" })).toEqual([
    "EMAIL is not bound: see send_email in wrangler.toml",
  ]);
});

test.each([
  ["MAIL_SERVICE", "smtp"],
  ["MAIL_FROM", "mail@onebell.example"],
  ["MAIL_FROM", 'On"e <mail@onebell.example>'],
  ["MAIL_FROM", "Onebell\r\nBcc: x <mail@onebell.example>"],
  ["MAIL_FROM", "Onebell <mail@onebell.example>, Other <x@y.example>"],
  ["MAIL_REPLY_TO", "nobody"],
  ["MAIL_WEBHOOK_SECRET", "whsec_short"],
  ["MAIL_WEBHOOK_SECRET", "not a secret, though long enough"],
])("%s cannot be %j, and the message does not say what it was", (name, value) => {
  const faults = faultsOf({ ...RESEND, [name]: value });
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(new RegExp(`^${name} `));
  expect(faults.join()).not.toContain(value);
});
