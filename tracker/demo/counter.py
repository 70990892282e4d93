"""At the counter: a dispute comes in, and somebody takes it on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from tracker.demo.business_stories import BUSINESS
from tracker.demo.household_stories import HOUSEHOLD
from tracker.demo.mishap_stories import MISHAPS
from tracker.demo.office import (
    OWN_VILLAGE,
    RIVERSIDE,
    ROSTER,
    SPRING,
    STUDIO,
    SUNRISE,
    VILLAGES,
)
from tracker.demo.people import INSURER, People
from tracker.demo.planned import PlannedCase
from tracker.demo.stories import VILLAGE, Story, summary_of
from tracker.domain.drafts import PartyDraft
from tracker.domain.vocabulary import Difficulty, Side, Source

STORIES = (*HOUSEHOLD, *MISHAPS, *BUSINESS)
SOURCES = {
    Source.APPLICATION: 46.0,
    Source.INITIATIVE: 29.0,
    Source.POLICE: 8.0,
    Source.COURT: 8.0,
    Source.PETITION_OFFICE: 4.0,
    Source.OTHER_OFFICE: 3.0,
    Source.PROCURATORATE: 0.4,
}
CHANNELS = {"窗口来访": 45, "上门": 23, "电话": 20, "网络": 12}
NOT_STATED = 0.01
"""The share of cases in which source, channel or difficulty was left blank."""

DECLINED_REASONS = (
    "人民法院已经受理该纠纷",
    "劳动人事争议仲裁委员会已立案处理",
    "一方当事人明确拒绝调解",
    "属于行政处罚争议，不属于人民调解范围",
    "涉嫌刑事犯罪，已移送公安机关",
    "当事人不能提供对方的身份和联系方式",
)

T = TypeVar("T")


def drawn(rng: Random, weights: Mapping[T, float]) -> T:
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def new_case(rng: Random, people: People, on: date, earliest: date) -> PlannedCase:
    """A case accepted ``on`` that day, registered the same day or up to three days before."""
    story = _story(rng, on)
    scene = rng.choice(story.scenes)
    desk = drawn(rng, _desks(story))
    mediator, co_mediators = _mediators(rng, desk)
    waited = rng.choices((0, 1, 2, 3), weights=(78, 12, 7, 3))[0]
    return PlannedCase(
        story=story,
        scene=scene,
        registered_on=max(on - timedelta(days=waited), earliest),
        accepted_on=on,
        desk=desk,
        mediator=mediator,
        co_mediators=co_mediators,
        village=_village(rng, desk),
        source=_unless_blank(rng, drawn(rng, _sources(story))),
        channel=_unless_blank(rng, drawn(rng, CHANNELS)),
        difficulty=_unless_blank(rng, drawn(rng, _difficulties(story))),
        summary=summary_of(scene, rng),
        parties=_parties(rng, people, story, desk, on),
    )


def declined_case(rng: Random, people: People, on: date) -> PlannedCase:
    case = new_case(rng, people, on, earliest=on)
    return replace(
        case, accepted_on=None, co_mediators=(), declined_reason=rng.choice(DECLINED_REASONS)
    )


def _story(rng: Random, on: date) -> Story:
    """Wages are what people come for before the Spring Festival."""
    wages = 2.0 if on.month in (12, 1) else 1.0
    shares = [one.share * (wages if one.code == "labour_wages" else 1) for one in STORIES]
    return rng.choices(STORIES, weights=shares)[0]


def _desks(story: Story) -> dict[str, float]:
    """The organisations that take such a case; ``village`` stands for the three committees."""
    desks: dict[str, float] = {}
    for desk, weight in story.organisations.items():
        for one in (SPRING, SUNRISE, RIVERSIDE) if desk == VILLAGE else (desk,):
            desks[one] = weight / 3 if desk == VILLAGE else weight
    return desks


def _mediators(rng: Random, desk: str) -> tuple[str, tuple[str, ...]]:
    here = {one.name: one.weight for one in ROSTER if one.organisation == desk}
    lead = drawn(rng, here)
    if rng.random() >= 0.12:
        return lead, ()
    others = [one.name for one in ROSTER if one.resident and one.name != lead]
    return lead, (rng.choice(others),)


def _village(rng: Random, desk: str) -> str | None:
    if desk in OWN_VILLAGE:
        return OWN_VILLAGE[desk]
    return None if desk == STUDIO and rng.random() < 0.3 else rng.choice(VILLAGES)


def _sources(story: Story) -> dict[Source, float]:
    sources = dict(SOURCES)
    if story.code in ("traffic", "damages"):
        sources[Source.POLICE] *= 4
    if story.code.startswith("labour"):
        sources[Source.PETITION_OFFICE] *= 2
    if story.code in ("contract", "finance"):
        sources[Source.COURT] *= 2
    return sources


def _difficulties(story: Story) -> dict[Difficulty, float]:
    return {
        Difficulty.SIMPLE: 52 / story.hard,
        Difficulty.ORDINARY: 38,
        Difficulty.COMPLEX: 7 * story.hard,
        Difficulty.MAJOR: 1 * story.hard,
    }


def _unless_blank(rng: Random, value: T) -> T | None:
    return None if rng.random() < NOT_STATED else value


def _parties(rng: Random, people: People, story: Story, desk: str, on: date) -> list[PartyDraft]:
    """Applicants, respondents, now and then a third party or an agent."""
    away = 1.0 if desk == STUDIO else story.out_of_town

    def person(side: Side) -> PartyDraft:
        return people.person(side, on, rng.random() < away)

    together = rng.randint(2, 6) if story.code == "labour_wages" and rng.random() < 0.2 else 1
    together += rng.random() < 0.06
    if story.applicant and rng.random() < story.firms * 0.7:
        parties = [people.firm(Side.APPLICANT, story.applicant)]
    else:
        parties = [person(Side.APPLICANT) for _ in range(together)]
    if story.respondent and rng.random() < story.firms:
        parties.append(people.firm(Side.RESPONDENT, story.respondent))
    else:
        parties.extend(person(Side.RESPONDENT) for _ in range(1 + (rng.random() < 0.1)))
    if story.code == "traffic" and rng.random() < 0.25:
        parties.append(people.firm(Side.THIRD_PARTY, INSURER))
    if rng.random() < 0.05:
        parties.append(people.person(Side.AGENT, on))
    return parties
