"""The four packs say what the four policies say: no more, no less."""

import pytest

from holdepunkt.policy.pack.check import check, check_together
from holdepunkt.policy.pack.format import Pack
from holdepunkt.policy.pack.kinds import COUNTED, LinkKind, Modal, PassageKind, RhythmKind, UnitKind
from holdepunkt.policy.tests.pack_samples import FOUR, OTHER_SHAPES, PACKS

NOT_ABOUT_PEOPLE = {
    "misbruger", "misbrugere", "hjemløs", "hjemløse", "narkoman", "alkoholiker", "klient",
    "klienter", "svag", "svage", "svageste", "prostitueret", "prostituerede", "sindslidende",
}  # fmt: skip


@pytest.fixture(params=FOUR)
def pack(request) -> Pack:
    return the_pack(request.param)


def the_pack(name: str) -> Pack:
    checked = check(PACKS / f"{name}.toml")
    assert checked.problems == ()
    assert checked.pack is not None
    return checked.pack


def rows(pack: Pack, kind: RhythmKind) -> list:
    return [row for row in pack.rhythm if row.kind is kind]


def told(pack: Pack) -> list[str]:
    """Every sentence of ours that a citizen may read."""
    target = pack.target_group
    texts = [row.plain for row in (*pack.passages, *pack.values, *pack.promises, *pack.rhythm)]
    texts += [goal.plain for goal in pack.goals if goal.plain]
    return texts + ([target.plain, *target.logic, *target.named_situations, *target.factors] if target else [])


def lix(text: str) -> float:
    """Words a sentence plus the share of words longer than six letters."""
    words = [word.strip(".,:;!?()»«'\"") for word in text.split()]
    sentences = max(1, sum(text.count(mark) for mark in ".!?:"))
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


def test_our_words_are_easier_than_the_policies(pack):
    assert lix(" ".join(told(pack))) < 30


def test_our_words_put_no_label_on_people(pack):
    for text in told(pack):
        words = {word.strip(".,:;!?()'\"").lower() for word in text.split()}
        assert not words & NOT_ABOUT_PEOPLE, text


def test_every_passage_has_a_way_to_its_own_words(pack):
    assert all(passage.verbatim and passage.place for passage in pack.passages)


def test_every_commitment_is_told_as_a_promise_and_no_value_is(pack):
    kinds = {passage.id: passage.kind for passage in pack.passages}
    told_of = {promise.passage for promise in pack.promises}

    assert told_of == {key for key, kind in kinds.items() if kind in COUNTED}


def test_no_promise_is_told_twice(pack):
    assert len({promise.plain for promise in pack.promises}) == len(pack.promises)


def test_every_unit_that_the_text_does_not_name_says_so(pack):
    for unit in pack.units:
        if unit.example or unit.kind is UnitKind.DISABILITY_COUNCIL:
            assert unit.note


def test_the_borderline_cases_are_told_on_top_of_every_file(pack):
    text = (PACKS / f"{pack.municipality.slug}.toml").read_text()
    top = text[: text.index("format = 1")]

    assert "# Borderline cases" in top
    assert any((promise.note or "").startswith("Grænsetilfælde") for promise in pack.promises)


def test_odsherred_is_approved_on_a_date_and_still_in_use_after_its_evaluation():
    """O1, O8, O18, A7."""
    pack = the_pack("odsherred")

    assert str(pack.policy.approved_on) == "2017-05-30"
    assert pack.policy.approved_by == "byraadet"
    assert pack.policy.period_to is None
    assert pack.policy.in_use_after_period
    assert [value.name for value in pack.values] == ["Værdighed", "Tillid", "Respekt", "Rummelighed", "Håb"]
    assert [link.kind for link in pack.links] == [LinkKind.SEES_TOGETHER]
    assert "forebyggende-tilbud" in {promise.key for promise in pack.promises}


