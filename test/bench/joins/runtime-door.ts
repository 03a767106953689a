/**
 * `wrangler dev` stands a proxy, a second runtime, before the one that runs the Worker: a convenience of development that
 * would be measured with it. This finds the door of the runtime itself among what our child processes listen on.
 */
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";

const LISTENING = "0A";

export interface Runtime {
  readonly door: string;
  /** Null where it cannot be found. */
  readonly pid: number | null;
}

/** The runtime's own origin, or `origin` where it cannot be found (without Linux's /proc). */
export async function runtimeDoor(origin: string): Promise<string> {
  return (await findRuntime(origin)).door;
}

export async function findRuntime(origin: string): Promise<Runtime> {
  if (!existsSync("/proc/net/tcp")) return { door: origin, pid: null };
  const owners = new Map(descendantsOf(process.pid).flatMap((pid) => socketsOf(pid).map((inode) => [inode, pid])));
  const ports = readFileSync("/proc/net/tcp", "utf8")
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === LISTENING && owners.has(inode ?? ""))
    .map(([, address, , , , , , , , inode]) => ({
      port: Number.parseInt(address?.split(":")[1] ?? "", 16),
      pid: owners.get(inode ?? "") ?? null,
    }));
  for (const { port, pid } of ports) {
    const door = `http://127.0.0.1:${port}`;
    if (String(port) !== new URL(origin).port && (await answers(door))) return { door, pid };
  }
  return { door: origin, pid: null };
}

/** Processor time of all threads of a process so far, in ms; NaN where it cannot be read. */
export function cpuMs(pid: number | null): number {
  try {
    return readdirSync(`/proc/${pid}/task`)
      .map((thread) => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]) / 1e6)
      .reduce((sum, each) => sum + each, 0);
  } catch {
    return NaN; // Without Linux's /proc.
  }
}

async function answers(door: string): Promise<boolean> {
  const response = await fetch(`${door}/healthz`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
  const text = await response?.text().catch(() => "");
  return response?.ok === true && text?.includes("alive") === true;
}

function descendantsOf(pid: number): number[] {
  const parents = new Map(
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(name)]),
  );
  const isOurs = (each: number): boolean => {
    for (let at: number | undefined = each; at !== undefined && at !== 0; at = parents.get(at))
      if (at === pid) return true;
    return false;
  };
  return [...parents.keys()].filter((each) => each !== pid && isOurs(each));
}

/** Field 4 of /proc/<pid>/stat, after the name, which may hold anything but ends with the last bracket. */
function parentOf(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return 0; // It has ended meanwhile.
  }
}

/** The inodes of the sockets that a process has open. */
function socketsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap(
      (descriptor) => /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${descriptor}`))?.[1] ?? [],
    );
  } catch {
    return []; // As above.
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}
