"""Statements: who said what, named or not, and what the article itself concludes."""

from dataclasses import dataclass

from imports.articles.acting import acting
from imports.articles.drafts import (
    LONGEST,
    Context,
    Draft,
    Involved,
    Quoted,
    Reason,
    dated,
    quotation,
)
from imports.articles.found import ACTOR, DATE, Found, Said, Who

BEFORE = 4  # words between a speaker and the verb of saying
BEHIND = 2  # words between the verb and a speaker who stands behind it
FAR = 12  # words between unnamed experts and their verb
LEAST = 3  # words that something said has
PHRASE = 6  # words between “this” and the verb of a conclusion
# Acts that have an addressee behind their verb
DIRECTED = {"appeal", "demand", "threat", "promise", "offer"}
ARTICLES = {"le", "la", "l", "les", "the", "der", "die"}
DETERMINERS = {*ARTICLES, "un", "une", "des", "plusieurs", "a", "an", "some", "ein", "eine"}
SENIOR = {"senior", "haut", "hoher", "top", "високопоставлений", "высокопоставленный"}
FILLERS = {"que", "qu", "that", "dass", "що", "что"}
LABELS = {
    "anonymous": "Official, anonymous",
    "sources": "Unnamed sources",
    "experts": "Experts",
    "publication": "The article",
}
RULES = {"publication": "own_conclusion", "named": "named_speaker"}


@dataclass(frozen=True)
class Utterance:
    """Who says something, by which words: the mark of the rule, the verb, the speaker."""

    attribution: str
    mark: Found
    verb: Found
    speaker: Found | None = None
    who: Who | None = None


def statement(context: Context, said: Said) -> Draft | None:
    """At most one of a sentence: by the first rule that holds."""
    for rule in (_anonymous, _sources, _experts, _named, _own):
        utterance = rule(context, said)
        if utterance and (draft := _draft(context, said, utterance)):
            return draft
    return None


def _anonymous(_context: Context, said: Said) -> Utterance | None:
    """An official who asked not to be named."""
    mark = said.signal("anonymous")
    if not mark:
        return None
    verb = said.signal("said") or mark
    return Utterance("anonymous", mark, verb, said.signal("officials") or mark)


def _sources(_context: Context, said: Said) -> Utterance | None:
    mark = said.signal("sources")
    return Utterance("sources", mark, mark, mark) if mark else None


def _experts(_context: Context, said: Said) -> Utterance | None:
    """Experts beside a verb of saying, on either side, or behind “according to”."""
    verbs = said.signals("said", "according")
    for mark in said.signals("experts"):
        near = [verb for verb in verbs if _distance(mark, verb) <= FAR]
        if near:
            verb = min(near, key=lambda one: (_distance(mark, one), one.first))
            return Utterance("experts", mark, verb, mark)
    return None


def _named(context: Context, said: Said) -> Utterance | None:
    for verb in said.signals("said", "according"):
        if speaker := _speaker(context, said, verb):
            return Utterance("named", verb, verb, speaker, speaker.value)
    return None


def _own(_context: Context, said: Said) -> Utterance | None:
    """“This change shows …”: a conclusion of the article's own, at the sentence's beginning."""
    shows = said.signal("shows")
    opening = [one for one in said.signals("demonstratives") if one.first == said.first]
    if shows and opening and 1 <= shows.first - opening[0].last <= PHRASE:
        return Utterance("publication", shows, shows)
    return None


def _speaker(context: Context, said: Said, verb: Found) -> Found | None:
    """Before the verb and not behind a word such as “with”; else right behind the verb."""
    actors = [one for one in acting(context.text, said) if not _is_companion(context, said, one)]
    right = [one for one in actors if 0 <= one.first - verb.last <= BEHIND]
    if verb.group == "according":
        is_beside = right and right[0].first <= verb.last + _article(context, verb)
        return right[0] if is_beside else None
    left = [one for one in actors if one.last <= verb.first]
    if left and _reaches(context, left[-1], verb):
        return left[-1]
    return right[0] if right and not _is_object(verb, right[0]) else None


def _is_companion(context: Context, said: Said, one: Found) -> bool:
    before = context.text.between(max(one.first - 1, said.first), one.first)
    return any(context.text.words.has("with", token.lower) for token in before)


def _article(context: Context, verb: Found) -> int:
    following = context.text.between(verb.last, verb.last + 1)
    return int(bool(following) and following[0].lower in ARTICLES)


def _reaches(context: Context, speaker: Found, verb: Found) -> bool:
    """Few words between, or an insertion between commas."""
    between = context.text.content[speaker.end : verb.start]
    if between.strip().startswith(",") and between.count(",") == 2:
        return between.rstrip().endswith(",") and verb.first - speaker.last <= FAR
    return verb.first - speaker.last <= BEFORE and not set(between) & set(",;:()«»")


def _is_object(verb: Found, one: Found) -> bool:
    """“called on Russia” has an addressee behind it where “said Putin” has the speaker."""
    return verb.value in DIRECTED or one.rule == "adjective"


