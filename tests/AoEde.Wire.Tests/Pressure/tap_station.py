"""A station that does not listen: a tap device is the target's interface, and this program is the cable at its other end.

    tap_station.py INTERFACE SHELF SLOT FILE ROUNDS        in the target's network namespace; FILE is what it exports

It makes the device with room for four frames, asks for more sectors than fit and takes no answer, until the kernel has
refused frames of the target; then it takes them, asks again for what is missing, and compares.
Prints 'up' when the device is there. Exit code 0 if each round was right.
"""

import fcntl
import os
import pathlib
import select
import struct
import subprocess
import sys
import time

TUNSETIFF, IFF_TAP, IFF_NO_PI = 0x400454CA, 0x0002, 0x1000
OWN = bytes.fromhex("020000000077")
ROOM, REQUESTS, REFUSALS = 4, 48, 20


class Station:
    def __init__(self, interface, shelf, slot):
        self.device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        fcntl.ioctl(self.device, TUNSETIFF, struct.pack("16sH14x", interface.encode(), IFF_TAP | IFF_NO_PI))
        subprocess.run(["ip", "link", "set", "dev", interface, "txqueuelen", str(ROOM), "up"], check=True)
        self.dropped = pathlib.Path(f"/sys/class/net/{interface}/statistics/tx_dropped")
        self.address = struct.pack(">HB", shelf, slot)
        self.target = b"\xff" * 6
        self.tag = 0

    def send(self, command, argument):
        self.tag += 1
        frame = self.target + OWN + b"\x88\xa2\x10\0" + self.address + bytes([command]) + struct.pack(">I", self.tag) + argument
        os.write(self.device, frame.ljust(60, b"\0"))
        return self.tag

    def read(self, lba):
        return self.send(0, bytes([0x40, 0, 1, 0x24]) + lba.to_bytes(6, "little") + bytes(2))

    def take(self, seconds):
        """The next response within a time, or None."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if select.select([self.device], [], [], left)[0]:
                frame = os.read(self.device, 2048)
                if frame[12:14] == b"\x88\xa2" and frame[14] & 0x08:
                    return frame
        return None

    def find(self):
        until = time.monotonic() + 30
        while time.monotonic() < until:
            tag = self.send(1, bytes(8))
            if (reply := self.take(0.2)) and reply[20:24] == struct.pack(">I", tag):
                self.target = reply[6:12]
                return
        sys.exit("no target")

    def refused(self):
        return int(self.dropped.read_text())

    def round(self, content):
        """Returns how many frames the kernel refused."""
        before = self.refused()
        open_requests = {self.read(lba): lba for lba in range(REQUESTS)}
        until = time.monotonic() + 10
        while self.refused() < before + REFUSALS:
            if time.monotonic() > until:
                sys.exit(f"the queue never filled: {self.refused() - before} refusals")
            time.sleep(0.001)
        until = time.monotonic() + 20
        while open_requests:
            if time.monotonic() > until:
                sys.exit(f"no answer for sectors {sorted(open_requests.values())}")
            if (reply := self.take(0.2)) is None:
                open_requests = {self.read(lba): lba for lba in open_requests.values()}
            elif (lba := open_requests.pop(int.from_bytes(reply[20:24], "big"), None)) is not None:
                if reply[27] != 0x40 or reply[36:] != content[lba * 512:lba * 512 + 512]:
                    sys.exit(f"sector {lba} came back wrong: {reply.hex()}")
        return self.refused() - before


def main(interface, shelf, slot, path, rounds):
    station = Station(interface, int(shelf), int(slot))
    print("up", flush=True)
    station.find()
    content = pathlib.Path(path).read_bytes()
    refused = [station.round(content) for _ in range(int(rounds))]
    print(f"{REQUESTS * len(refused)} requests answered, {sum(refused)} frames refused")


main(*sys.argv[1:])
