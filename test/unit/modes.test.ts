import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../scripts/tools.ts";
import { newDevVars } from "../../scripts/dev-vars.ts";
import { toBase64Url } from "../../worker/core/base64url.ts";
import { ConfigError, parseConfig } from "../../worker/env.ts";
import { notConfigured } from "../../worker/http/not-configured.ts";
import { DEPLOYMENT_MODES, MODES, mayAnswerAt } from "../../worker/modes.ts";

const SECRETS = Object.fromEntries(
  newDevVars()
    .trim()
    .split("\n")
    .map((line) => {
      const [, name = "", value = ""] = /^(\w+)='(.*)'$/.exec(line) ?? [];
      return [name, value];
    }),
);

function faultsOf(env: object) {
  try {
    parseConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults;
  }
}

describe("a start in the wrong mode", () => {
  test("names everything that is missing at once", () => {
    expect(faultsOf({}).map(({ variable }) => variable)).toEqual([
      "DEPLOYMENT_MODE",
      "RECEIPT_SIGNING_KEY",
      "LOG_SIGNING_KEY",
      "SESSION_PEPPER",
      "CURSOR_KEY",
    ]);
  });

  test("names what the mode needs together with what cannot be read, each variable's own fault first", () => {
    const faults = faultsOf({ ...SECRETS, DEPLOYMENT_MODE: "live", CURSOR_KEY: "short", PUBLIC_ORIGIN: "buy.example" });
    expect(faults.map(({ variable }) => variable)).toEqual([
      "CURSOR_KEY",
      "PUBLIC_ORIGIN",
      "DEPLOYMENT_MODE",
      "MAIL_SERVICE",
    ]);
    expect(faults.map(({ what }) => what).join()).toMatch(/provider of real deposits.*mail service/);
  });

  test("live does not start without a provider and a mail service, nor behind http", () => {
    const faults = faultsOf({ ...SECRETS, DEPLOYMENT_MODE: "live", PUBLIC_ORIGIN: "http://buy.example.org" });
    expect(faults[0]).toMatchObject({ variable: "PUBLIC_ORIGIN" });
    expect(faults.length).toBeGreaterThan(1);
  });

  test.each(["local", "test", "demo"])("%s starts with a set of new secrets", (mode) => {
    expect(faultsOf({ ...SECRETS, DEPLOYMENT_MODE: mode })).toEqual([]);
  });

  test("no message holds a value", () => {
    const value = toBase64Url(new Uint8Array(20).fill(7));
    const said = faultsOf({
      DEPLOYMENT_MODE: value,
      SESSION_PEPPER: value,
      CURSOR_KEY: value,
      RECEIPT_SIGNING_KEY: value,
      LOG_SIGNING_KEY: value,
    });
    expect(said).toHaveLength(5);
    expect(JSON.stringify(said)).not.toContain(value);
  });
});

describe("where a mode may answer", () => {
  const OWN = [
    ["localhost", "127.0.0.1", "[::1]", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.9.9", "192.168.178.20"],
    ["169.254.1.1", "100.64.0.1", "[fe80::1]", "[fd00::1]", "laptop", "laptop.local", "onebell.test", "a.localhost"],
  ].flat();
  const PUBLIC = [
    ["onebell.example.org", "onebell.someone.workers.dev", "8.8.8.8", "172.32.0.1", "172.15.0.1", "100.128.0.1"],
    ["192.169.0.1", "[2001:db8::1]", "localhost.example.org", "127.0.0.1.nip.io", "local.org", "10.example.org"],
  ].flat();

  test.each(["local", "test"] as const)("%s on one's own network, nowhere else", (mode) => {
    expect(OWN.filter((host) => !mayAnswerAt(mode, host))).toEqual([]);
    expect(PUBLIC.filter((host) => mayAnswerAt(mode, host))).toEqual([]);
  });

  test.each(["demo", "live"] as const)("%s everywhere", (mode) => {
    expect([...OWN, ...PUBLIC].filter((host) => !mayAnswerAt(mode, host))).toEqual([]);
  });

  test("what is open to everybody stays at home: an open mailbox, operators on demand, planted faults", () => {
    for (const mode of DEPLOYMENT_MODES) {
      const { reach, mailbox, makesOperators, faultsOnDemand, money } = MODES[mode];
      if (mailbox === "open" || makesOperators || faultsOnDemand) expect(reach, mode).toBe("own-network");
      if (money === "provider") expect({ mailbox, makesOperators, faultsOnDemand }, mode).not.toContain(true);
    }
  });
});

describe("the answer of a deployment that is not configured", () => {
  const faults = [{ variable: "CURSOR_KEY", what: "is <not> set" }];

  test("is a problem for machines", async () => {
    const answer = notConfigured(new Request("https://onebell.test/api/v1/me"), faults);
    expect(answer.status).toBe(503);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await answer.json()).toMatchObject({ type: "about:blank", status: 503, slug: "not-configured", faults });
  });

  test("is a page for whoever opens it, which names the document that there is", async () => {
    const accept = "text/html,application/xhtml+xml";
    const answer = notConfigured(new Request("https://onebell.test/", { headers: { accept } }), faults);
    const html = await answer.text();
    expect(answer.status).toBe(503);
    expect(html).toContain("<code>CURSOR_KEY</code> is &lt;not> set.");
    const [document = ""] = /docs\/[\w.-]+/.exec(html) ?? [];
    expect(readFileSync(join(root, document), "utf8")).toContain("CURSOR_KEY");
  });
});
