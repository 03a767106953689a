import { expect, test } from "vitest";
import { SECOND } from "../support/group-buy-terms.ts";
import { ORIGIN } from "../support/worker-life.ts";
import { accepted, BELL, onOpenStand, type Stand } from "../support/worker-stand.ts";

const CROWD = 200;

test("T3: before the bell of a crowd nothing is called and nothing mirrored, and nobody waits for a decision", async () => {
  await onOpenStand(async (stand) => {
    await gather(stand, CROWD);
    stand.at(BELL - SECOND);
    const mirrored = stand.mirror.throughSeq;
    const { membership } = accepted(await stand.join("mia"));
    expect(membership?.state).toBe("held");
    await turns();
    expect(stand.legs().map(({ pending }) => pending)).toEqual([null, "open"]);
    expect(stand.mirror.throughSeq).toBe(mirrored);

    stand.at(BELL);
    await stand.object.poke();
    await stand.rest();
    expect(stand.memberOf("mia").state).toBe("refunded"); // Verified within the grace, counted, and below the minimum all the same.
    expect(stand.events()).toContain("closed");
  });
});

test("T3: what waited goes on by itself when the rush is over, even if nothing else happens", async () => {
  await onOpenStand(async (stand) => {
    await gather(stand, CROWD);
    stand.at(BELL - 50);
    accepted(await stand.join("mia"));
    stand.at(BELL);
    await stand.rest();
    expect(stand.legs().every(({ pending }) => pending === null)).toBe(true);
  });
});

test("with few lines open nothing waits", async () => {
  await onOpenStand(async (stand) => {
    await gather(stand, CROWD - 1);
    stand.at(BELL - SECOND);
    accepted(await stand.join("mia"));
    await stand.rest();
    expect(stand.memberOf("mia").state).toBe("active");
  });
});

async function gather(stand: Stand, size: number): Promise<void> {
  const request = () => new Request(`${ORIGIN}/ws`, { headers: { upgrade: "websocket" } });
  for (let n = 0; n < size; n += 1) (await stand.object.fetch(request())).webSocket?.accept();
}

/** Lets everything that has been started come to its end or to a wait. */
async function turns(): Promise<void> {
  for (let n = 0; n < 5; n += 1) await new Promise((resolve) => setTimeout(resolve, 1));
}
