"""A network path in user space: two TUN devices, one in each of two network namespaces, and this process between them.

It stands in for `tc netem`, which many kernels are built without. What crosses it are real IP packets, so TCP on both
ends does its own retransmissions, delayed acknowledgements and head-of-line blocking. Each direction delays, queues at
its rate, loses packets, and never reorders them.

    relay.py '<the path as JSON>'        it is started in the server's namespace; the browser's is its own

Says "ready" when both ends are up, ends when its standard input does, and then prints what crossed it as JSON.
Of Python only the standard library: Node has no ioctl.
"""

import ctypes
import fcntl
import heapq
import json
import math
import os
import random
import select
import struct
import subprocess
import sys
import time

CLONE_NEWNET = 0x40000000
TUNSETIFF = 0x400454CA
IFF_TUN, IFF_NO_PI = 0x0001, 0x1000
IPV4 = 4
PACKET_BYTES_MAX = 2048
BITS_PER_MS_OF_MBIT = 1_000


class Direction:
    """One way through the path; times in ms of the monotonic clock."""

    def __init__(self, model, seed):
        self.model = model
        self.random = random.Random(seed)
        self.free_ms = 0.0  # The sender's queue is empty from here on.
        self.last_ms = 0.0  # Nothing leaves before what came in earlier.
        self.packets = self.lost = 0
        self.delays = []

    def leaves_at(self, now_ms, since_start_ms, size):
        """When a packet comes out at the other end, or None if it never does."""
        self.packets += 1
        if self.random.random() < self.model.get("lossShare", 0):
            self.lost += 1
            return None
        sent_ms = self._granted(max(now_ms, self.free_ms))
        if rate := self.model.get("rateMbit"):
            sent_ms += size * 8 / (rate * BITS_PER_MS_OF_MBIT)
            self.free_ms = sent_ms
        arrives_ms = sent_ms + self.model["delayMs"] + self._tail() + self._ramp(since_start_ms)
        self.last_ms = max(self.last_ms, arrives_ms)
        self.delays.append(self.last_ms - now_ms)
        return self.last_ms

    def _granted(self, at_ms):
        """Radio uplinks may send only at the moments of a grid."""
        grid = self.model.get("gridMs")
        return math.ceil(at_ms / grid) * grid if grid else at_ms

    def _tail(self):
        tail = self.model.get("tail")
        if tail is None:
            return 0.0
        stall = tail.get("stall")
        if stall and self.random.random() < stall["share"]:
            return self.random.uniform(stall["fromMs"], stall["toMs"])
        return self.random.lognormvariate(math.log(tail["medianMs"]), tail["sigma"])

    def _ramp(self, since_start_ms):
        """A queue that somebody else fills: up over the first part of each period, empty in the rest."""
        ramp = self.model.get("ramp")
        if ramp is None:
            return 0.0
        part = (since_start_ms % ramp["periodMs"]) / ramp["periodMs"]
        return ramp["peakMs"] * part / ramp["share"] if part < ramp["share"] else 0.0

    def summary(self):
        delays = sorted(self.delays)
        at = lambda share: round(delays[min(len(delays) - 1, int(share * len(delays)))], 2) if delays else None
        return {"packets": self.packets, "lost": self.lost, "delayP50Ms": at(0.5), "delayP95Ms": at(0.95)}


def open_tun(name, address):
    """A TUN device in the namespace this process is in; the descriptor keeps belonging to it afterwards."""
    tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TUN | IFF_NO_PI))
    for arguments in (["link", "set", "lo", "up"], ["addr", "add", address, "dev", name], ["link", "set", name, "up"]):
        subprocess.run(["ip", *arguments], check=True)
    return tun


def enter_new_namespace():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "no new network namespace")


def now_ms():
    return time.clock_gettime(time.CLOCK_MONOTONIC) * 1_000


def hurry():
    """Ahead of the browser: what waits for this process would count as the path's delay."""
    try:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(2))
    except OSError:
        os.nice(-10)


def relay(path):
    server = open_tun("onebell0", f"{path['serverAddress']}/30")
    enter_new_namespace()
    browser = open_tun("onebell1", f"{path['browserAddress']}/30")
    up, down = Direction(path["up"], path["seed"]), Direction(path["down"], path["seed"] + 1)
    routes = {browser: (server, up), server: (browser, down)}
    print("ready", flush=True)

    hurry()
    start_ms = now_ms()
    queue, number = [], 0
    while True:
        wait_s = max(0.0, (queue[0][0] - now_ms()) / 1_000) if queue else None
        readable, _, _ = select.select([server, browser, 0], [], [], wait_s)
        if 0 in readable and os.read(0, 1) == b"":
            break
        for source in readable:
            if source not in routes:
                continue
            target, direction = routes[source]
            packet = os.read(source, PACKET_BYTES_MAX)
            if packet[0] >> 4 != IPV4:
                continue
            at_ms = now_ms()
            due_ms = direction.leaves_at(at_ms, at_ms - start_ms, len(packet))
            if due_ms is not None:
                number += 1
                heapq.heappush(queue, (due_ms, number, target, packet))
        while queue and queue[0][0] <= now_ms():
            _, _, target, packet = heapq.heappop(queue)
            os.write(target, packet)
    print(json.dumps({"up": up.summary(), "down": down.summary()}), flush=True)


if __name__ == "__main__":
    relay(json.loads(sys.argv[1]))
