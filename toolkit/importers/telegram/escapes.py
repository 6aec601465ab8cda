r"""How Telegram writes control characters: as \x1F, which is no JSON."""

import re
from typing import BinaryIO

_TAIL = 4  # characters that such a sign takes
_SIGN = re.compile(rb"\\\\|\\x([01][0-9A-F])")


class Mended:
    """A stream in which these signs are written as JSON has them."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._rest = b""

    def read(self, size: int) -> bytes:
        """Return some bytes; what may be the beginning of a sign waits for its end."""
        block = self._rest
        cut = 0
        while not cut and (given := self._stream.read(size)):
            block += given
            at = block.find(b"\\", max(0, len(block) - _TAIL))
            cut = len(block) if at < 0 else len(block[:at].rstrip(b"\\"))
        cut = cut or len(block)
        block, self._rest = block[:cut], block[cut:]
        return _SIGN.sub(_mended, block) if b"\\x" in block else block


def _mended(sign: re.Match[bytes]) -> bytes:
    return b"\\u00" + sign[1] if sign[1] else sign[0]
