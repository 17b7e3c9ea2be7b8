"""Which keys of a pack go with which kind of rhythm."""

from holdepunkt.policy.pack.kinds import RhythmKind

_WHO = ("unit", "units", "each", "who")
_BODY = ("unit", "units", "each")
NEEDS: dict[RhythmKind, tuple[tuple[str, ...], ...]] = {
    RhythmKind.PLAN_EVERY_YEARS: (("every",),),
    RhythmKind.STATUS_EVERY_YEARS: (("every",),),
    RhythmKind.EVALUATION_IN_YEAR: (("year",),),
    RhythmKind.EVALUATION_EVERY_YEARS: (("every",),),
    RhythmKind.DRAFTED_BY: (_BODY,),
    RhythmKind.HEARD: (_BODY,),
    RhythmKind.APPROVED_BY: (("unit",),),
    RhythmKind.BOUND_TO_GOALS: (("count",), _BODY),
    RhythmKind.FURTHER_GOALS_VOLUNTARY: (_BODY,),
    RhythmKind.ANNEXED_AFTER_APPROVAL: (),
    RhythmKind.REPORT_ON_NEWEST_FIGURES: (),
    RhythmKind.GATHERING: (),
    RhythmKind.DIALOGUES: (),
    RhythmKind.STRATEGY_PER_GOAL: (("unit",),),
    RhythmKind.INVOLVE: (_WHO,),
    RhythmKind.PLAN_HOLDS: (("what",),),
}
"""Of each of these keys, one at least."""

USES: dict[RhythmKind, tuple[str, ...]] = {
    RhythmKind.PLAN_EVERY_YEARS: ("every", "unit"),
    RhythmKind.STATUS_EVERY_YEARS: ("every", "unit"),
    RhythmKind.EVALUATION_IN_YEAR: ("year", "unit", "units"),
    RhythmKind.EVALUATION_EVERY_YEARS: ("every", "unit", "units"),
    RhythmKind.DRAFTED_BY: (*_BODY, "goals"),
    RhythmKind.HEARD: _BODY,
    RhythmKind.APPROVED_BY: ("unit",),
    RhythmKind.BOUND_TO_GOALS: ("count", *_BODY, "goals"),
    RhythmKind.FURTHER_GOALS_VOLUNTARY: ("count", *_BODY, "goals"),
    RhythmKind.ANNEXED_AFTER_APPROVAL: (),
    RhythmKind.REPORT_ON_NEWEST_FIGURES: ("unit",),
    RhythmKind.GATHERING: ("every", "count", "year", *_WHO),
    RhythmKind.DIALOGUES: ("every", "count", "year", *_WHO),
    RhythmKind.STRATEGY_PER_GOAL: ("unit", "goals"),
    RhythmKind.INVOLVE: _WHO,
    RhythmKind.PLAN_HOLDS: ("what",),
}
"""The keys a row of this kind may carry."""
