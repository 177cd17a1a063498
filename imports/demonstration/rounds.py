"""Three tracks over two years: rounds held, planned, cancelled, overdue; one very full room."""

from typing import Any

from imports.demonstration.cast import DELEGATES
from imports.demonstration.making import Part, Stage, Text
from records.models import Correction
from talks.models import Readout, Round, Track

TRACKS = {  # key → name, days between rounds, days since the last, level
    "direct": (Text("Direct talks", "Pourparlers directs", "Прямі переговори"), 42, 12, "envoys"),
    "humanitarian": (
        Text("Humanitarian track", "Voie humanitaire", "Гуманітарний трек"),
        *(63, 48, "technical"),
    ),
    "military": (
        Text("Military contacts", "Contacts militaires", "Військові контакти"),
        *(91, 133, "military"),
    ),
}
TOWNS = (
    (Text("Geneva", "Genève", "Женева"), "CH", "46.204", "6.143"),
    (Text("Muscat", "Mascate", "Маскат"), "OM", "23.588", "58.383"),
    (Text("Oslo", "Oslo", "Осло"), "NO", "59.914", "10.752"),
    (Text("Nairobi", "Nairobi", "Найробі"), "KE", "-1.286", "36.817"),
    (Text("Vienna", "Vienne", "Відень"), "AT", "48.208", "16.372"),
    (Text("Lisbon", "Lisbonne", "Лісабон"), "PT", "38.722", "-9.139"),
)
OUTCOMES = ("none", "next_round", "partial", "unknown", "breakdown", "joint_statement")
MODES = ("direct", "direct", "proximity", "virtual", "shuttle", "telephone")
TITLE = Text(
    "{track}, round {number}: Arvenia and {other} meet in {town}",
    "{track}, cycle {number} : l’Arvénie et {other} se réunissent à {town}",
    "{track}, раунд {number}: Арвенія і {other} зустрічаються ({town})",
)
BELMORA = Text("Belmora", "la Belmore", "Бельмора")
OTHERS = {"military": Text("Ridge Front", "le Front de la Crête", "Фронт Хребта")}  # by track
MISSED = Text(
    "{track}, round {number}: a meeting that did not happen",
    "{track}, cycle {number} : une réunion qui n’a pas eu lieu",
    "{track}, раунд {number}: зустріч, яка не відбулася",
)
TO_COME = Text(
    "{track}, round {number}: to be held in {town}",
    "{track}, cycle {number} : prévu à {town}",
    "{track}, раунд {number}: заплановано ({town})",
)
CLAUSE = Text(
    "prisoners, remains, crossings, harbours, water, power, schools, archives and the count of it ",
    "prisonniers, dépouilles, passages, ports, eau, courant, écoles, archives et leur compte ",
    "полонені, тіла загиблих, переправи, гавані, вода, струм, школи, архіви та їхній облік ",
)
ENVOYS: tuple[Part, ...] = (
    ("head_of_delegation", "vorr", "arvenia"),
    ("negotiator", "reddin", "arvenia"),
    ("head_of_delegation", "zalev", "belmora"),
    ("negotiator", "dara", "belmora"),
)
HOSTS: tuple[Part, ...] = (("mediator", "castellan", "castria"), ("host", "dorlund", ""))
LONGEST = 500  # characters that a title may have
CONFERENCE, DISPUTED, LONG_TITLE = 9, 12, 14  # rounds of the direct talks


def hold(stage: Stage) -> dict[str, list[Round]]:
    """Every round of every track, the oldest first."""
    return {key: _series(stage, key) for key in TRACKS}


def _series(stage: Stage, key: str) -> list[Round]:
    name, gap, last, level = TRACKS[key]
    track = stage.make(
        Track, process=stage.process, name=name, slug=f"demonstration-{key}", track_type="1"
    )
    days = [*range(last, 730, gap)][::-1]
    held = [
        _held(stage, key, number, ago, track=track, level=level)
        for number, ago in enumerate(days, start=1)
    ]
    return [*held, *_not_held(stage, key, len(held), track=track, level=level)]


