"""The three keys in a project's PROJECT stream that are written in a cipher, [MS-OVBA] 2.4.3: CMG, DPB and GC.

It protects nothing; Excel only refuses a project in which they do not decode.
"""

from __future__ import annotations

from struct import pack


def obfuscated(project_id: str, data: bytes, seed: int = 0) -> str:
    """`data` in hexadecimal digits, ciphered with the project's id ("{…}") and a seed from 0 to 255."""
    key = sum(project_id.encode("ascii")) & 0xFF
    out = bytearray([seed, seed ^ 2, seed ^ key])
    plain, last, last_but_one = key, out[2], out[1]
    for byte in b"\x07" * ((seed & 6) // 2) + pack("<I", len(data)) + data:
        out.append(byte ^ ((last_but_one + plain) & 0xFF))
        last_but_one, last, plain = last, out[-1], byte
    return out.hex().upper()
