"""What the standard library raises of a ZIP archive that is damaged, packed or locked otherwise."""

import lzma
import zlib
from zipfile import BadZipFile

DAMAGED = (
    *(BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError, ValueError),
    *(zlib.error, lzma.LZMAError),
)