def test_odsherreds_target_group_is_a_composite_situation():
    """O2, O21."""
    target = the_pack("odsherred").target_group

    assert any("aldrig én ting alene" in line for line in target.logic)
    assert len(target.named_situations) == 8
    assert any("familier" in situation for situation in target.named_situations)


def test_odsherred_plans_two_years_asks_five_departments_and_reports_every_year():
    """O3, O4, O5, O6, O7."""
    pack = the_pack("odsherred")
    (dialogues,) = rows(pack, RhythmKind.DIALOGUES)
    (gathering,) = rows(pack, RhythmKind.GATHERING)
    (status,) = rows(pack, RhythmKind.STATUS_EVERY_YEARS)
    (plan,) = pack.plans
    units = {unit.key: unit for unit in pack.units}

    assert len(dialogues.units) == 5
    assert gathering.unit == "raadet-for-socialt-udsatte"
    assert (status.every, units[status.unit].name) == (1, "Social- og Forebyggelsesudvalget")
    assert units[status.unit].successor in units
    assert [row.year for row in rows(pack, RhythmKind.EVALUATION_IN_YEAR)] == [2019]
    assert (plan.period_from, plan.period_to, plan.from_text) == (2017, 2018, True)
    assert [effort.key for effort in plan.efforts] == ["temamoede", "dialoger", "udbredelse"]


def test_civil_societys_own_part_is_kept_apart():
    """O11, A8."""
    others = [promise for promise in the_pack("odsherred").promises if promise.by_other_body]

    assert [promise.by_other_body for promise in others] == ["civilsamfundet"]


def test_roedovre_has_five_goals_four_values_and_seven_challenges():
    """R1, R2, R23."""
    pack = the_pack("roedovre")

    assert len(pack.goals) == 5
    assert {level.singular for level in pack.levels} == {"strategimål"}
    assert len(pack.values) == 4
    assert len(pack.target_group.named_situations) == 7
    assert len(pack.target_group.factors) == 3
    assert {link.kind for link in pack.links} == {LinkKind.POINTS_TO}
    assert "børn og unge" in pack.target_group.not_covered


def test_roedovre_plans_and_reports_every_year_and_draws_people_in():
    """R3, R4, R5."""
    pack = the_pack("roedovre")

    assert [row.every for row in rows(pack, RhythmKind.PLAN_EVERY_YEARS)] == [1]
    assert [row.every for row in rows(pack, RhythmKind.STATUS_EVERY_YEARS)] == [1]
    assert {who for row in rows(pack, RhythmKind.INVOLVE) for who in row.who} >= {"borgere", "medarbejdere"}


def test_roedovre_bears_no_date_no_approver_and_is_partly_a_draft():
    """A6."""
    pack = the_pack("roedovre")
    policy = pack.policy

    assert (policy.approved_by, policy.approved_on, policy.period_from, policy.dated) == (None,) * 4
    assert policy.draft_remark
    assert [p.id for p in pack.passages if p.kind is PassageKind.DRAFT_REMARK] == ["kladde-historier"]
    assert rows(pack, RhythmKind.STATUS_EVERY_YEARS)[0].unit is None


def test_nyborg_has_three_focus_areas_a_lead_department_and_yearly_figures():
    """N1, N2, N4, N9, N10, N13."""
    pack = the_pack("nyborg")
    (strategies,) = rows(pack, RhythmKind.STRATEGY_PER_GOAL)
    (status,) = rows(pack, RhythmKind.STATUS_EVERY_YEARS)

    assert (pack.policy.period_from, pack.policy.period_to) == (2019, 2025)
    assert (pack.policy.dated, pack.policy.approved_on) == ("Marts 2019", None)
    assert [goal.title for goal in pack.goals if goal.parent is None] == ["Boliger", "Sundhed", "Beskæftigelse"]
    assert sum(goal.parent is not None for goal in pack.goals) == 6
    assert strategies.unit == pack.policy.owner == "socialafdelingen"
    assert status.unit == "social-og-familieudvalget"
    assert rows(pack, RhythmKind.REPORT_ON_NEWEST_FIGURES)
    assert pack.links[0].kind is LinkKind.RESTS_ON
    assert "kort-og-let" in {promise.key for promise in pack.promises}


