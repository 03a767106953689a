import { inflateSync, crc32 } from "node:zlib";
import { describe, expect, test } from "vitest";
import { bellFile, type BellEntry } from "../../worker/core/calendar/bell-file.ts";
import { codeOf, groupBuyTag, parseCode } from "../../worker/core/group-buy/state/tag.ts";
import { utf8Bytes } from "../../worker/core/text.ts";
import type { GroupBuyResource } from "../../worker/contract/group-buy.ts";
import { fixtures } from "../../web/lib/fixtures/group-buys.ts";
import { canDraw, Canvas, widthOf } from "../../web/lib/share/canvas.ts";
import { linkPicture } from "../../web/lib/share/picture.ts";
import { encodePng } from "../../web/lib/share/png.ts";
import { drawQr, qrSvg } from "../../web/lib/share/qr.ts";

const BELL: BellEntry = {
  groupBuyId: "gb_01k9zsj5a2f7w9h4m3t8000001",
  revision: 0,
  closesAtMs: Date.UTC(2026, 11, 1, 11, 30),
  stampMs: Date.UTC(2026, 10, 27, 9, 5, 3, 250),
  summary: "The bell: Oil; green, cold\\pressed",
  description: "One line\nand another",
  url: "https://onebell.test/g/gb_01k9zsj5a2f7w9h4m3t8000001",
  standing: "sure",
};

describe("C1: the calendar file", () => {
  test("is RFC 5545 to the byte", () => {
    expect(bellFile(BELL)).toBe(
      [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Onebell//The bell//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        "UID:gb_01k9zsj5a2f7w9h4m3t8000001@onebell",
        "SEQUENCE:0",
        "DTSTAMP:20261127T090503Z",
        "DTSTART:20261201T113000Z",
        "SUMMARY:The bell: Oil\\; green\\, cold\\\\pressed",
        "DESCRIPTION:One line\\nand another",
        "URL:https://onebell.test/g/gb_01k9zsj5a2f7w9h4m3t8000001",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:-PT10M",
        "DESCRIPTION:The bell: Oil\\; green\\, cold\\\\pressed",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
      ].join("\r\n"),
    );
  });

  test("a moved deadline is the same entry, later", () => {
    const moved = bellFile({ ...BELL, revision: 2, closesAtMs: BELL.closesAtMs + 86_400_000 });
    expect(moved).toContain("UID:gb_01k9zsj5a2f7w9h4m3t8000001@onebell\r\nSEQUENCE:2\r\n");
    expect(moved).toContain("DTSTART:20261202T113000Z");
  });

  test("what was called off is taken out of the calendar, and rings nothing", () => {
    const off = bellFile({ ...BELL, revision: 2, standing: "moot" });
    expect(off).toContain("SEQUENCE:3\r\n");
    expect(off).toContain("STATUS:CANCELLED");
    expect(off).not.toContain("VALARM");
    expect(bellFile({ ...BELL, standing: "suspended" })).toContain("STATUS:TENTATIVE");
  });

  test("long lines are folded at 75 octets, no character is cut, and unfolding gives them back", () => {
    const summary = "ﷺ olive oil 🫒 ".repeat(30).trim();
    const file = bellFile({ ...BELL, summary });
    for (const line of file.split("\r\n")) expect(utf8Bytes(line)).toBeLessThanOrEqual(75);
    expect(file.isWellFormed()).toBe(true);
    expect(file.replaceAll("\r\n ", "")).toContain(`SUMMARY:${summary}\r\n`);
    expect(file.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });

  test("nothing in a title can end its line and begin a property", () => {
    const file = bellFile({ ...BELL, summary: "x\r\nATTACH:https://evil.test" });
    expect(file).not.toMatch(/^ATTACH/m);
  });
});

describe("C2: short links", () => {
  test("a code is the end of the id, and names its tag", () => {
    expect(codeOf(BELL.groupBuyId)).toBe("000001");
    expect(groupBuyTag(parseCode("00000z") ?? "")).toBe(31);
  });

  test("it may be read aloud and typed: either case, I and L for 1, O for 0", () => {
    expect(parseCode("7f3k22")).toBe("7f3k22");
    expect(parseCode("7F3K22")).toBe("7f3k22");
    expect(parseCode("OIL7F3")).toBe("0117f3");
  });

  test.each(["", "7f3k2", "7f3k222", "7f3ku2", "gb_01k9zsj5a2f7w9h4m3t8000001", "7f3k2é"])("%s is none", (text) => {
    expect(parseCode(text)).toBeNull();
  });
});

describe("C2: the QR code", () => {
  test("keeps four light modules around it, and its three finders", () => {
    const { size, path } = drawQr("https://onebell.test/g/7F3K22");
    const dark = modulesOf(path, size);
    expect(size).toBe(29 + 8); // Version 2 at level M holds 26 bytes; this link has 29, so it is version 3.
    for (let i = 0; i < size; i += 1) {
      for (const edge of [0, 1, 2, 3, size - 4, size - 1]) {
        expect(dark[edge]?.[i]).toBe(false);
        expect(dark[i]?.[edge]).toBe(false);
      }
    }
    for (const [x, y] of [
      [4, 4],
      [size - 11, 4],
      [4, size - 11],
    ] as const) {
      expect(dark[y]?.slice(x, x + 7)).toEqual(Array(7).fill(true));
      expect(dark[y + 1]?.slice(x, x + 7)).toEqual([true, false, false, false, false, false, true]);
    }
  });

  test("as a file it is black on white", () => {
    expect(qrSvg("x")).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 29 29".*fill="#fff"/);
  });
});

function modulesOf(path: string, size: number): boolean[][] {
  const dark = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  for (const [, x = "", y = "", width = ""] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\1z/g)) {
    for (let i = 0; i < Number(width); i += 1) (dark[Number(y)] ?? [])[Number(x) + i] = true;
  }
  return dark;
}

