"""What was said and written: positions of eight parties on twelve issues, and a draft thrice."""

from imports.demonstration.cast import PARTIES
from imports.demonstration.making import Stage, Text
from records.models import Link
from talks.models import Document, Incident, Issue, Position, Provision, Round, Statement

ISSUES = {
    "ceasefire": Text("Ceasefire", "Cessez-le-feu", "Припинення вогню"),
    "prisoners": Text("Prisoners", "Prisonniers", "Полонені"),
    "crossings": Text("Crossings", "Points de passage", "Переправи"),
    "harbours": Text("Harbours", "Ports", "Гавані"),
    "water": Text("Water", "Eau", "Вода"),
    "power": Text("Power grid", "Réseau électrique", "Енергомережа"),
    "fishing": Text("Fishing grounds", "Zones de pêche", "Райони рибальства"),
    "archives": Text("Archives", "Archives", "Архіви"),
    "schools": Text("Schools", "Écoles", "Школи"),
    "language": Text("Languages", "Langues", "Мови"),
    "guarantees": Text("Guarantees", "Garanties", "Гарантії"),
    "return": Text("Return of the displaced", "Retour des déplacés", "Повернення переселенців"),
}
STANCES = {
    "demands": Text("Asks for it first", "Le demande d’abord", "Вимагає цього насамперед"),
    "offers": Text("Offers a first step", "Offre un premier pas", "Пропонує перший крок"),
    "accepts": Text("Agrees", "Est d’accord", "Погоджується"),
    "accepts_if": Text(
        "Agrees if it is watched over", "D’accord sous contrôle", "Згодна за умови нагляду"
    ),
    "rejects": Text("Will not hear of it", "Refuse d’en parler", "Не хоче про це чути"),
    "silent": Text("Has said nothing", "N’a rien dit", "Нічого не сказала"),
}
ACTS = ("demand", "offer", "appeal", "denial", "promise", "assessment")
SAID = Text(
    "{party} on {first} and more", "{party} : {first} et le reste", "{party}: {first} та інше"
)
WORDS = (
    ("ar", "نحن مستعدون للحديث عن كل شيء.", "We are ready to talk about everything."),
    ("uk", "Ми готові говорити про все.", "We are ready to talk about everything."),
    ("en", "We are ready to talk about everything.", ""),
)
PER_STATEMENT = 4
VERSIONS = (("1", 400), ("2", 250), ("3", 80))
DRAFT = Text("Draft of the Isles charter", "Projet de charte des Îles", "Проєкт хартії Островів")
SHORE = Text("Off the Isles", "Au large des Îles", "Біля Островів")
INCIDENTS = 24
CATEGORIES = ("energy", "shipping", "civilians", "strike", "ceasefire_violation", "exchange")


def tell(stage: Stage, rounds: list[Round]) -> None:
    """Statements with positions, the three drafts, the old charter, and incidents at sea."""
    issues = [
        stage.make(Issue, process=stage.process, name=name, slug=f"demonstration-{key}")
        for key, name in ISSUES.items()
    ]
    for place, party in enumerate(PARTIES):
        _statements(stage, place, party, issues, rounds)
    _move(stage, issues, rounds)
    _drafts(stage, issues)
    _old_charter(stage)
    _incidents(stage)


def _statements(
    stage: Stage, place: int, party: str, issues: list[Issue], rounds: list[Round]
) -> None:
    for turn in range(0, len(issues), PER_STATEMENT):
        ago = 600 - place * 20 - turn * 40
        language, words, translation = WORDS[(place + turn) % len(WORDS)]
        first = list(ISSUES.values())[turn]
        said = stage.entry(
            Statement,
            f"{party}-{turn + 1}",
            stage.day(ago) if place % 3 else f"{stage.day(ago)}~",
            SAID.filled(party=PARTIES[party][1], first=first),
            parts=(("speaker", party, ""), ("addressee", _other(party), "")),
            sources=1 + place % 2,
            act=ACTS[(place + turn) % len(ACTS)],
            words=words,
            words_language=language,
            translation=translation,
        )
        for number, issue in enumerate(issues[turn : turn + PER_STATEMENT]):
            stance = [*STANCES][(place * 5 + turn + number * 2) % len(STANCES)]
            stage.make(
                Position,
                issue=issue,
                party=stage.actors[party],
                entry=said,
                stance=stance,
                words=STANCES[stance],
            )
        stage.make(
            Link,
            from_entry=said,
            to_entry=rounds[(place + turn) % 9],
            kind="reported_with",
            note=Text(
                "One report tells of both.",
                "Une même dépêche parle des deux.",
                "Про обидва йдеться в одному повідомленні.",
            ),
        )


def _other(party: str) -> str:
    return "belmora" if party == "arvenia" else "arvenia"


def _move(stage: Stage, issues: list[Issue], rounds: list[Round]) -> None:
    """Two parties change their minds in a later round."""
    for number, party in enumerate(("arvenia", "belmora")):
        stage.make(
            Position,
            issue=issues[number],
            party=stage.actors[party],
            entry=rounds[11],
            stance="accepts",
            words=STANCES["accepts"],
        )


def _drafts(stage: Stage, issues: list[Issue]) -> None:
    text = Text(
        "The parties keep to what version {version} says of it.",
        "Les parties s’en tiennent à ce qu’en dit la version {version}.",
        "Сторони дотримуються того, що каже про це версія {version}.",
    )
    former: dict[str, Provision] = {}
    replaced = None
    for version, ago in VERSIONS:
        draft = stage.entry(
            Document,
            f"charter-draft-{version}",
            stage.day(ago),
            Text(*(f"{title}, {version}" for title in DRAFT)),
            parts=(("party", "arvenia", ""), ("party", "belmora", ""), ("mediator", "castria", "")),
            sources=2,
            form="draft",
            stage="SubPar",
            version=version,
            replaces=replaced,
        )
        replaced = draft
        for number, issue in enumerate(issues[: 6 + int(version)], start=1):
            changed = number % 3 != 0  # every third provision stays as the first version had it
            former[str(number)] = stage.make(
                Provision,
                document=draft,
                position=number,
                number=str(number),
                heading=[*ISSUES.values()][number - 1],
                text=text.filled(version=version if changed else "1"),
                issue=issue,
                aligned_with=former.get(str(number)),
            )


def _old_charter(stage: Stage) -> None:
    """A thousand years before all the rest."""
    stage.entry(
        Document,
        "old-charter",
        str(stage.today.year - 1000),
        Text("The old charter of the Isles", "L’ancienne charte des Îles", "Стара хартія Островів"),
        parts=(("signatory", "arvenia", ""), ("signatory", "belmora", "")),
        form="agreement",
        stage="SubComp",
        status="multiparty",
    )


def _incidents(stage: Stage) -> None:
    for number in range(INCIDENTS):
        category = CATEGORIES[number % len(CATEGORIES)]
        words = Text(
            "Incident {number} at sea", "Incident n° {number} en mer", "Подія {number} на морі"
        )
        stage.entry(
            Incident,
            f"incident-{number + 1}",
            stage.day(20 + number * 29),
            words.filled(number=number + 1),
            category=category,
            parts=(("other", "ridge-front" if number % 2 else "saltline", ""),),
            place_name=SHORE,
            latitude=f"{36 + number % 5 * 0.4:.3f}",
            longitude=f"{-38 + number // 5 * 0.5:.3f}",
            place_precision="exact",
        )
