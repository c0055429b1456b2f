"""The image of the page that a place is on, where the settings say where images are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.core.source import real

if TYPE_CHECKING:
    from pathlib import Path

    from lint.review.cards import Card
    from lint.review.session import Session

SUFFIXES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}
"""Images that a browser shows and that can hold no script, as SVG can."""

_NUMBER = re.compile(r"^[ \t]*(?:第[ ]?|[-—–·][ ]?)(\d{1,4})(?:[ ]?页|[ ]?[-—–·])[ \t]*$", re.MULTILINE)


def page_of(session: Session, card: Card) -> str | None:
    """The address of the image, relative to the review's page; None where there is none."""
    text = session.documents[card.file].text
    page = page_number(text, card.start)
    return f"image/{card.file}/{page}" if image(session, card.file, page) else None


def page_number(text: str, offset: int) -> int:
    """The page that `offset` is on: by form feeds, else by the page number that comes next."""
    if "\f" in text:
        return text.count("\f", 0, offset) + 1
    following = _NUMBER.search(text, offset)
    if following:
        return int(following[1])
    earlier = list(_NUMBER.finditer(text, 0, offset))
    return int(earlier[-1][1]) + 1 if earlier else 1


def image(session: Session, file: int, page: int) -> Path | None:
    """The image file of a page; None if there is none, or if it lies outside the project."""
    if file not in session.files:
        return None
    project = session.files[file].target.project
    pattern = project.settings.images
    if not pattern:
        return None
    stem = session.files[file].path.stem
    path = project.folder / pattern.replace("{page}", str(page)).replace("{name}", stem)
    inside = real(path).is_relative_to(real(project.folder))
    return path if inside and path.suffix.lower() in SUFFIXES and path.is_file() else None