def test_faxe_quotes_eight_goals_of_the_government_and_keeps_them_apart():
    """F2, F3."""
    pack = the_pack("faxe")
    served = [key for goal in pack.goals for key in goal.national_goals]

    assert len(pack.target_group.named_situations) == 7
    assert sorted(served) == sorted(goal.key for goal in pack.national_goals)
    assert len(served) == 8
    assert {goal.owner for goal in pack.national_goals} == {"regeringen"}
    national = {goal.passage for goal in pack.national_goals}
    assert not national & {promise.passage for promise in pack.promises}


def test_faxe_binds_each_committee_to_three_of_four_and_the_plan_may_begin_at_once():
    """F4, F5."""
    pack = the_pack("faxe")
    (bound,) = rows(pack, RhythmKind.BOUND_TO_GOALS)
    (free,) = rows(pack, RhythmKind.FURTHER_GOALS_VOLUNTARY)

    assert (bound.count, len(bound.goals), bound.each) == (3, 4, UnitKind.COMMITTEE)
    assert free.stated is Modal.MAY
    assert [p.key for p in pack.promises if p.modal is Modal.MAY] == ["saa-snart-godkendt"]
    assert rows(pack, RhythmKind.ANNEXED_AFTER_APPROVAL)
    assert rows(pack, RhythmKind.PLAN_HOLDS)[0].what == ("tidsplan",)


def test_faxe_promises_no_yearly_status_and_names_no_year_of_evaluation():
    """A6."""
    pack = the_pack("faxe")
    silent = {RhythmKind.STATUS_EVERY_YEARS, RhythmKind.EVALUATION_IN_YEAR, RhythmKind.EVALUATION_EVERY_YEARS}

    assert not silent & {row.kind for row in pack.rhythm}
    assert (pack.policy.approved_by, pack.policy.approved_on) == (None, None)
    assert (pack.policy.period_from, pack.policy.period_to) == (2018, 2022)


def test_each_municipality_keeps_its_own_word_for_a_goal_and_its_own_paper():
    """A3."""
    words = [the_pack(name).levels[-1].singular for name in FOUR]
    firsts = [the_pack(name).paper.fields[0].heading for name in FOUR]

    assert words == ["målsætning", "strategimål", "mål", "fokuspunkt"]
    assert firsts == ["Kompetence", "Beslutningskompetence", "Sagsfremstilling", "Resume"]
    assert [the_pack(name).paper.known for name in FOUR] == [False, True, True, True]


@pytest.mark.parametrize("file", sorted(OTHER_SHAPES.glob("*.toml")), ids=lambda file: file.stem)
def test_other_shapes_of_policy_need_no_code(file):
    """A5."""
    assert check(file).problems == ()


def test_a_committees_plan_stands_without_a_council_policy():
    pack = check(OTHER_SHAPES / "committee-plan.toml").pack
    units = {unit.key: unit.kind for unit in pack.units}

    assert units[pack.policy.approved_by] is UnitKind.COMMITTEE
    assert pack.plans[0].efforts[0].milestones[1].due == 2025


def test_a_second_edition_names_the_first():
    one, two = (check(OTHER_SHAPES / f"strategy-{n}.toml").pack for n in (1, 2))

    assert two.policy.predecessor == one.policy.slug
    assert check_together([one, two]) == ()


def test_targets_hold_figures_per_group():
    pack = check(OTHER_SHAPES / "figures.toml").pack
    targets = pack.goals[1].targets

    assert [(t.group, t.baseline, t.target) for t in targets][:2] == [("18-29 år", 41, 60), ("30-59 år", 35.5, 55)]
    assert targets[2].baseline is None
    assert targets[3].group is None
