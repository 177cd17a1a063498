"""Several files that belong together, in a ZIP archive: unpacked within limits, and opened.

What the archive says of its sizes is not believed: bytes are counted as they come out.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import SpooledTemporaryFile, TemporaryDirectory
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.core.files import File
from django.template.defaultfilters import filesizeformat

from imports.archives import DAMAGED
from imports.lines import Table
from imports.markup import Markup
from imports.objects import Objects
from imports.problems import FileProblem

MOST_FILES = 50
BLOCK = 1 << 16
IN_MEMORY = 1 << 20
BUNDLED = "files.zip"


@dataclass
class Bundle:
    """The files of an archive, each opened, by name."""

    files: dict[str, Table | Markup | Objects]
    folder: "TemporaryDirectory[str]"

    @property
    def encoding(self) -> str:
        return ", ".join(dict.fromkeys(one.encoding for one in self.files.values()))

    @property
    def described(self) -> str:
        return f"ZIP ({', '.join(self.files)})"

    def bytes_done(self) -> int:
        return sum(one.bytes_done() for one in self.files.values())

    def close_by(self, close: Callable[[], None]) -> Callable[[], None]:
        """`close`, and then the folder with it."""

        def closed() -> None:
            close()
            self.folder.cleanup()

        return closed

    def close(self) -> None:
        for one in self.files.values():
            one.close()
        self.folder.cleanup()


def is_workbook(path: Path) -> bool:
    try:
        with ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except DAMAGED:
        return False


def unpacked(path: Path) -> "tuple[TemporaryDirectory[str], dict[str, Path]]":
    """A folder with the archive's files, and name → path. Raises FileProblem."""
    folder = TemporaryDirectory(prefix="parley-")
    try:
        with ZipFile(path) as archive:
            return folder, _unpack(archive, Path(folder.name))
    except DAMAGED as error:
        folder.cleanup()
        raise FileProblem("broken_archive", reason=error) from error
    except BaseException:
        folder.cleanup()
        raise


def _unpack(archive: ZipFile, folder: Path) -> dict[str, Path]:
    infos = [info for info in archive.infolist() if _counts(info)]
    if not infos:
        raise FileProblem("empty_file")
    if len(infos) > MOST_FILES:
        raise FileProblem("too_many_files", files=len(infos), limit=MOST_FILES)
    paths: dict[str, Path] = {}
    left = settings.IMPORT_MAX_UNPACKED_BYTES
    for number, info in enumerate(infos):
        path = folder / str(number)  # a name from an archive is never a path of ours
        with archive.open(info) as packed, path.open("wb") as file:
            left -= _copy(packed, file, left)
        paths[PurePosixPath(info.filename).name[:200]] = path
    return paths


def _counts(info: ZipInfo) -> bool:
    return not info.is_dir() and not info.filename.startswith("__MACOSX/")


def _copy(packed: IO[bytes], file: IO[bytes], limit: int) -> int:
    done = 0
    while block := packed.read(BLOCK):
        done += len(block)
        if done > limit:
            most = filesizeformat(settings.IMPORT_MAX_UNPACKED_BYTES)
            raise FileProblem("archive_unpacks_too_large", limit=most)
        file.write(block)
    return done


def bundled(files: "Iterable[File[bytes]]") -> "File[bytes]":
    """Files that were chosen together, as the archive that they could have come in."""
    made: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - outlives this call
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for number, one in enumerate(files, start=1):
            name = PurePosixPath(one.name or "").name or f"file-{number}"
            with archive.open(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), "w", force_zip64=True) as part:
                for chunk in one.chunks():
                    part.write(chunk)
    size = made.tell()
    made.seek(0)
    whole = File(made, name=BUNDLED)
    whole.size = size
    return whole
