/** Asks the meter of the measured Worker for what it has noted about its objects. */
import { z } from "zod";
import type { Diary } from "./figures.ts";
import { lineTo } from "./watcher.ts";

const DIARY_FRAME = "diary";
const DiaryFrame = z.object({
  t: z.literal(DIARY_FRAME),
  startsAtMs: z.array(z.number()),
  stretchMs: z.number(),
  entries: z.array(z.object({ atMs: z.number(), events: z.number(), workMs: z.number() })),
});

export async function readDiary(origin: string, groupBuyId: string): Promise<Diary> {
  const socket = lineTo(origin, groupBuyId);
  try {
    const text = await new Promise<string>((resolve, reject) => {
      socket.once("open", () => socket.send(DIARY_FRAME)).once("error", reject);
      socket.on("message", (data: Buffer) => {
        const said = data.toString("utf8");
        if (said.startsWith(`{"t":"${DIARY_FRAME}"`)) resolve(said);
      });
    });
    return DiaryFrame.parse(JSON.parse(text));
  } finally {
    socket.terminate();
  }
}
