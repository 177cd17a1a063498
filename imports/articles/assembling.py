"""From sentences to drafts: which kinds a sentence offers, and which exclude each other.

1. A pledge or relief by the one who announces it is that, and no statement.
2. What somebody said is a statement; of what was said nothing else is made, but for attacks
   that stand behind a word such as “after”.
3. Otherwise a sentence offers one draft of each kind whose rule holds.
4. A deadline completes the relief that an earlier sentence told of.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from imports.articles.attacking import incidents
from imports.articles.countries import States
from imports.articles.drafts import Context, Draft
from imports.articles.easing import deadlines, reliefs
from imports.articles.found import Said, Text
from imports.articles.giving import pledges
from imports.articles.meeting import rounds
from imports.articles.reading import read
from imports.articles.speaking import statement

MOST_OF_A_SENTENCE = 3
QUESTION = ("?",)
Analysis = tuple[Text, list[Draft]]
_kept: ContextVar[dict[tuple[str, str, date], Analysis] | None] = ContextVar("_kept", default=None)


@contextmanager
def analysed_once() -> Iterator[None]:
    """Inside, each text is analysed when it is first asked for, and its drafts are kept."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def drafts_of(content: str, *, language: str, published_on: date) -> Analysis:
    """The text as it was read, and the drafts that its sentences offer, in their order."""
    kept, asked = _kept.get(), (content, language, published_on)
    if kept is None:
        return _analysed(*asked)
    if asked not in kept:
        kept[asked] = _analysed(*asked)
    return kept[asked]


def _analysed(content: str, language: str, published_on: date) -> Analysis:
    states = States()
    text = read(content, language=language, published_on=published_on, states=states)
    context = Context(text, states, published_on)
    for said in text.sentences:
        context.drafts += list(_of_sentence(context, said))[:MOST_OF_A_SENTENCE]
    return text, context.drafts


def _of_sentence(context: Context, said: Said) -> Iterator[Draft]:
    if context.text.content[said.start : said.end].rstrip(' »”"').endswith(QUESTION):
        return
    spoken = statement(context, said)
    own = [*pledges(context, said), *reliefs(context, said)]
    if spoken and own and _is_by_doer(spoken, own[0]):
        spoken = None
    if spoken:
        yield spoken
        yield from _told_after(context, said, spoken)
        return
    yield from own
    if not own and not deadlines(context, said):
        yield from rounds(context, said)
        yield from incidents(context, said)


def _is_by_doer(spoken: Draft, own: Draft) -> bool:
    """Who announces their own pledge or relief."""
    doers = {one.who.state or one.who.ref.name for one in own.involved[:1]}
    return bool(doers & {one.who.state or one.who.ref.name for one in spoken.involved})


def _told_after(context: Context, said: Said, spoken: Draft) -> Iterator[Draft]:
    """“… called for calm after attacks on oil depots”: the attacks are the article's own words."""
    for draft in incidents(context, said):
        start = draft.quoted[0].start
        between = [one for one in said.signals("after") if 0 <= start - one.end <= 30]
        if between and spoken.quoted[0].start < start:
            draft.reasons.insert(0, context.reason("told_after", between[-1]))
            yield draft
