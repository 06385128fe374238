"""Reads a Status List Token from standard input and prints which of the indices in its arguments are set."""

import base64
import json
import sys
import zlib


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


header, payload, _ = sys.stdin.read().split(".")
assert json.loads(decode(header))["typ"] == "statuslist+jwt"
claims = json.loads(decode(payload))
bits = claims["status_list"]["bits"]
octets = zlib.decompress(decode(claims["status_list"]["lst"]))


def status(index):
    octet = octets[index * bits // 8]
    return (octet >> index * bits % 8) & ((1 << bits) - 1)


print(json.dumps([index for index in map(int, sys.argv[1:]) if status(index)]))
