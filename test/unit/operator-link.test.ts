import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { linkWish, newLink, wranglerArguments } from "../../scripts/operator-link.ts";

const ORIGIN = "https://buy.example.org";

describe("OP4: the one-time link", () => {
  test("has 256 random bits after the #, and the database gets their digest alone", () => {
    const wish = linkWish(["--remote", "--origin", ORIGIN]);
    const { link, sql } = newLink(wish, 1_000);
    const token = new URL(link).hash.slice(1);
    expect(link.startsWith(`${ORIGIN}/sign-in/operator#`)).toBe(true);
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(sql).toContain(createHash("sha256").update(token).digest("base64url"));
    expect(sql).not.toContain(token);
    expect(sql).toContain(", 0, 3601000)");
    expect(newLink(wish, 1_000).link).not.toBe(link);
    expect(newLink({ ...wish, isAgain: true }, 0).sql).toContain(", 1, 3600000)");
    expect(wranglerArguments(wish, sql).join(" ")).not.toContain(token);
  });

  test("goes where it is told: the folder of npm start by its port, or the account", () => {
    expect(wranglerArguments(linkWish(["--remote", "--origin", ORIGIN]), "S")).toContain("--remote");
    const local = (origin: string) => wranglerArguments(linkWish(["--local", "--origin", origin]), "S").join(" ");
    expect(local("http://localhost:8790")).toMatch(/--local --persist-to \S+\/\.wrangler\/state --yes/);
    expect(local("http://localhost:8851")).toMatch(/--persist-to \S+\/\.wrangler\/state-8851 --yes/);
  });

  test.each([
    [[], "--local"],
    [["--local", "--remote", "--origin", ORIGIN], "--local"],
    [["--local"], "--origin"],
    [["--local", "--origin", "buy.example.org"], "--origin"],
    [["--local", "--origin", `${ORIGIN}/path`], "--origin"],
    [["--local", "--origin", ORIGIN, "--agian"], "--agian"],
  ])("%j is not enough", (args, hint) => {
    expect(() => linkWish(args)).toThrow(hint);
  });
});
