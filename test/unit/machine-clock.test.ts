import { expect, test, vi } from "vitest";
import { createMachineClock } from "../../worker/adapters/clock.ts";
import { createCountingIds, createHandClock } from "../support/edge-doubles.ts";

test("ADR 0017: a machine's clock has a name of chance, made when it is first asked for and kept until it is given up", () => {
  const { randomBytes } = createCountingIds(createHandClock());
  const chance = vi.fn(randomBytes);
  const clock = createMachineClock({ randomBytes: chance });
  clock.nowMs();
  expect(chance).not.toHaveBeenCalled(); // The platform has none to offer before the first event.

  const { name } = clock;
  expect(name).toMatch(/^[0-9a-f]{8}$/);
  expect(clock.name).toBe(name);
  clock.rename();
  expect(clock.name).not.toBe(name);
  expect(chance).toHaveBeenCalledTimes(2);
});
