"""Each field of the paper as plain text, ready to paste into the municipality's case system."""

from .lines import clean, paper_words, section_lines
from .paper import Paper


def paste_ready(paper: Paper) -> tuple[tuple[str, str], ...]:
    """Heading and text per field, in the municipality's order; one blank line between paragraphs."""
    words = paper_words(paper)
    return tuple(
        (clean(section.heading), "\n\n".join(section_lines(section, words)).replace("\n\n• ", "\n• "))
        for section in paper.sections
    )
