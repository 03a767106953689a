import "reflect-metadata";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo } from "node:net";
import { request } from "node:https";
import { type NetworkInterfaceInfo, tmpdir } from "node:os";
import { join } from "node:path";
import * as x509 from "@peculiar/x509";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { lanAddresses } from "../../scripts/phone/addresses.ts";
import { certificateIn, isUsable, makeCertificate, namesOf } from "../../scripts/phone/certificate.ts";
import { type PhoneListener, startPhoneListener } from "../../scripts/phone/listener.ts";
import { words } from "../../scripts/phone/phone.ts";
import { asSent } from "../../worker/http/tls-front.ts";

const NOW_MS = Date.now();
const DAY_MS = 86_400_000;

function info(address: string, internal = false): NetworkInterfaceInfo {
  const base = { address, netmask: "", mac: "", internal, cidr: null };
  return address.includes(":") ? { ...base, family: "IPv6", scopeid: 0 } : { ...base, family: "IPv4" };
}

describe("which address a phone is told", () => {
  test("a private IPv4 of a real interface before all others; containers and tunnels last; none that cannot be typed", () => {
    const addresses = lanAddresses({
      lo: [info("127.0.0.1", true), info("::1", true)],
      docker0: [info("172.17.0.1")],
      tailscale0: [info("100.101.2.3")],
      eth0: [info("203.0.113.9"), info("fe80::1"), info("2001:db8::9")],
      wlan0: [info("192.168.1.7")],
      usb0: [info("169.254.3.4")],
    });
    expect(addresses).toEqual(["192.168.1.7", "203.0.113.9", "2001:db8::9", "172.17.0.1", "100.101.2.3"]);
  });

  test("no network, no address", () => {
    expect(lanAddresses({ lo: [info("127.0.0.1", true)] })).toEqual([]);
    expect(lanAddresses({ eth0: undefined })).toEqual([]);
  });

  test("the terminal shows the address, its code, the others and why the phone warns", () => {
    const shown = words("2001:db8::9", ["10.0.0.2"], 8803);
    expect(shown).toContain("https://[2001:db8::9]:8803");
    expect(shown).toContain("https://10.0.0.2:8803");
    expect(shown).toMatch(/[▀▄█]{3}/);
    expect(shown).toContain("made the certificate");
  });
});

