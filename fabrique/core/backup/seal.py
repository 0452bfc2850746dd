"""The outside of a backup: a stream cut in pieces, each proved, none missing, none moved, nothing after the last.

Header: magic, one byte for the kind, 32 random bytes. Then pieces: length on four bytes (its high bit marks the last),
content, proof. Plain: the proof is the SHA-256 of the one before, the length and the content. Encrypted: AES-256-GCM,
the key drawn from `BACKUP_KEY` and the header's random bytes, the nonce the piece's number, the header and the length
authenticated with it.
"""

import hashlib
import io
import os
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"fabrique-backup 1\n"
PLAIN, ENCRYPTED = b"p", b"e"
PIECE = 1024 * 1024
LAST = 1 << 31
SALT = 32
SHORTEST_KEY = 32


class Damaged(Exception):
    """The file is not what was written: a byte changed, a piece is missing, moved or added."""


class WrongKey(Exception):
    """The file is encrypted and this is not its key, or there is none."""


class Proof:
    """Seals and opens pieces in order."""

    def __init__(self, header: bytes, key: str):
        self.header = header
        self.number = 0
        self.chain = hashlib.sha256(header).digest()
        self.cipher = AESGCM(derive(key, header[-SALT:])) if header[len(MAGIC) : len(MAGIC) + 1] == ENCRYPTED else None

    def seal(self, piece: bytes, *, last: bool) -> bytes:
        length = (len(piece) | (LAST if last else 0)).to_bytes(4)
        self.number += 1
        if self.cipher:
            return length + self.cipher.encrypt(self.nonce(), piece, self.header + length)
        self.chain = hashlib.sha256(self.chain + length + piece).digest()
        return length + piece + self.chain

    def open(self, length: bytes, sealed: bytes) -> bytes:
        self.number += 1
        if self.cipher:
            try:
                return self.cipher.decrypt(self.nonce(), sealed, self.header + length)
            except InvalidTag:
                if self.number == 1:
                    raise WrongKey from None
                raise Damaged from None
        piece, proof = sealed[:-32], sealed[-32:]
        self.chain = hashlib.sha256(self.chain + length + piece).digest()
        if proof != self.chain:
            raise Damaged
        return piece

    def nonce(self) -> bytes:
        return self.number.to_bytes(12)

    @property
    def size(self) -> int:
        return 16 if self.cipher else 32


def derive(key: str, salt: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=MAGIC).derive(key.encode())


class SealedWriter(io.RawIOBase):
    """What is written here comes out sealed in `target`; `close` writes the last piece."""

    def __init__(self, target: BinaryIO, key: str):
        super().__init__()
        header = MAGIC + (ENCRYPTED if key else PLAIN) + os.urandom(SALT)
        self.target = target
        self.proof = Proof(header, key)
        self.waiting = bytearray()
        target.write(header)

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self.waiting += data
        while len(self.waiting) > PIECE:
            self.target.write(self.proof.seal(bytes(self.waiting[:PIECE]), last=False))
            del self.waiting[:PIECE]
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self.target.write(self.proof.seal(bytes(self.waiting), last=True))
        super().close()


class SealedReader(io.RawIOBase):
    """The content of a sealed stream; raises `Damaged` or `WrongKey` before giving a byte that is not proved."""

    def __init__(self, source: BinaryIO, key: str):
        super().__init__()
        self.pieces = pieces(source, key)
        self.ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        while not self.ready:
            piece = next(self.pieces, None)
            if piece is None:
                return 0
            self.ready = memoryview(piece)
        count = min(len(buffer), len(self.ready))
        buffer[:count] = self.ready[:count]
        self.ready = self.ready[count:]
        return count


def pieces(source: BinaryIO, key: str) -> Iterator[bytes]:
    header = source.read(len(MAGIC) + 1 + SALT)
    kind = header[len(MAGIC) : len(MAGIC) + 1]
    if len(header) != len(MAGIC) + 1 + SALT or not header.startswith(MAGIC) or kind not in (PLAIN, ENCRYPTED):
        raise Damaged
    if kind == ENCRYPTED and not key:
        raise WrongKey
    proof = Proof(header, key)
    last = False
    while not last:
        length = source.read(4)
        size = int.from_bytes(length)
        last, size = bool(size & LAST), size & ~LAST
        sealed = source.read(size + proof.size) if len(length) == 4 and size <= PIECE else b""
        if len(sealed) != size + proof.size:
            raise Damaged
        yield proof.open(length, sealed)
    if source.read(1):
        raise Damaged
