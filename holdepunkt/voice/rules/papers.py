"""The papers of a meeting and the forms they come in."""

from enum import StrEnum


class PaperKind(StrEnum):
    """What a file is of."""

    AGENDA = "agenda"
    AGENDA_LARGE = "agenda_large"
    MINUTES = "minutes"


class FileFormat(StrEnum):
    """What a file is."""

    DOCX = "docx"
    PDF = "pdf"


CONTENT_TYPES = {
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.PDF: "application/pdf",
}
NORMAL_POINTS, LARGE_POINTS = 11, 18


def points(paper: PaperKind | str) -> int:
    """The size of the letters: 18 points for those who read large print.

    >>> points("agenda_large"), points("minutes")
    (18, 11)
    """
    return LARGE_POINTS if paper == PaperKind.AGENDA_LARGE else NORMAL_POINTS