describe("the certificate", () => {
  const names = ["192.168.1.7", "2001:db8::7", "desk.local", "localhost"];

  test("names every address and name, is for servers, vouches for nobody else, and lasts as long as phones accept", async () => {
    const { cert } = await makeCertificate(names, NOW_MS);
    const certificate = new x509.X509Certificate(cert);
    expect(namesOf(certificate)).toEqual(names);
    expect(certificate.getExtension(x509.BasicConstraintsExtension)?.ca).toBe(false);
    expect(certificate.getExtension(x509.ExtendedKeyUsageExtension)?.usages).toEqual(["1.3.6.1.5.5.7.3.1"]);
    expect(certificate.notAfter.getTime() - certificate.notBefore.getTime()).toBeLessThan(398 * DAY_MS);
    expect(await certificate.verify({ date: new Date(NOW_MS) })).toBe(true);
  });

  test("serves until a week before its end, for the names it has", async () => {
    const { cert } = await makeCertificate(names, NOW_MS);
    expect(isUsable(cert, names.slice(1), NOW_MS)).toBe(true);
    expect(isUsable(cert, [...names, "192.168.1.8"], NOW_MS)).toBe(false);
    expect(isUsable(cert, names, NOW_MS + 82 * DAY_MS)).toBe(true);
    expect(isUsable(cert, names, NOW_MS + 84 * DAY_MS)).toBe(false);
    expect(isUsable(cert, names, NOW_MS - 2 * DAY_MS)).toBe(false);
    expect(isUsable("rubbish", names, NOW_MS)).toBe(false);
  });

  test("is kept for nobody but its owner, taken again, and made anew where the addresses have changed", async () => {
    const dir = mkdtempSync(join(tmpdir(), "onebell-phone-"));
    try {
      const first = await certificateIn(dir, names, NOW_MS);
      expect(statSync(join(dir, "phone.json")).mode & 0o777).toBe(0o600);
      expect(await certificateIn(dir, names, NOW_MS + DAY_MS)).toEqual(first);
      const moved = await certificateIn(dir, [...names, "10.1.1.1"], NOW_MS + DAY_MS);
      expect(moved.cert).not.toBe(first.cert);
      expect(statSync(join(dir, "phone.json")).mode & 0o777).toBe(0o600);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});

describe("the listener in front of a server", () => {
  const names = ["127.0.0.1", "localhost"];
  const heard: IncomingMessage["headers"][] = [];
  const behind = createServer((incoming, response) => {
    heard.push(incoming.headers);
    response.setHeader("strict-transport-security", "max-age=31536000");
    response.setHeader("set-cookie", "__Host-session=1; Path=/; Secure; HttpOnly");
    incoming.pipe(response);
  });
  const lines = new WebSocketServer({ server: behind });
  let ca = "";
  let listener: PhoneListener;

  beforeAll(async () => {
    lines.on("connection", (line, incoming) => {
      heard.push(incoming.headers);
      line.on("message", (text: Buffer) => line.send(`heard ${text.toString()}`));
    });
    await new Promise<void>((resolve) => behind.listen(0, "127.0.0.1", resolve));
    const { port } = behind.address() as AddressInfo; // A server that listens on a port has one.
    const certificate = await makeCertificate(names, NOW_MS);
    ca = certificate.cert;
    const target = `http://127.0.0.1:${port}`;
    listener = await startPhoneListener({ certificate, names, port: 0, target, frontKey: "secret" });
  });
  afterAll(async () => {
    await listener.stop();
    for (const line of lines.clients) line.terminate();
    behind.close();
  });

  function send(headers: Record<string, string> = {}, body = "") {
    return new Promise<{ status: number; headers: IncomingMessage["headers"]; text: string }>((resolve, reject) => {
      const sent = request(
        {
          host: "127.0.0.1",
          servername: "localhost",
          port: listener.port,
          path: "/x?y=1",
          method: "POST",
          headers,
          ca,
          agent: false,
        },
        (answer) => {
          let text = "";
          answer.on("data", (part) => (text += String(part)));
          answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
        },
      );
      sent.on("error", reject).end(body);
    });
  }

  test("HTTPS is trusted by its certificate; body, host and cookies pass; nobody is told to insist on TLS", async () => {
    const answer = await send({}, "press");
    expect(answer).toMatchObject({ status: 200, text: "press" });
    expect(answer.headers["set-cookie"]).toEqual(["__Host-session=1; Path=/; Secure; HttpOnly"]);
    expect(answer.headers["strict-transport-security"]).toBeUndefined();
    expect(heard.at(-1)).toMatchObject({ host: `127.0.0.1:${listener.port}`, "x-onebell-front": "secret" });
  });

  test("what only a proxy may say is not believed from a phone", async () => {
    const forged = {
      "x-forwarded-proto": "http",
      "x-forwarded-host": "evil.example",
      forwarded: "host=evil.example",
      "cf-connecting-ip": "1.2.3.4",
      "mf-original-url": "http://evil.example/",
      "x-onebell-origin": "guess",
      "x-onebell-front": "guess",
    };
    await send(forged);
    const passed = heard.at(-1) ?? {};
    expect(passed["x-onebell-front"]).toBe("secret");
    for (const name of Object.keys(forged)) if (name !== "x-onebell-front") expect(passed[name]).toBeUndefined();
  });

  test("under another name it does not answer (a name of somebody's that leads here)", async () => {
    const before = heard.length;
    expect((await send({ host: "evil.example" })).status).toBe(421);
    expect(heard).toHaveLength(before);
  });

  test("a socket goes through with its origin, and ends when the listener does", async () => {
    const origin = `https://localhost:${listener.port}`;
    const line = new WebSocket(`wss://localhost:${listener.port}/ws`, { ca, origin });
    await new Promise((resolve, reject) => line.once("open", resolve).once("error", reject));
    const answered = new Promise((resolve) => line.once("message", (text: Buffer) => resolve(text.toString())));
    line.send("bell");
    expect(await answered).toBe("heard bell");
    const passed = Buffer.from(origin).toString("base64url");
    expect(heard.at(-1)).toMatchObject({ "x-onebell-origin": passed, "x-onebell-front": "secret" });
    line.terminate();
  });

  test("a server that is away is a plain answer, not the end of the launcher", async () => {
    const certificate = await makeCertificate(names, NOW_MS);
    const lost = await startPhoneListener({
      ...{ certificate, names, port: 0, frontKey: "k" },
      target: "http://127.0.0.1:9",
    });
    const status = await new Promise((resolve, reject) =>
      request({ host: "127.0.0.1", port: lost.port, ca: certificate.cert, agent: false }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on("error", reject)
        .end(),
    );
    expect(status).toBe(502);
    await lost.stop();
  });
});

describe("the Worker behind it", () => {
  const sent = (headers: Record<string, string>) => new Request("http://192.168.1.7:8791/g/1?a=b", { headers });

  test("takes the address for https where the secret of this start is shown, and hides the secret from all that follows", () => {
    const seen = asSent(sent({ "x-onebell-front": "secret", cookie: "a=b" }), "secret");
    expect(seen.url).toBe("https://192.168.1.7:8791/g/1?a=b");
    expect(Object.fromEntries(seen.headers)).toEqual({ cookie: "a=b" });
  });

  test("hears the origin that the phone sent, whatever became of the header on the way; from others it hears none", () => {
    const origin = Buffer.from("https://192.168.1.7:8791").toString("base64url");
    const moved = { origin: "http://localhost:8790", "x-onebell-origin": origin };
    expect(asSent(sent({ ...moved, "x-onebell-front": "secret" }), "secret").headers.get("origin")).toBe(
      "https://192.168.1.7:8791",
    );
    const forged = asSent(sent({ ...moved, "x-onebell-front": "guess" }), "secret");
    expect(Object.fromEntries(forged.headers)).toEqual({ origin: "http://localhost:8790" });
  });

  test.each([
    ["another secret", { "x-onebell-front": "guess" }, "secret"],
    ["no listener", { "x-onebell-front": "secret" }, null],
    ["an empty one", { "x-onebell-front": "" }, null],
    ["what others believe", { "x-forwarded-proto": "https" }, "secret"],
  ])("%s changes nothing", (_, headers, frontKey) => {
    expect(asSent(sent(headers), frontKey).url).toBe("http://192.168.1.7:8791/g/1?a=b");
  });

  test("a command keeps its method and its body", async () => {
    const headers = { "x-onebell-front": "secret", "content-type": "application/json" };
    const command = new Request("http://192.168.1.7:8791/api", { method: "POST", body: "{}", headers });
    const seen = asSent(command, "secret");
    expect([seen.method, await seen.text(), seen.headers.get("content-type")]).toEqual([
      "POST",
      "{}",
      "application/json",
    ]);
  });
});
