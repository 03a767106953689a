"""Watches pixels: polls the framebuffer of Xvfb and notes when they change, in the time of the host's wall clock.

That clock is the one the Worker reads. `Xvfb -fbdir` keeps its framebuffer in a file in XWD format, mapped into memory:
what is read here is what a camera in front of the screen would see.

    recorder.py '<what to watch as JSON>'

For every change of the watched pixels it prints one line of JSON: between which two looks it happened, the cells of the
barcode, and the place in the planes file where the face as it then stood was kept (one byte a pixel, the green one).
Says "ready", runs until its standard input ends, then prints a summary.
"""

import json
import mmap
import os
import select
import struct
import sys
import time

HEADER_WORDS = 25
COLOUR_BYTES = 12
PIXEL_BYTES = 4
GREEN = 1
BRIGHT = 128
POLL_S = 0.0004
LOOKS_BETWEEN_STDIN = 200


class Screen:
    def __init__(self, path):
        with open(path, "rb") as file:
            self.memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        words = struct.unpack(f">{HEADER_WORDS}I", self.memory[: HEADER_WORDS * 4])
        if words[11] != PIXEL_BYTES * 8:
            raise ValueError(f"a framebuffer of {words[11]} bits a pixel; 32 were asked for")
        self.stride = words[12]
        self.pixels = words[0] + words[19] * COLOUR_BYTES

    def row(self, y, x, width):
        start = self.pixels + y * self.stride + x * PIXEL_BYTES
        return self.memory[start : start + width * PIXEL_BYTES]


def hurry():
    """A look that comes late would be taken for a change that came late."""
    try:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(3))
    except OSError:
        os.nice(-15)


def record(watch):
    screen = Screen(watch["framebuffer"])
    code, face = watch["barcode"], watch["face"]
    code_width = code["cells"] * code["cellPx"]
    code_y = code["y"] + code["heightPx"] // 2
    centres = range((code["cellPx"] // 2) * PIXEL_BYTES + GREEN, code_width * PIXEL_BYTES, code["cellPx"] * PIXEL_BYTES)
    # Lines through the digits, close enough that no stroke fits between two of them.
    lines = range(face["y"], face["y"] + face["height"], watch["linesEveryPx"])

    def bits():
        row = screen.row(code_y, code["x"], code_width)
        return "".join("1" if row[i] >= BRIGHT else "0" for i in centres)

    def look():
        return screen.row(code_y, code["x"], code_width), b"".join(
            screen.row(y, face["x"], face["width"]) for y in lines
        )

    planes = open(watch["planes"], "wb")
    rows = range(face["y"], face["y"] + face["height"])
    clock = lambda: time.clock_gettime(time.CLOCK_REALTIME) * 1_000
    looks, gaps, kept = 0, [], 0
    hurry()
    print("ready", flush=True)
    seen, before_ms = None, clock()
    while True:
        at_ms = clock()
        now = look()
        gaps.append(at_ms - before_ms)
        if now != seen:
            planes.write(b"".join(screen.row(y, face["x"], face["width"])[GREEN::PIXEL_BYTES] for y in rows))
            event = {"afterMs": before_ms, "atMs": at_ms, "bits": bits(), "plane": kept}
            event["faceChanged"] = seen is None or now[1] != seen[1]
            print(json.dumps(event), flush=True)
            seen, kept = now, kept + 1
        before_ms = at_ms
        looks += 1
        if looks % LOOKS_BETWEEN_STDIN == 0 and select.select([0], [], [], 0)[0] and os.read(0, 1) == b"":
            break
        time.sleep(POLL_S)
    planes.close()
    gaps.sort()
    summary = {"looks": looks, "gapP50Ms": gaps[len(gaps) // 2], "gapP99Ms": gaps[int(0.99 * len(gaps))]}
    print(json.dumps({"summary": {**summary, "gapMaxMs": gaps[-1]}}), flush=True)


if __name__ == "__main__":
    record(json.loads(sys.argv[1]))
