/** What a version meets that was rolled back behind a newer one (ADR 0031). */
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { LOG_LEVEL } from "../../worker/core/group-buy/log-level.ts";
import { runSchemaSteps } from "../../worker/objects/schema-steps.ts";
import { SCHEMA_STEPS } from "../../worker/objects/group-buy/schema.ts";
import { prepareDatabases } from "../support/worker-life.ts";
import { accepted, faultsReported, onOpenStand, type Stand } from "../support/worker-stand.ts";

beforeAll(prepareDatabases);
afterEach(() => {
  vi.restoreAllMocks();
});

describe("schema steps of a group-buy", () => {
  test("K28: an object that a newer version has extended goes on, and keeps the newer count", async () => {
    await onOpenStand(async (stand) => {
      stand.state.storage.sql.exec("CREATE TABLE of_a_later_version (id TEXT PRIMARY KEY) STRICT");
      setMark(stand, "schema", SCHEMA_STEPS.length + 1);
      stand.restart();
      accepted(await stand.join("Bo"));
      expect(mark(stand, "schema")).toBe(SCHEMA_STEPS.length + 1); // Counted down, the step would run twice.
    });
  });
});

describe("a log that needs a reader of a higher level", () => {
  test("K28: nothing is judged, written or told, and it is said why; the newer version finds everything as it was", async () => {
    await onOpenStand(async (stand) => {
      const faults = faultsReported();
      const before = stand.events().length;
      setMark(stand, "log_level", LOG_LEVEL + 1);
      stand.restart();

      await expect(stand.join("Bo")).rejects.toThrow("written by a newer version of Onebell");
      await expect(stand.object.view({ personId: null, merchantId: null, isOperator: true })).rejects.toThrow("newer");
      await stand.object.alarm(); // Must not throw away its wake-up: it comes again until a version can read.
      expect(await stand.state.storage.getAlarm()).not.toBeNull();
      expect(stand.events()).toHaveLength(before);
      expect(faults()).toContain(`its log needs level ${LOG_LEVEL + 1}, this version reads ${LOG_LEVEL}`);

      setMark(stand, "log_level", LOG_LEVEL);
      stand.restart();
      accepted(await stand.join("Bo"));
      expect(stand.events().length).toBeGreaterThan(before);
    });
  });
});

test("steps of the other objects run once each, in order, and never backwards", async () => {
  await onOpenStand(async ({ state: { storage } }) => {
    const steps = [
      "CREATE TABLE one (a TEXT) STRICT",
      "ALTER TABLE one ADD COLUMN b TEXT",
      "INSERT INTO one VALUES ('x', 'y')",
    ];
    runSchemaSteps(storage, steps.slice(0, 1));
    runSchemaSteps(storage, steps);
    runSchemaSteps(storage, steps);
    runSchemaSteps(storage, steps.slice(0, 1)); // A rollback.
    runSchemaSteps(storage, steps);
    expect(storage.sql.exec("SELECT * FROM one").toArray()).toEqual([{ a: "x", b: "y" }]);

    expect(() => runSchemaSteps(storage, [...steps, "INSERT INTO one VALUES ('z', 'z')", "nonsense"])).toThrow();
    expect(storage.sql.exec("SELECT * FROM one").toArray()).toHaveLength(1); // All or nothing.
  });
});

function setMark({ state }: Stand, name: string, value: number): void {
  state.storage.sql.exec("INSERT OR REPLACE INTO marks (name, value) VALUES (?, ?)", name, value);
}

function mark({ state }: Stand, name: string): number | undefined {
  return state.storage.sql.exec<{ value: number }>("SELECT value FROM marks WHERE name = ?", name).toArray()[0]?.value;
}
