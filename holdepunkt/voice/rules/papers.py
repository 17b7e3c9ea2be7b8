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


MOST_ATTACHED = 15 * 1024 * 1024  # what most mailboxes still take in one mail


def goes_by_mail(rule: str, *, is_closed: bool, size: int, so_far: int) -> bool:
    """N1, R6: whether a file is laid beside the mail: the council's rule says so, and there is room for it.

    Papers of a closed item are only read behind a sign-in; an unknown rule sends a link.

    >>> goes_by_mail("yes", is_closed=False, size=1000, so_far=0), goes_by_mail("", is_closed=False, size=1, so_far=0)
    (True, False)
    >>> goes_by_mail("yes", is_closed=True, size=1, so_far=0)
    False
    >>> goes_by_mail("yes", is_closed=False, size=1000, so_far=MOST_ATTACHED)
    False
    """
    return rule == "yes" and not is_closed and so_far + size <= MOST_ATTACHED


def points(paper: PaperKind | str) -> int:
    """The size of the letters: 18 points for those who read large print.

    >>> points("agenda_large"), points("minutes")
    (18, 11)
    """
    return LARGE_POINTS if paper == PaperKind.AGENDA_LARGE else NORMAL_POINTS