/** Fixtures differ in what their viewer has paid; a picture is for everybody. */
function looks({ state, reason, price, quantity, awards, incident }: GroupBuyResource): string {
  return JSON.stringify([state, reason, price.tiers.length, quantity.verified, awards?.length, incident !== undefined]);
}

describe("C3: the picture of a link", () => {
  test("every state has one: a PNG of 1200 × 630 that any decoder takes", async () => {
    const unlike = new Map(fixtures(Date.UTC(2026, 10, 27)).map((fixture) => [looks(fixture.groupBuy), fixture]));
    expect(unlike.size).toBeGreaterThan(15);
    for (const { name, groupBuy } of unlike.values()) {
      const { width, height, pixels, palette } = decode(await linkPicture(groupBuy));
      expect([width, height], name).toEqual([1_200, 630]);
      expect(Math.max(...pixels) * 3, name).toBeLessThan(palette.length);
    }
  });

  test("the board has the colour of the state, and the marker stands in it", async () => {
    const all = fixtures(Date.UTC(2026, 10, 27));
    const pictureOf = async (name: string) => {
      const found = all.find((fixture) => fixture.name === name);
      if (found === undefined) throw new Error(`no fixture ${name}`);
      return decode(await linkPicture(found.groupBuy));
    };
    expect((await pictureOf("open")).colourAt(5, 5)).toEqual([0x24, 0x30, 0xc8]);
    expect((await pictureOf("settled")).colourAt(5, 5)).toEqual([0x00, 0x69, 0x5f]);
    expect((await pictureOf("failed-below-minimum")).colourAt(5, 5)).toEqual([0x3a, 0x3f, 0x55]);
    expect((await pictureOf("open")).colourAt(1_190, 620)).toEqual([0xff, 0xff, 0xff]);
  });

  test("W7: a price that was not reached is not shown", async () => {
    const all = fixtures(Date.UTC(2026, 10, 27));
    const failed = all.find(({ name }) => name === "failed-below-minimum")?.groupBuy;
    if (failed === undefined) throw new Error("no fixture");
    const whiteIn = async (state: typeof failed.state) => {
      const { colourAt } = decode(await linkPicture({ ...failed, state }));
      let white = 0;
      for (let x = 60; x < 600; x += 1) for (let y = 160; y < 320; y += 1) if (colourAt(x, y)[0] === 0xff) white += 1;
      return white;
    };
    expect(await whiteIn("open")).toBeGreaterThan(5_000);
    expect(await whiteIn("failed")).toBe(0);
  });

  test("a currency without a sign in the face is written by its code", () => {
    expect(canDraw("€1,234.50")).toBe(true);
    expect(canDraw("₹1")).toBe(false);
    expect(canDraw("INR 1,234.50")).toBe(true);
    expect(widthOf("11", 100)).toBeCloseTo(2 * widthOf("1", 100));
  });

  test("a shape covers what lies inside of it, and half of a pixel is half a shade", async () => {
    const canvas = new Canvas(4, 2, [0, 0, 0]);
    canvas.rectangle([1, 0], [1.5, 2], [150, 150, 150], [0, 0, 0]);
    const { colourAt } = decode(await encodePng(canvas.pixels, canvas.width, canvas.palette));
    expect([0, 1, 2, 3].map((x) => colourAt(x, 1)[0])).toEqual([0, 150, 80, 0]);
  });
});

/** By Node's own inflate and checksum (ISO 3309), not by ours. */
function decode(png: Uint8Array) {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(0, 8).toString("hex")).toBe("89504e470d0a1a0a");
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString("latin1", at + 4, at + 8);
    chunks.set(name, bytes.subarray(at + 8, at + 8 + length));
    expect(crc32(bytes.subarray(at + 4, at + 8 + length)), name).toBe(bytes.readUInt32BE(at + 8 + length));
    at += 12 + length;
  }
  expect([...chunks.keys()]).toEqual(["IHDR", "PLTE", "IDAT", "IEND"]);
  const header = chunks.get("IHDR") ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  expect([...header.subarray(8)]).toEqual([8, 3, 0, 0, 0]);
  const rows = inflateSync(chunks.get("IDAT") ?? Buffer.alloc(0));
  expect(rows.length).toBe((width + 1) * height);
  const palette = chunks.get("PLTE") ?? Buffer.alloc(0);
  const pixels = Array.from({ length: height }, (_, y) => [
    ...rows.subarray(y * (width + 1) + 1, (y + 1) * (width + 1)),
  ]);
  const colourAt = (x: number, y: number) => {
    const at = (pixels[y]?.[x] ?? 0) * 3;
    return [...palette.subarray(at, at + 3)];
  };
  return { width, height, pixels: pixels.map((row) => Math.max(...row)), palette, colourAt };
}
