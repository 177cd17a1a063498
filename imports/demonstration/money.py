"""Relief in a chain of fifteen, and pledges in four currencies, one of them without a rate."""

from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from aid.models import ExchangeRate, Pledge, Transaction
from imports.demonstration.cast import PARTIES
from imports.demonstration.making import Stage, Text
from sanctions.models import Designation, Programme, Relief

ZONE = "Atlantic/Azores"
STEPS = 15
STEP = 45  # days from one licence to the next
LETTERS = ("", *"ABCDEFGHIJKLMN")
LICENCE = Text(
    "Licence {number}: harbour dues of Saltline Shipping",
    "Licence {number} : droits de port de Saltline Navigation",
    "Ліцензія {number}: портові збори «Солтлайн»",
)
AUTHORISES = Text(
    "Payment of harbour dues for ships that carry food, up to {amount} tonnes a month.",
    "Le paiement des droits de port pour les navires de vivres, jusqu’à {amount} tonnes par mois.",
    "Сплату портових зборів за судна з продовольством, до {amount} тонн на місяць.",
)
EXCLUDES = Text(
    "Nothing that pays for arms.", "Rien qui paie des armes.", "Нічого, що оплачує зброю."
)
OTHERS = (  # key, title, issued days ago, expires in days, revoked days ago
    (
        "revoked",
        Text("Waiver for cables", "Dispense pour les câbles", "Вейвер для кабелів"),
        *(200, 300, 60),
    ),
    (
        "to-come",
        Text("Exemption for schools", "Exemption pour les écoles", "Звільнення для шкіл"),
        *(-20, 200, None),
    ),
    (
        "expired",
        Text("Licence for water pumps", "Licence pour les pompes", "Ліцензія на насоси"),
        *(300, -30, None),
    ),
    (
        "without-end",
        Text("Exemption for medicine", "Exemption pour les remèdes", "Звільнення для ліків"),
        *(500, None, None),
    ),
)
TEST = "XTS"  # the code that ISO 4217 keeps for testing


class Promise(NamedTuple):
    """A pledge and what came of it, in days before today and in millions."""

    key: str
    donor: str
    amount: int | None
    currency: str
    aid_kind: str
    ago: int
    due_in: int | None
    bound: int = 0
    paid: tuple[int, ...] = ()


PLEDGES = (
    Promise("power", "castria", 120, "EUR", "reconstruction", 500, -40, 120, (30, 20)),
    Promise("water", "castria", 45, "EUR", "humanitarian", 420, None, 45, (45,)),
    Promise("harbour", "dorlund", 800, TEST, "reconstruction", 380, 90, 400, (100, 60)),
    Promise("schools", "dorlund", 60, TEST, "financial", 300, None),
    Promise("boats", "estvale", 2500, "KES", "humanitarian", 260, 25, 900, (350,)),
    Promise("grain", "fennmark", 9000, "JPY", "humanitarian", 210, None, 9000, (4500, 4500)),
    Promise("guards", "harbour-league", 33, "EUR", "military", 170, 60, 20, (5,)),
    Promise("archive", "estvale", None, "", "other", 120, None),
    Promise("census", "castria", 7, "EUR", "financial", 60, 14, 7),
)
MILLION = 1_000_000
PLEDGED = Text("{donor} pledges aid: {what}", "{donor} promet : {what}", "{donor} обіцяє: {what}")
WHAT = {
    "power": Text("the power grid", "le réseau électrique", "енергомережа"),
    "water": Text("wells", "des puits", "криниці"),
    "harbour": Text("the northern harbour", "le port du nord", "північна гавань"),
    "schools": Text("schools", "des écoles", "школи"),
    "boats": Text("rescue boats", "des canots de sauvetage", "рятувальні човни"),
    "grain": Text("grain", "du grain", "зерно"),
    "guards": Text("coast guards", "des garde-côtes", "берегова охорона"),
    "archive": Text("an archive", "des archives", "архів"),
    "census": Text("a census", "un recensement", "перепис"),
}
CONDITION = Text(
    "Once the crossings are open.",
    "Dès que les points de passage seront ouverts.",
    "Щойно відкриються переправи.",
)


