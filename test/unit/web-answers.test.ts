/** What a form is told when it is refused, and by what the next press goes. */
import { describe, expect, test } from "vitest";
import type { AttemptReceipt } from "../../worker/contract/group-buy.ts";
import { problem } from "../../worker/contract/problems.ts";
import { refuse } from "../../web/lib/server/answers.ts";

const event = { locals: { locale: "en" } };
const PRESSED = "01890a5d-ac96-774b-bcce-b302099a8057";

const attempt: AttemptReceipt = {
  ...{ groupBuyId: "gb_1", command: "change", commandHash: "0".repeat(64), code: "busy", outcome: "no-answer" },
  ...{ recvMs: null, edgeMs: 1, client: null, statement: "{}", jws: "a.b.c" },
};

describe("T6: after a refusal", () => {
  test("what was judged is judged: the next press is another one", async () => {
    const { status, data } = await refuse(event, problem("group-full"), { commandId: PRESSED });
    expect(status).toBe(409);
    expect(data.refusal.commandId).toMatch(/^[0-9a-f-]{36}$/);
    expect(data.refusal.commandId).not.toBe(PRESSED);
  });

  test("where nobody said what became of it, the next press is the same one, and cannot count twice", async () => {
    const { data } = await refuse(event, problem("busy", { attempt }), { commandId: PRESSED });
    expect(data.refusal).toMatchObject({ commandId: PRESSED, attempt });
  });

  test("a form that sent none is given none to send again", async () => {
    const { data } = await refuse(event, problem("busy", { attempt }), {});
    expect(data.refusal).not.toHaveProperty("commandId");
  });
});
