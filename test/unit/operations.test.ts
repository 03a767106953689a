/** docs/operations.md against the tools that it calls: each command, subcommand, flag and name, as the tool itself knows them. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newDevVars } from "../../scripts/dev-vars.ts";
import { findInConfig, requiredSecrets } from "../../scripts/doctor/deployment.ts";
import { AFTER_BELL_MS, BEFORE_BELL_MS, freeFromMs, whyNot } from "../../scripts/freeze.ts";
import { root } from "../../scripts/tools.ts";
import { commandsIn, faultsOfCommand } from "../support/operator-commands.ts";

const document = readFileSync(join(root, "docs/operations.md"), "utf8");

describe("the operator's document", () => {
  const commands = commandsIn(document);

  test("has commands for everything from an account to a backup", () => {
    expect(commands.length).toBeGreaterThan(20);
    for (const need of ["d1 create", "migrations apply", "secrets", "doctor", "deploy", "rollback", "export"]) {
      expect(
        commands.some((command) => command.includes(need)),
        need,
      ).toBe(true);
    }
  });

  test.each(commands)("%s", (command) => {
    expect(faultsOfCommand(command)).toEqual([]);
  });

  test.each([
    ["a misspelt flag", "npx wrangler deploy --secret-file production.vars"],
    ["a command that is not there", "npx wrangler d1 migrations run onebell-catalogue --remote"],
    ["another database", "npx wrangler d1 migrations apply onebell-catalog --remote"],
    ["a database left out", "npx wrangler d1 export --remote --output a.sql"],
    ["a script that is not there", "npm run deploi -- --wait"],
    ["a flag that our script does not take", "npm run -s doctor -- --secret production.vars"],
    ["a call that is not there", "curl -sS -X POST https://buy.example.org/api/v1/operator/search/build"],
    ["a program of somebody else's machine", "wget https://example.org/x"],
  ])("%s would be noticed", (_, command) => {
    expect(faultsOfCommand(command)).not.toEqual([]);
  });

  test("names every variable that the Worker reads, and every secret that wrangler asks for", () => {
    const read = [...readFileSync(join(root, "worker/env.ts"), "utf8").matchAll(/(?:textOf|required)\("([A-Z_]+)"\)/g)];
    const names = new Set([...read.map(([, name = ""]) => name), ...requiredSecrets()]);
    expect(names.size).toBeGreaterThanOrEqual(7);
    const documents = document + readFileSync(join(root, "docs/mail.md"), "utf8"); // It has a page of its own.
    for (const name of names) expect(documents, name).toContain(`\`${name}\``);
    for (const name of requiredSecrets()) expect(newDevVars(), name).toContain(`${name}=`);
  });

  test("the repository's own wrangler.toml lacks the ids of the two databases, and nothing else", () => {
    const faults = findInConfig().filter(({ isGood }) => !isGood);
    expect(faults.map(({ todo }) => todo.split(",")[0])).toEqual([
      "npx wrangler d1 create onebell-catalogue",
      "npx wrangler d1 create onebell-search",
    ]);
    expect(existsSync(join(root, "migrations/catalogue"))).toBe(true);
  });
});

describe("the freeze before a bell", () => {
  const NOW = 1_795_350_000_000;
  const agenda = (...bellsAtMs: number[]) => ({ bellsAtMs, dueCount: 0 });

  test("nothing near, nothing due: nothing stands against it", () => {
    expect(whyNot(NOW, agenda())).toBeNull();
    expect(whyNot(NOW, agenda(NOW + BEFORE_BELL_MS + 1))).toBeNull();
    expect(whyNot(NOW, agenda(NOW - AFTER_BELL_MS))).toBeNull();
  });

  test("a bell within five minutes is told with the end of the freeze; so is one that has just rung", () => {
    expect(whyNot(NOW, agenda(NOW + BEFORE_BELL_MS))).toContain(new Date(NOW + BEFORE_BELL_MS).toISOString());
    expect(whyNot(NOW, agenda(NOW - 1))).toContain(new Date(NOW - 1 + AFTER_BELL_MS).toISOString());
  });

  test("what is due and not done stands against it too", () => {
    expect(whyNot(NOW, { bellsAtMs: [], dueCount: 2 })).toContain("2 group-buys");
  });

  test("the moment that is named is the first that is far from every bell", () => {
    const offsets = fc.array(fc.integer({ min: -AFTER_BELL_MS, max: 3_600_000 }), { maxLength: 12 });
    fc.assert(
      fc.property(offsets, (list) => {
        const bells = list.map((offset) => NOW + offset).sort((a, b) => a - b);
        const isFree = (atMs: number) =>
          bells.every((bellMs) => atMs < bellMs - BEFORE_BELL_MS || atMs >= bellMs + AFTER_BELL_MS);
        const freeMs = freeFromMs(NOW, agenda(...bells));
        expect(isFree(freeMs)).toBe(true);
        const earlier = [NOW, ...bells.map((bellMs) => bellMs + AFTER_BELL_MS)].filter(
          (atMs) => atMs >= NOW && atMs < freeMs,
        );
        expect(earlier.filter(isFree)).toEqual([]);
      }),
    );
  });
});