def ease(stage: Stage) -> None:
    """The chain of licences, four instruments on their own, and a company on the list."""
    programme = stage.make(
        Programme,
        authority="Demonstration (invented)",
        code="ISLES-1",
        name=Text("Isles programme", "Régime des Îles", "Програма щодо Островів"),
    )
    stage.make(
        Designation,
        actor=stage.actors["saltline"],
        programme=programme,
        list_id="ISLES-1-0001",
        listed_on=stage.today - timedelta(days=720),
        source=stage.sources[0],
    )
    replaced = None
    for step in range(STEPS):
        ago = (STEPS - 1 - step) * STEP + 20
        replaced = _licence(
            stage,
            f"licence-7{LETTERS[step].lower()}",
            LICENCE.filled(number=f"7{LETTERS[step]}"),
            ago,
            STEP + 1 - ago,
            programme=programme,
            instrument="general_licence",
            number=f"7{LETTERS[step]}",
            authorises=AUTHORISES.filled(amount=(step + 1) * 100),
            excludes=EXCLUDES,
            replaces=replaced,
        )
    for key, title, ago, ends, revoked in OTHERS:
        on = None if revoked is None else stage.today - timedelta(days=revoked)
        _licence(
            stage, key, title, ago, ends, programme=programme, instrument="waiver", revoked_on=on
        )


def _licence(
    stage: Stage, key: str, title: Text, ago: int, ends: int | None, **columns: object
) -> Relief:
    """Relief issued so many days ago that ends in so many days, at the end of that day."""
    end = None
    if ends is not None:
        last = stage.today + timedelta(days=ends)
        end = datetime.combine(last, time(23, 59), tzinfo=ZoneInfo(ZONE))
    return stage.entry(
        Relief,
        key,
        stage.day(ago),
        title,
        parts=(
            ("issuer", "treasury-board", "arvenia"),
            ("target", "saltline", ""),
            ("beneficiary", "belmora", ""),
        ),
        sources=2,
        expires_at=end,
        expires_zone=ZONE if end else "",
        **columns,
    )


def pledge(stage: Stage) -> None:
    """Money promised, bound, paid, taken back, announced twice, and of unknown amount."""
    made = {promise.key: _pledge(stage, promise) for promise in PLEDGES}
    again = Text(
        "Castria speaks again of the money for the power grid",
        "La Castrie reparle de l’argent du réseau électrique",
        "Кастрія знову говорить про гроші на енергомережу",
    )
    stage.entry(
        Pledge,
        "power-again",
        stage.day(100),
        again,
        parts=(("donor", "castria", ""), ("recipient", "belmora", "")),
        amount=made["power"].amount,
        currency="EUR",
        aid_kind="reconstruction",
        restates=made["power"],
    )
    _transaction(stage, made["power"], "2", millions=-25, ago=90)


def _pledge(stage: Stage, promise: Promise) -> Pledge:
    donor, ago, due = PARTIES[promise.donor][1], promise.ago, promise.due_in
    made = stage.entry(
        Pledge,
        f"pledge-{promise.key}",
        stage.day(ago),
        PLEDGED.filled(donor=donor, what=WHAT[promise.key]),
        parts=(
            ("donor", promise.donor, ""),
            ("recipient", "belmora", ""),
            ("channel", "relief-fund", ""),
        ),
        sources=1 + ago % 2,
        amount=promise.amount and promise.amount * MILLION,
        currency=promise.currency,
        aid_kind=promise.aid_kind,
        due_on=None if due is None else stage.today + timedelta(days=due),
        conditions=CONDITION if promise.key in ("power", "census") else "",
    )
    if promise.currency == TEST:
        day = stage.today - timedelta(days=ago)
        stage.make(ExchangeRate, currency=TEST, date=day, per_euro=8)
    if promise.bound:
        _transaction(stage, made, "2", millions=promise.bound, ago=ago - 30)
    for number, part in enumerate(promise.paid, start=1):
        _transaction(stage, made, "3", millions=part, ago=ago - 30 - number * 40)
    return made


def _transaction(stage: Stage, made: Pledge, kind: str, *, millions: int, ago: int) -> None:
    stage.make(
        Transaction,
        pledge=made,
        type=kind,
        happened_on=stage.today - timedelta(days=ago),
        amount=millions * MILLION,
        currency=made.currency,
        source=stage.sources[0],
    )
