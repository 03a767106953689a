/** Under which addresses a phone in the same network finds this machine. Pure: the caller reads the interfaces. */
import type { NetworkInterfaceInfo } from "node:os";

export type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/** Of containers, virtual machines and tunnels: a phone is not in their networks. */
const NOT_FOR_PHONES = /^(docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|utun|wg|tailscale|zt|cni|flannel|lo)/;

/** All of them, the likeliest first: private IPv4 of a real interface, other IPv4, then IPv6 that a router has given out. */
export function lanAddresses(interfaces: Interfaces): readonly string[] {
  const found = Object.entries(interfaces).flatMap(([name, infos]) =>
    (infos ?? [])
      .filter(({ internal, address }) => !internal && !isLinkLocal(address))
      .map(({ address, family }) => ({ address, rank: rankOf(name, family, address) })),
  );
  return [...new Set(found.toSorted((a, b) => a.rank - b.rank).map(({ address }) => address))];
}

/** `192.168.1.7`, `[2001:db8::7]`: as an address stands in a URL. */
export function hostOf(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}

function rankOf(name: string, family: string, address: string): number {
  const isIPv4 = family === "IPv4";
  return (NOT_FOR_PHONES.test(name) ? 4 : 0) + (isIPv4 ? 0 : 2) + (isIPv4 && isPrivate(address) ? 0 : 1);
}

function isPrivate(address: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address);
}

/** Nobody can type these: they need the name of the interface, and a URL has no place for it. */
function isLinkLocal(address: string): boolean {
  return /^(169\.254\.|fe[89ab])/i.test(address);
}
