"""A small initiator: writes a file to an AoE target from sector 0 on, reads it back and compares.

    exchange.py INTERFACE SHELF SLOT FILE          the size of FILE is a multiple of 1024

Exit code 0 if every sector came back as it was written.
"""

import pathlib
import socket
import struct
import sys
import time

ETHERTYPE = 0x88A2
FRAME_BYTES = 2 * 512  # what fits an MTU of 1500
CONFIG, READ, WRITE = 1, 0x24, 0x34
EXTENDED, IS_WRITE = 0x40, 0x01


class Target:
    def __init__(self, interface, shelf, slot):
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETHERTYPE))
        self.socket.bind((interface, ETHERTYPE))
        self.socket.settimeout(0.2)
        self.address = struct.pack(">HB", shelf, slot)
        self.mac = b"\xff" * 6
        self.tag = 0
        self.mac = self.ask(CONFIG, bytes(8))[6:12]

    def ask(self, command, argument):
        """Sends until it is answered, as initiators do."""
        self.tag += 1
        tag = struct.pack(">I", self.tag)
        own = self.socket.getsockname()[4]
        frame = self.mac + own + struct.pack(">HBB", ETHERTYPE, 0x10, 0) + self.address + bytes([command]) + tag + argument
        until = time.monotonic() + 10
        while time.monotonic() < until:
            self.socket.send(frame.ljust(60, b"\0"))
            try:
                reply = self.socket.recv(2048)
                while not (reply[14] & 0x08 and reply[20:24] == tag):
                    reply = self.socket.recv(2048)
            except TimeoutError:
                continue
            if reply[14] & 0x04:
                sys.exit(f"AoE error {reply[15]} to command {command}")
            return reply
        sys.exit(f"no answer to command {command}")

    def transfer(self, opcode, offset, data=b""):
        flags = EXTENDED | (IS_WRITE if opcode == WRITE else 0)
        lba = (offset // 512).to_bytes(6, "little")
        reply = self.ask(0, bytes([flags, 0, FRAME_BYTES // 512, opcode]) + lba + bytes(2) + data)
        if reply[27] & 0x21:
            sys.exit(f"ATA status {reply[27]:#x}, error {reply[25]:#x} at byte {offset}")
        return reply[36:]


def main(interface, shelf, slot, path):
    data = pathlib.Path(path).read_bytes()
    target = Target(interface, int(shelf), int(slot))
    offsets = range(0, len(data), FRAME_BYTES)
    for offset in offsets:
        target.transfer(WRITE, offset, data[offset:offset + FRAME_BYTES])
    for offset in offsets:
        if target.transfer(READ, offset) != data[offset:offset + FRAME_BYTES]:
            sys.exit(f"byte {offset} and on came back otherwise than written")
    print(f"written, read back and compared: {len(data)} bytes in {2 * len(offsets)} frames")


main(*sys.argv[1:])
