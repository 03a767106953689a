/** The page's part of being kept (`kept-page.ts`): it says which files it has needed, and is told whether they are kept. */
import { PAGE } from "./kept-page.ts";
import { filesOfThread } from "./check-in-worker.ts";
import { filesHere } from "./files-here.ts";

/** This very page came from what the browser keeps. */
export function isKeptPage(): boolean {
  return document.documentElement.dataset["kept"] !== undefined;
}

/**
 * Keeps the page for when there is no network.
 *
 * @returns whether it is kept now; false in browsers without service workers, and for a page that was not loaded as itself:
 * of what it took along from other pages not everything may be known
 */
export async function keepForOffline(): Promise<boolean> {
  const [loaded] = performance.getEntriesByType("navigation");
  if (!("serviceWorker" in navigator) || loaded === undefined || new URL(loaded.name).pathname !== PAGE) return false;
  await navigator.serviceWorker.register("/service-worker.js", { scope: PAGE, type: "module" });
  const { active } = await navigator.serviceWorker.ready;
  if (active === null) return false;
  const files = [...filesHere(), ...(await filesOfThread())];
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<boolean>((done) => {
    port1.onmessage = ({ data }: MessageEvent<boolean>) => done(data);
  });
  active.postMessage(files, [port2]);
  return answer;
}
