"""Who plays in the demonstration: the process itself, its sources, states, people and bodies."""

from datetime import timedelta

from imports.demonstration.making import MARK, SITE, Stage, Text
from records.models import ActorName, Affiliation, Process, Source

PARTIES = {
    "arvenia": ("state", Text("Arvenia", "Arvénie", "Арвенія")),
    "belmora": ("state", Text("Belmora", "Belmore", "Бельмора")),
    "castria": ("state", Text("Castria", "Castrie", "Кастрія")),
    "dorlund": ("state", Text("Dorlund", "Dorlund", "Дорлунд")),
    "estvale": ("state", Text("Estvale", "Estvale", "Естваль")),
    "fennmark": ("state", Text("Fennmark", "Fennmark", "Фенмарк")),
    "ridge-front": ("armed_group", Text("Ridge Front", "Front de la Crête", "Фронт Хребта")),
    "harbour-league": ("bloc", Text("Harbour League", "Ligue des ports", "Ліга гаваней")),
}
BODIES = {
    "treasury-board": (
        "organisation",
        Text("Treasury Board of Arvenia", "Conseil du Trésor d’Arvénie", "Казначейство Арвенії"),
    ),
    "relief-fund": (
        "organisation",
        Text("Isles Relief Fund", "Fonds de secours des Îles", "Фонд допомоги островам"),
    ),
    "saltline": ("company", Text("Saltline Shipping", "Saltline Navigation", "Солтлайн")),
}
INVENTED_WHO = Text("Invented for demonstration", "Nom inventé à titre d’exemple", "Вигадана назва")

ENVOYS = {  # key → name, its language, on whose behalf
    "vorr": ("Ilsa Vorr", "en", "arvenia"),
    "reddin": ("Tamo Reddin", "en", "arvenia"),
    "zalev": ("Мирко Залев", "uk", "belmora"),
    "dara": ("سليم الدارع", "ar", "belmora"),
    "castellan": ("Óscar Castellán-Brúnn", "es", "castria"),
    "hedda": ("Hedda Ljungvik", "sv", "dorlund"),
    "rimma": ("Римма Островська", "uk", "ridge-front"),
}
FIRST = {
    "en": ("Anselm", "Brida", "Corin", "Delphie", "Edvar", "Fenna", "Garrod", "Hilke"),
    "uk": ("Горислав", "Данута", "Зорян"),
    "ar": ("ريم", "نادر", "هالة"),
}
LAST = {
    "en": ("Ashgrove", "Brackwater", "Cinderhall", "Dunmarrow", "Elverstone"),
    "uk": ("Скеля-Надбережний", "Тихолоз"),
    "ar": ("الساحلي", "المرجاني"),
}
DELEGATES = 60


def gather(stage: Stage) -> None:
    """Make the process, the sources and everybody who plays."""
    stage.process = stage.make(
        Process,
        slug=f"{MARK}-isles-talks",
        name=Text(
            "Demonstration: the Isles talks (invented)",
            "Démonstration : les pourparlers des Îles (inventés)",
            "Показ: переговори про Острови (вигадані)",
        ),
        summary=Text(
            "This process is invented to show what Parley’s pages can hold; none of these states "
            "exists. Arvenia and Belmora have met on three tracks for two years.",
            "Ce processus est inventé pour montrer ce que les pages de Parley peuvent contenir ; "
            "aucun de ces États n’existe. L’Arvénie et la Belmore se réunissent sur trois voies "
            "depuis deux ans.",
            "Цей процес вигадано, щоб показати, що вміщують сторінки Parley; жодної з цих держав "
            "не існує. Арвенія і Бельмора два роки зустрічаються на трьох треках.",
        ),
        status="active",
        started_on=stage.today - timedelta(days=740),
    )
    _sources(stage)
    for key, (kind, text) in {**PARTIES, **BODIES}.items():
        stage.actor(key, kind, text, description=INVENTED_WHO)
    for key, (name, language, party) in ENVOYS.items():
        person = stage.actor(key, "person", name, description=INVENTED_WHO)
        stage.make(ActorName, actor=person, text=name, language=language, kind="primary")
        stage.make(
            Affiliation,
            person=person,
            organisation=stage.actors[party],
            position=Text("Envoy", "Émissaire", "Посланець"),
            starts_on=stage.today - timedelta(days=700),
        )
    for number in range(DELEGATES):
        language = ("en", "uk", "en", "ar", "en")[number % 5]
        turn = number // 5 if language != "en" else number
        first, last = FIRST[language], LAST[language]
        name = f"{first[turn % len(first)]} {last[turn // len(first) % len(last)]}"
        person = stage.actor(f"delegate-{number + 1}", "person", name, description=INVENTED_WHO)
        stage.make(ActorName, actor=person, text=name, language=language, kind="primary")


def _sources(stage: Stage) -> None:
    gazettes = {
        "en": Text("Daily reports", "Dépêches du jour", "Щоденні повідомлення"),
        "ar": Text("Reports in Arabic", "Dépêches en arabe", "Повідомлення арабською"),
        "uk": Text("Reports in Ukrainian", "Dépêches en ukrainien", "Повідомлення українською"),
    }
    for (language, title), grade in zip(gazettes.items(), "BCF", strict=True):
        stage.sources.append(
            stage.make(
                Source,
                url=f"{SITE}{language}/",
                publisher="The Demonstration Gazette (invented)",
                title=title,
                language=language,
                reliability=grade,
                published_on=stage.today - timedelta(days=90),
            )
        )
