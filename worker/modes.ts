/**
 * What a deployment is for. One table: what each mode lends itself to, what it asks for before it starts, and what it
 * refuses. Parts that know their mode by name (the sandbox's bank and people) are held against this table by their tests.
 */
export const DEPLOYMENT_MODES = ["local", "test", "demo", "live"] as const;
export type DeploymentMode = (typeof DEPLOYMENT_MODES)[number];

export interface Mode {
  /** `sandbox`: play money, a clock that can be moved, people made on demand. `provider`: real deposits, nothing of that. */
  readonly money: "sandbox" | "provider";
  /** Who may look into the kept mail: everybody on this network, whoever names an address, nobody. */
  readonly mailbox: "open" | "by-address" | "none";
  /** Whether a caller of the sandbox may be made an operator. */
  readonly makesOperators: boolean;
  /** Whether the sandbox bank lets faults be planted in it. */
  readonly faultsOnDemand: boolean;
  /** `own-network`: answers only under names and addresses that do not lead in from the internet. */
  readonly reach: "own-network" | "internet";
  readonly needs: readonly Need[];
}

/** Something a mode cannot do without. `isMet` sees what could be read of the configuration. */
export interface Need {
  readonly variable: string;
  readonly what: string;
  readonly isMet: (read: Known) => boolean;
}

/** What the needs look at; the configuration has all of it and more. */
export interface Known {
  readonly publicOrigin?: string | null;
  readonly mail?: { readonly service: string };
}

export const MODES: Readonly<Record<DeploymentMode, Mode>> = {
  local: {
    money: "sandbox",
    mailbox: "open",
    makesOperators: true,
    faultsOnDemand: false,
    reach: "own-network",
    needs: [],
  },
  test: {
    money: "sandbox",
    mailbox: "open",
    makesOperators: true,
    faultsOnDemand: true,
    reach: "own-network",
    needs: [],
  },
  demo: {
    money: "sandbox",
    mailbox: "by-address",
    makesOperators: false,
    faultsOnDemand: false,
    reach: "internet",
    needs: [],
  },
  live: {
    money: "provider",
    mailbox: "none",
    makesOperators: false,
    faultsOnDemand: false,
    reach: "internet",
    needs: [
      {
        variable: "PUBLIC_ORIGIN",
        what: "is not an https origin, and live sends links to it",
        isMet: ({ publicOrigin }) => publicOrigin?.startsWith("https://") === true,
      },
      {
        variable: "DEPLOYMENT_MODE",
        what: "live needs a provider of real deposits, and this version brings no adapter for one",
        isMet: () => false,
      },
      {
        variable: "MAIL_SERVICE",
        what: "is not set, and live needs a mail service: cloudflare or resend",
        isMet: ({ mail }) => mail !== undefined && mail.service !== "mailbox",
      },
    ],
  },
};

/** All needs of the mode that are not met. */
export function faultsOfMode(mode: DeploymentMode, read: Known): { variable: string; what: string }[] {
  return MODES[mode].needs.filter(({ isMet }) => !isMet(read)).map(({ variable, what }) => ({ variable, what }));
}

/**
 * Whether a request came in under a name that such a deployment may answer. In `local` and `test` everybody may be an
 * operator and read all mail: set by mistake on a public name, they answer nothing. Behind the platform's edge the host
 * of a request is the name that it was routed by, so nobody can claim another one.
 *
 * @param hostname of the request's URL, IPv6 in brackets
 */
export function mayAnswerAt(mode: DeploymentMode, hostname: string): boolean {
  return MODES[mode].reach === "internet" || isOwnNetwork(hostname.toLowerCase());
}

/** Loopback, private and link-local addresses, bare names, and the names that never lead in from the internet (RFC 6761, 6762, 8375). */
function isOwnNetwork(hostname: string): boolean {
  if (hostname.startsWith("[")) return /^\[(?:::1\]|f[cd]|fe[89ab])/.test(hostname);
  if (/^\d+\.\d+\.\d+\.\d+$/.test(hostname)) return isPrivateV4(hostname);
  return !hostname.includes(".") || /\.(?:localhost|local|lan|internal|home\.arpa|test)$/.test(hostname);
}

function isPrivateV4(address: string): boolean {
  const [a = 0, b = 0] = address.split(".").map(Number);
  return (
    a === 127 ||
    a === 10 ||
    address === "0.0.0.0" ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b <= 127) // Shared addresses (RFC 6598), which private networks over the internet use.
  );
}
