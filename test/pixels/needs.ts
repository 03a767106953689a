/** What this measurement needs of the machine. It takes namespaces and devices, so it asks for more than other tests. */
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { findChromium, WHAT_TO_INSTALL } from "../../scripts/chromium.ts";

const PROGRAMS: readonly (readonly [program: string, debianPackage: string])[] = [
  ["Xvfb", "xvfb"],
  ["python3", "python3"],
  ["ip", "iproute2"],
  ["unshare", "util-linux"],
  ["nsenter", "util-linux"],
  ["chrt", "util-linux"],
];

/** One line for each thing that is missing, with what helps; empty when all is there. */
export function missingNeeds(): string[] {
  if (process.platform !== "linux") return ["Linux: network namespaces and TUN devices are its own"];
  const missing: string[] = [];
  if (process.getuid?.() !== 0)
    missing.push("root: run it as root, or in a container with CAP_NET_ADMIN and CAP_SYS_ADMIN");
  for (const [program, debianPackage] of PROGRAMS) {
    if (!isOnPath(program)) missing.push(`${program} (Debian: apt-get install ${debianPackage})`);
  }
  if (!isWritable("/dev/net/tun")) missing.push("/dev/net/tun (modprobe tun; in a container: --device /dev/net/tun)");
  if (findChromium() === null) missing.push(`Chromium. ${WHAT_TO_INSTALL}`);
  return missing.length > 0 || canMakeNamespaces() ? missing : ["leave to make namespaces (unshare --net --pid)"];
}

function isOnPath(program: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${program}`], { stdio: "ignore" }).status === 0;
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function canMakeNamespaces(): boolean {
  return spawnSync("unshare", ["--net", "--pid", "--fork", "--mount-proc", "true"], { stdio: "ignore" }).status === 0;
}
