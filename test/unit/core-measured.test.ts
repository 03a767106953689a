import { expect, test } from "vitest";
import { measuredIn } from "../../worker/core/measure/measured.ts";
import { openStage } from "../support/group-buy-kit.ts";
import { CLOSES } from "../support/group-buy-terms.ts";

test("T2: by how much each late join missed the bell is measured; what came in time or was refused for another reason is not", () => {
  const stage = openStage();
  stage.at(CLOSES - 2).join("Ada");
  stage.at(CLOSES - 1).join("Bob", { quantity: 0 });
  stage.at(CLOSES).join("Cem");
  stage.at(CLOSES + 7).join("Dag");
  expect(measuredIn(stage.logged.map(({ event }) => event))).toEqual([
    { metric: "refused_late", ms: 0 },
    { metric: "refused_late", ms: 7 },
  ]);
});
