"""Words that stand nowhere else: one for each field and stage, so that a leak names itself."""

import re
from dataclasses import dataclass, field

MARK = re.compile(r"qx[a-z]*")  # a marker word, and whatever letters it is glued to


@dataclass
class Marks:
    """The marker words of one world; `told` maps each word to the field and the stage it was written at."""

    told: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __call__(self, name: str, stage: str) -> str:
        """A word for this field (`StatusNote.happened`) at this stage.

        >>> marks = Marks()
        >>> marks("Goal.title", "draft"), marks.told
        ('Qxdraftgoaltitle', {'Qxdraftgoaltitle': ('Goal.title', 'draft')})
        """
        letters = "".join(letter for letter in name.lower() if letter.isalpha())
        word = f"Qx{stage.replace('_', '')}{letters}"
        self.told[word] = (name, stage)
        return word

    def in_text(self, text: str) -> set[tuple[str, str]]:
        """The fields and stages whose words stand in a text, however it is cased."""
        found = " ".join(MARK.findall(text.casefold()))
        return {told for word, told in self.told.items() if word.casefold() in found}
