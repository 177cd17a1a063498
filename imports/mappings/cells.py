"""Cells of Parley's own spreadsheet, written from the parts that a mapping has found."""

# How texts of several columns stand in one cell
JOINTS = {"title": " – ", "summary": "\n\n"}


def joined(cell: str, texts: list[str]) -> str:
    return JOINTS.get(cell.removesuffix("_fr").removesuffix("_uk"), "\n").join(texts)


def source(address: str, publisher: str, title: str) -> str:
    """The first part of a source; a bar would end it, a colon part publisher and title."""
    publisher, title = escaped(publisher), escaped(title)
    if address:
        first = "".join(address.split()).replace("|", "%7C")
        named = (("publisher", publisher), ("title", title))
        return first + "".join(f" | {name}: {text}" for name, text in named if text)
    return f"-: - | publisher: {publisher} | title: {title}"


def source_parts(own: dict[str, str], **names: str) -> str:
    said = ((part, escaped(own.get(name, ""))) for part, name in names.items())
    return "".join(f" | {part}: {text}" for part, text in said if text)


def escaped(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
