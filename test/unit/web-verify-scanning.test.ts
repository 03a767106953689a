/** R13: a code in front of the camera, and every way in which there is none. */
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  closeCamera,
  codeReaderHere,
  nextCode,
  openCamera,
  type CodeReader,
} from "../../web/lib/verify/desk/scanning.ts";

const PICTURE = {} as HTMLVideoElement; // only ever handed on
const atOnce = () => Promise.resolve();
const readerOf = (...looks: readonly (string | null | Error)[]): CodeReader => {
  const left = [...looks];
  return {
    detect: async () => {
      const look = left.shift() ?? null;
      if (look instanceof Error) throw look;
      return look === null ? [] : [{ rawValue: look }];
    },
  };
};

describe("R13: looking for a code", () => {
  test("goes on until there is one, past pictures that cannot be looked at yet", async () => {
    const reader = readerOf(null, new Error("InvalidStateError"), "", "https://buy.example.org/r/gb_1.4");
    expect(await nextCode(reader, PICTURE, () => false, atOnce)).toBe("https://buy.example.org/r/gb_1.4");
  });

  test("ends when somebody stops it, and takes no code that comes after that", async () => {
    let looks = 0;
    const isOver = () => (looks += 1) > 4;
    expect(await nextCode(readerOf(), PICTURE, isOver, atOnce)).toBeNull();
    let isStopped = false;
    const late: CodeReader = {
      detect: async () => {
        isStopped = true;
        return [{ rawValue: "late" }];
      },
    };
    expect(await nextCode(late, PICTURE, () => isStopped, atOnce)).toBeNull();
  });
});

describe("R13: the camera", () => {
  const refusing = (name: string) => ({ getUserMedia: () => Promise.reject(Object.assign(new Error("no"), { name })) });

  test.each([
    ["NotAllowedError", "denied"],
    ["SecurityError", "denied"],
    ["NotFoundError", "failed"],
    ["NotReadableError", "failed"],
    ["AbortError", "failed"],
  ])("%s is told as %s", async (name, told) => {
    expect(await openCamera(refusing(name))).toBe(told);
  });

  test("is asked for without sound, and is let go of", async () => {
    const stop = vi.fn();
    const stream = { getTracks: () => [{ stop }, { stop }] } as unknown as MediaStream;
    const getUserMedia = vi.fn(() => Promise.resolve(stream));
    expect(await openCamera({ getUserMedia })).toBe(stream);
    expect(getUserMedia).toHaveBeenCalledWith({ video: { facingMode: "environment" }, audio: false });
    closeCamera(stream);
    expect(stop).toHaveBeenCalledTimes(2);
  });
});

describe("R13: a browser that reads codes", () => {
  afterEach(() => vi.unstubAllGlobals());
  const withReader = (formats: readonly string[] | Error) => {
    vi.stubGlobal("navigator", { mediaDevices: {} });
    const getSupportedFormats = () => (formats instanceof Error ? Promise.reject(formats) : Promise.resolve(formats));
    vi.stubGlobal("BarcodeDetector", Object.assign(vi.fn(), { getSupportedFormats }));
  };

  test("is one with the interface, a reader behind it and a camera", async () => {
    withReader(["ean_13", "qr_code"]);
    expect(await codeReaderHere()).not.toBeNull();
    withReader([]);
    expect(await codeReaderHere()).toBeNull();
    withReader(new Error("NotSupportedError"));
    expect(await codeReaderHere()).toBeNull();
    withReader(["qr_code"]);
    vi.stubGlobal("navigator", {});
    expect(await codeReaderHere()).toBeNull();
    vi.unstubAllGlobals();
    vi.stubGlobal("navigator", { mediaDevices: {} });
    expect(await codeReaderHere()).toBeNull();
  });
});