def _held(stage: Stage, key: str, number: int, ago: int, **columns: Any) -> Round:
    town, country, latitude, longitude = TOWNS[number % len(TOWNS)]
    title = TITLE.filled(
        track=TRACKS[key][0], number=number, town=town, other=OTHERS.get(key, BELMORA)
    )
    on, parts = f"{stage.day(ago)}/{stage.day(ago - number % 3)}", (*ENVOYS, *HOSTS)
    if key == "direct" and number == CONFERENCE:
        parts = (*parts, *_delegates())
    if key == "direct" and number == LONG_TITLE:
        title = Text(*(_longest(*pair) for pair in zip(title, CLAUSE, strict=True)))
    if key == "military":  # little is told of these
        on = (stage.day(ago)[:7], f"{stage.day(ago)}~", stage.day(ago)[:4])[number % 3]
        parts = (("party", "arvenia", ""), ("party", "ridge-front", ""), HOSTS[0])
    sources = 1 + number % 3
    made = stage.entry(
        Round,
        f"{key}-{number}",
        on,
        title,
        parts=parts,
        sources=sources,
        number=number,
        place_name=town,
        place_country=country,
        latitude=latitude,
        longitude=longitude,
        place_precision="locality",
        mode=MODES[number % len(MODES)],
        format="bilateral" if key == "military" else "trilateral",
        status="held",
        outcome=OUTCOMES[number % len(OUTCOMES)],
        verification=_verified(number, sources),
        **columns,
    )
    if key == "direct":
        _after(stage, made, number)
    return made


def _verified(number: int, sources: int) -> str:
    if number == DISPUTED:
        return "disputed"
    return "corroborated" if sources > 1 else "reported"


def _longest(title: str, clause: str) -> str:
    return f"{title}: {clause * LONGEST}"[: LONGEST - 1] + "…"


def _delegates() -> tuple[Part, ...]:
    sides = ("arvenia", "belmora")
    return tuple(
        ("negotiator", f"delegate-{number}", sides[number % 2])
        for number in range(1, DELEGATES - len(ENVOYS) - len(HOSTS) + 1)
    )


def _after(stage: Stage, made: Round, number: int) -> None:
    """Readouts of every third round; where sources differ, and what was put right later."""
    if number % 3 == 0:
        for party, words in (
            ("arvenia", Text("The talks were useful.", "Ce fut utile.", "Розмова була корисною.")),
            (
                "belmora",
                Text("No progress was made.", "Aucun progrès.", "Поступу не було."),
            ),
        ):
            stage.make(
                Readout,
                round=made,
                party=stage.actors[party],
                source=stage.sources[0],
                text=words,
                published_on=made.ends_on,
            )
    if number == DISPUTED:
        town = Text("Not {town} but Oslo", "Pas {town}, mais Oslo", "Не {town}, а Осло")
        stage.cite(made, 1, field="place_name", value=town.filled(town=TOWNS[0][0]))
        later = Text("a day later", "le lendemain", "на день пізніше")
        stage.cite(made, 2, field="starts_on", value=later)
    if number in (DISPUTED, CONFERENCE):
        stage.make(
            Correction,
            entry=made,
            what=Text(
                "The town was given as Vienna until a second report named it.",
                "La ville indiquée était Vienne, jusqu’à ce qu’une seconde dépêche la nomme.",
                "Містом було названо Відень, доки друге повідомлення не назвало його.",
            ),
            wrong_since=made.ends_on,
            corrected_on=stage.today,
        )


def _not_held(stage: Stage, key: str, done: int, **columns: Any) -> list[Round]:
    """One cancelled, one postponed or overdue, and one still to come."""
    ahead = {"direct": -16, "humanitarian": -5, "military": 20}[key]
    plans = [
        (done + 1, 7, MISSED, "EventCancelled"),
        (done + 2, ahead, TO_COME, "EventScheduled"),
        (done + 3, ahead - 60, TO_COME, "EventPostponed"),
    ]
    made = []
    for number, ago, title, status in plans:
        town, country, *_where = TOWNS[number % len(TOWNS)]
        words = title.filled(track=TRACKS[key][0], number=number, town=town)
        made.append(
            stage.entry(
                Round,
                f"{key}-{number}",
                stage.day(ago),
                words,
                parts=(("party", "arvenia", ""), ("party", "belmora", "")),
                number=number,
                place_name=town,
                place_country=country,
                status=status,
                outcome="not_applicable",
                **columns,
            )
        )
    return made
