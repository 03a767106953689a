/** What can be said of a deployment before there is one: wrangler.toml as wrangler itself reads it, beside what the code needs. */
import { existsSync, globSync } from "node:fs";
import { join, relative } from "node:path";
import { unstable_readConfig } from "wrangler";
import { root } from "../tools.ts";

/** One thing that was looked at. */
export interface Finding {
  readonly isGood: boolean;
  /** What was found, in one line. */
  readonly what: string;
  /** What to do about it; empty where nothing is to be done. */
  readonly todo: string;
}

/** What is looked at of wrangler.toml, as wrangler has read and checked it. */
interface WranglerConfig {
  readonly main?: string;
  readonly d1_databases: readonly {
    readonly binding: string;
    readonly database_name?: string;
    readonly database_id?: string;
    readonly migrations_dir?: string;
  }[];
  readonly durable_objects: { readonly bindings: readonly { readonly name: string; readonly class_name: string }[] };
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly queues: { readonly producers?: readonly { readonly binding: string }[] };
  readonly send_email: readonly { readonly name: string }[];
  readonly triggers: { readonly crons?: readonly string[] };
  readonly secrets?: { readonly required?: readonly string[] };
}

/** Bindings that the Worker reads (worker-configuration.d.ts), with the folder of migrations and the name of each database. */
const DATABASES = [
  { binding: "CATALOGUE", folder: "migrations/catalogue" },
  { binding: "SEARCH", folder: "migrations/search" },
] as const;
const OBJECTS = { GROUP_BUY: "GroupBuy", SANDBOX_BANK: "SandboxBank", MERCHANT_ACCOUNT: "MerchantAccount" } as const;
const DOCUMENT = "docs/operations.md";

/** What wrangler.toml itself lacks for a deployment: only the faults. */
export function faultsInConfig(path = join(root, "wrangler.toml")): Finding[] {
  return findInConfig(path).filter(({ isGood }) => !isGood);
}

/** Everything that wrangler.toml can be asked, without an account. */
export function findInConfig(path = join(root, "wrangler.toml")): Finding[] {
  const config = read(path);
  return [...databases(config), ...objects(config), ...schedule(config), secrets(config)];
}

/** Names that wrangler refuses to deploy without. */
export function requiredSecrets(path = join(root, "wrangler.toml")): readonly string[] {
  return read(path).secrets?.required ?? [];
}

/** Stands for what wrangler.toml binds besides databases and objects, where a configuration is read without a platform. */
export function boundIn(path = join(root, "wrangler.toml")): Readonly<Record<string, object>> {
  const { queues, send_email: senders } = read(path);
  const names = [...(queues.producers ?? []).map(({ binding }) => binding), ...senders.map(({ name }) => name)];
  return Object.fromEntries(names.map((name) => [name, { send: () => undefined }]));
}

function read(path: string): WranglerConfig {
  return unstable_readConfig({ config: path }, { hideWarnings: true }) as WranglerConfig; // Its own types are incomplete.
}

function databases(config: WranglerConfig): Finding[] {
  const found = DATABASES.map(({ binding, folder }): Finding => {
    const database = config.d1_databases.find((one) => one.binding === binding);
    if (database === undefined) return bad(`No database is bound as ${binding}`, `${DOCUMENT}, Databases`);
    const { database_name: name = binding, database_id: id = "", migrations_dir: dir = "" } = database;
    if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) || /^[0-]{30,}\d+$/.test(id)) {
      return bad(
        `${name} has no database behind it: database_id is ${id === "" ? "missing" : id}`,
        `npx wrangler d1 create ${name}, and put the id that it prints into wrangler.toml`,
      );
    }
    const count = globSync(`${dir}/*.sql`, { cwd: root }).length;
    if (relative(root, join(root, dir)) !== folder || count === 0) {
      return bad(`${name} takes its migrations from "${dir}"`, `migrations_dir = "${folder}"`);
    }
    return good(`${name} is ${id}, ${count} migrations`);
  });
  const ids = config.d1_databases.map(({ database_id: id }) => id);
  return new Set(ids).size === ids.length
    ? found
    : [...found, bad("Two bindings name one database", "each of them needs its own id")];
}

function objects(config: WranglerConfig): Finding[] {
  return Object.entries(OBJECTS).map(([binding, className]) => {
    const bound = config.durable_objects.bindings.find(({ name }) => name === binding);
    const lifecycle = config.exports?.[className];
    return bound?.class_name === className && lifecycle !== undefined
      ? good(`${className} is bound as ${binding}`)
      : bad(`${className} is not bound as ${binding}`, "take the lines of wrangler.toml from the repository again");
  });
}

function schedule(config: WranglerConfig): Finding[] {
  const everyMinute = config.triggers.crons?.includes("* * * * *") === true;
  const hasEntry = config.main !== undefined && existsSync(config.main);
  return [
    everyMinute
      ? good("the watchdog runs every minute")
      : bad("The watchdog does not run", 'crons = ["* * * * *"] under [triggers]'),
    hasEntry
      ? good(`the Worker is ${relative(root, config.main ?? "")}`)
      : bad("main leads nowhere", 'main = "worker/main.ts"'),
  ];
}

function secrets(config: WranglerConfig): Finding {
  const required = config.secrets?.required ?? [];
  return required.length > 0
    ? good(`wrangler asks for ${required.join(", ")}`)
    : bad("wrangler asks for no secrets", "take [secrets] of wrangler.toml from the repository again");
}

export function good(what: string): Finding {
  return { isGood: true, what, todo: "" };
}

export function bad(what: string, todo: string): Finding {
  return { isGood: false, what, todo };
}