def _draft(context: Context, said: Said, one: Utterance) -> Draft | None:
    speaker_end, words = _speaker_words(context, said, one.speaker)
    first = _content(context, said, one, speaker_end)
    if said.last - first < LEAST:
        return None
    start, end = quotation(context.text, said, first)
    when, dates = context.when(said, one.verb)
    act = str(one.verb.value) if one.verb.group == "said" else "assessment"
    draft = Draft(
        "statement",
        said,
        _title(one, context.text.content[start:end]),
        when,
        [Quoted(start, end, said.paragraph, one.attribution, words)],
        _reasons(context, one),
        details={"act": act},
    )
    if one.who:
        draft.involved.append(Involved(one.who, "speaker", context.party_of(one.who)))
    else:
        draft.details["speaker_words"] = words[:200] or "the article itself"
        draft.involved += _state_of(said, one)
    dated(context, draft, dates)
    return draft


def _state_of(said: Said, one: Utterance) -> list[Involved]:
    """The state whose official spoke, where its name or adjective stands beside the word."""
    official = one.speaker
    if one.attribution != "anonymous" or not official:
        return []
    beside = [
        actor
        for actor in said.of(ACTOR)
        if actor.value.is_state
        and (0 <= actor.first - official.last <= 2 or 0 <= official.first - actor.last <= 1)
    ]
    return [Involved(actor.value, "other", note="state of the official") for actor in beside[:1]]


def _title(one: Utterance, words: str) -> str:
    speaker = one.who.ref.name if one.who else LABELS[one.attribution]
    return f"{speaker}: “{words}”"


def _reasons(context: Context, one: Utterance) -> list[Reason]:
    reasons = [context.reason(RULES.get(one.attribution, one.attribution), one.mark)]
    if one.verb.group == "said" and one.verb is not one.mark:
        reasons.append(context.reason("said", one.verb))
    if one.speaker and one.speaker.what == ACTOR:
        reasons.append(context.reason(one.speaker.rule, one.speaker))
    return reasons


def _content(context: Context, said: Said, one: Utterance, speaker_end: int) -> int:
    """The token where what was said begins; words that ask for something are quoted with it."""
    if one.verb.value in DIRECTED and one.attribution in ("named", "anonymous"):
        return one.verb.first
    last = max(one.verb.last, one.mark.last, speaker_end)
    if one.attribution == "sources":
        last = _behind_comma(context, said, last)
    for day in said.of(DATE):
        if 0 <= day.first - last <= 1:
            last = day.last
    while last < said.last and context.text.tokens[last].lower in FILLERS:
        last += 1
    return last if said.last - last >= LEAST else said.first


def _behind_comma(context: Context, said: Said, last: int) -> int:
    """“Two sources familiar with the matter, …”: what is said comes behind the comma."""
    tokens = context.text.tokens
    for place in range(last, min(last + PHRASE, said.last)):
        if "," in context.text.content[tokens[place - 1].end : tokens[place].start]:
            return place
    return last


def _speaker_words(context: Context, said: Said, speaker: Found | None) -> tuple[int, str]:
    """“Un responsable ukrainien”: the speaker with article and adjective, and where they end."""
    if not speaker:
        return 0, ""
    first, last = speaker.first, speaker.last
    if speaker.what != ACTOR:
        first = _behind_according(context, speaker)
        while first <= speaker.first and _may_lead(context, said, speaker, first - 1):
            first -= 1
        while last < said.last and last - speaker.last < 2 and _may_follow(context, said, last):
            last += 1
    tokens = context.text.tokens
    return last, context.text.content[tokens[first].start : tokens[last - 1].end][:LONGEST]


def _behind_according(context: Context, speaker: Found) -> int:
    """“Selon” of “selon des sources” is no part of the speaker."""
    words = [token.lower for token in context.text.between(speaker.first, speaker.last)]
    match = next(context.text.words.find("according", words), None)
    is_first = match and match.first == 0 and match.last < len(words)
    return speaker.first + (match.last if match and is_first else 0)


def _may_lead(context: Context, said: Said, speaker: Found, place: int) -> bool:
    """An article, the adjective of a state, or “senior” before an official."""
    if place < max(said.first, speaker.first - 3):
        return False
    word = context.text.tokens[place].lower
    is_state = any(one.first == place and one.value.is_state for one in said.of(ACTOR))
    return is_state or word in DETERMINERS or word in SENIOR


def _may_follow(context: Context, said: Said, place: int) -> bool:
    """An adjective right behind: of a state, or “international”."""
    tokens = context.text.tokens
    gap = context.text.content[tokens[place - 1].end : tokens[place].start]
    is_state = any(one.first == place and one.rule == "adjective" for one in said.of(ACTOR))
    return not gap.strip() and (is_state or tokens[place].lower.startswith("international"))


def _distance(one: Found, other: Found) -> int:
    return max(one.first - other.last, other.first - one.last, 0)
