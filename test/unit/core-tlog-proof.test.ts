import { describe, expect, test } from "vitest";
import { formatCheckpoint, originOf, parseCheckpoint } from "../../worker/core/log/checkpoint.ts";
import { hashLeaf } from "../../worker/core/log/merkle.ts";
import { verifyInclusion } from "../../worker/core/log/merkle-proof.ts";
import { MerkleTree } from "../../worker/core/log/merkle-tree.ts";
import { formatTlogProof, parseTlogProof } from "../../worker/core/log/tlog-proof.ts";

/** The example of c2sp.org/tlog-checkpoint. */
const SOFA = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

describe("checkpoints (c2sp.org/tlog-checkpoint)", () => {
  test("the published example is read and written the same", () => {
    const read = parseCheckpoint(SOFA)!;
    expect(read).toMatchObject({ origin: "example.com/behind-the-sofa", size: 20_852_163 });
    expect(Buffer.from(read.root).toString("base64")).toBe("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=");
    expect(formatCheckpoint(read)).toBe(SOFA);
  });

  test("lines of others behind the root are passed over; the size of an empty log is 0", () => {
    expect(parseCheckpoint(`${SOFA}extension 1\nextension 2\n`)).toEqual(parseCheckpoint(SOFA));
    expect(parseCheckpoint(SOFA.replace("20852163", "0"))?.size).toBe(0);
  });

  test.each([
    ["no origin", SOFA.replace("example.com/behind-the-sofa", "")],
    ["a leading zero", SOFA.replace("20852163", "020852163")],
    ["a negative size", SOFA.replace("20852163", "-1")],
    ["a size that no number holds", SOFA.replace("20852163", "9007199254740993")],
    ["a short root", SOFA.replace("CsUY", "")],
    ["a root that is not base64", SOFA.replace("CsUY", "CsU_")],
    ["an empty line behind the root", `${SOFA}\nextension\n`],
    ["no end of the last line", SOFA.slice(0, -1)],
    ["two lines", SOFA.split("\n").slice(0, 2).join("\n")],
    ["nothing", ""],
  ])("a text with %s is none", (_, text) => {
    expect(parseCheckpoint(text)).toBeNull();
  });

  test("a group-buy's log has its host and id for a name", () => {
    expect(originOf("buy.example.org", "gb_1")).toBe("buy.example.org/gb/gb_1");
  });
});

describe("proofs in a file (c2sp.org/tlog-proof)", () => {
  const texts = Array.from({ length: 13 }, (_, index) => `{"seq":${index + 1},"who":"Zoë"}`);
  const tree = new MerkleTree(texts.map((text) => hashLeaf(new TextEncoder().encode(text))));
  const checkpoint = `${SOFA}\n— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n`;

  test.each([0, 6, 9, 12])("leaf %i is written, read, and stands in its tree", (index) => {
    const proof = { leaf: texts[index]!, index, path: tree.inclusionProof(index), checkpoint };
    const file = formatTlogProof(proof);
    expect(file.split("\n").slice(0, 3)).toEqual([
      "c2sp.org/tlog-proof@v1",
      `extra ${Buffer.from(texts[index]!).toString("base64")}`,
      `index ${index}`,
    ]);
    const read = parseTlogProof(file)!;
    expect(read).toEqual(proof);
    const leafHash = hashLeaf(new TextEncoder().encode(read.leaf!));
    expect(verifyInclusion({ leafHash, index, size: 13, proof: read.path, root: tree.root() })).toBe(true);
  });

  test("a lone leaf needs no way up, and the leaf may be kept elsewhere", () => {
    const file = `c2sp.org/tlog-proof@v1\nindex 0\n\n${checkpoint}`;
    expect(parseTlogProof(file)).toEqual({ leaf: null, index: 0, path: [], checkpoint });
    expect(formatTlogProof({ leaf: null, index: 0, path: [], checkpoint })).toBe(file);
  });

  const file = formatTlogProof({ leaf: texts[9]!, index: 9, path: tree.inclusionProof(9), checkpoint });
  test.each([
    ["another first line", file.replace("@v1", "@v2")],
    ["no index", file.replace("index 9\n", "")],
    ["an index with a zero before it", file.replace("index 9", "index 09")],
    ["the extra line behind the index", file.replace(/^(extra .*)\n(index 9)$/m, "$2\n$1")],
    ["a hash of another length", file.replace(/^(index 9)\n/m, "$1\nAAAA\n")],
    ["a leaf that is not base64", file.replace(/^extra .*$/m, "extra %%%%")],
    ["a leaf that is not text", file.replace(/^extra .*$/m, "extra /////w==")],
    ["no checkpoint", file.slice(0, file.indexOf("\n\n"))],
    ["nothing", ""],
  ])("a file with %s is none", (_, text) => {
    expect(parseTlogProof(text)).toBeNull();
  });
});
