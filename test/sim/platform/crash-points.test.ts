/** The named moments at which a process may die, and a few of all others (docs/crash-safety.md), on the simulated platform. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { assert } from "../../../worker/core/result.ts";
import { nameOf, type Found } from "../../support/boundaries.ts";
import { CRASH_POINTS, findPoint } from "../../support/crash-points.ts";
import { cutAt, LIVES, lifeNamed } from "../../support/platform/cut-everywhere.ts";
import { nextSigner } from "../../support/platform/signer.ts";

const read = (file: string) => readFileSync(resolve(import.meta.dirname, "../../..", file), "utf8");

describe("the table", () => {
  test("has all twenty-eight, and each is played somewhere", () => {
    expect(CRASH_POINTS.map(({ id }) => id)).toEqual(
      Array.from({ length: 28 }, (_, n) => `K${String(n + 1).padStart(2, "0")}`),
    );
    expect(CRASH_POINTS.filter(({ met, alsoBy = [] }) => met === null && alsoBy.length === 0)).toEqual([]);
  });

  test("names tests that are there, and that name the point", () => {
    const named = CRASH_POINTS.flatMap(({ id, alsoBy = [] }) => alsoBy.map((one) => ({ id, ...one })));
    expect(named.filter(({ file, test: title }) => !read(file).includes(`test("${title}"`))).toEqual([]);
    expect(named.filter(({ id, test: title }) => !title.includes(id))).toEqual([]);
  });

  test("is that of the document, and where each is met is said there", () => {
    const rows = read("docs/crash-safety.md")
      .split("\n")
      .filter((line) => /^\| K\d\d/.test(line))
      .map((line) =>
        line
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    const said = rows.flatMap((cells) => (cells[0] ?? "").split(", ").map((id) => [id, cells.at(-1)]));
    expect(said).toEqual(
      CRASH_POINTS.map(({ id, met, alsoBy = [] }) => {
        const files = [...new Set(alsoBy.map(({ file }) => `\`${file}\``))];
        return [id, [...(met ? [RUNTIMES[met.only ?? "both"]] : []), ...files].join(", ")];
      }),
    );
  });
});

const RUNTIMES = { both: "both", simulated: "simulated", workers: "Workers" };

describe("killed there, it ends as it would have", () => {
  const points = CRASH_POINTS.filter(({ met }) => met !== null && met.only !== "workers");
  test.each(points.map((point) => [point.id, point.says, point] as const))("%s: %s", async (_, __, point) => {
    const { life: name = "", how } = point.met ?? {};
    const life = await lifeNamed(name);
    const moment = findPoint(point, life.found);
    assert(moment, `"${name}" comes by ${point.id}`);
    const { deaths, wrong, receipts } = await cutAt(life, {
      n: moment.n,
      ...(how === "refused" && { fate: "refuse" }),
      ...(how === "rekeyed" && { afterwards: { signer: () => nextSigner } }),
    });
    expect(wrong).toEqual([]);
    expect(deaths.map(placeOf)).toEqual([placeOf(moment)]);
    const signers = receipts.map(({ jws, leaf }) => (nextSigner.hasSigned(jws, leaf) ? "the next key" : "the key"));
    expect(new Set(signers)).toEqual(new Set([how === "rekeyed" ? "the next key" : "the key"]));
  });

  test.each(LIVES.map(({ name }) => name))("%s: in the middle of its boundaries", async (name) => {
    const life = await lifeNamed(name);
    expect((await cutAt(life, { n: Math.floor(life.found.length / 2) })).wrong).toEqual([]);
  });
});

/** What it writes is known only where it comes through. */
function placeOf(found: Found): string {
  return nameOf({ ...found, wrote: "" });
}
