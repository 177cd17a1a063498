"""What the name of a column says, in the languages in which files of the field are kept.

Words are folded beginnings: “donat” is “donateur” and “donatrice”.
"""

import re
from functools import cache

from django.conf import settings
from django.utils.translation import override

from imports.mappings.cldr import fold
from imports.mappings.fields import fields_of, kinds
from records.models import Involvement

Role = Involvement.Role
TOKEN = re.compile(r"[^\W_]+")
HUMP = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я])")
FIELDS = {
    "title": "title titre intitul titel titul titol tytul назв загол event evenement ereignis "
    "evento подія событ name nom libell objet nazwa",
    "summary": "summar resum descri opis опис beschreib note observ comment remar detail "
    "примит коммент комент bemerk zusammenf anmerk",
    "date": "date datum fecha data дата день day jour tag when start debut begin начал почат von",
    "last_day": "end fin until bis ende кінец конец окончан завер hasta last",
    "published_on": "publi опублік опублик veroffent",
    "country": "country pays land pais paese kraj країн стран staat state etat держав nation ulke",
    "place": "place lieu ville city location местo місц место ort город міст stadt lugar venue",
    "latitude": "lat latitude широт breite",
    "longitude": "lon lng long longitude довгот долгот lange",
    "amount": "amount montant сума сумм betrag value valeur importe monto kwota somme sum",
    "currency": "currency devise monnaie валют wahrung moneda waluta curr",
    "source_url": "url link lien source http джерел источник quelle fuente ссыл посил zrodl",
    "source_publisher": "publisher editeur media видав издат herausg medium",
    "source_quote": "quote quotation citation цитат zitat",
    "id": "id identifiant identifier nr no n numero number code ref номер kennung",
    "processes": "process processus процес prozess proceso",
    "track": "track piste series",
    "involved": "involved participant parti acteur actor actors delegation учасник участник "
    "teilnehm сторон present protagonist",
    "due_on": "due deadline echean срок термін frist",
    "expires": "expir ablauf valid",
}  # fmt: skip
ROLES = {
    Role.MEDIATOR: "mediat посередник посредник vermittl",
    Role.FACILITATOR: "facilit",
    Role.HOST: "host hote gastgeb господар",
    Role.GUARANTOR: "guarant garant гарант",
    Role.OBSERVER: "observer observateur спостер наблюд beobacht",
    Role.NEGOTIATOR: "negoti перегов unterhand",
    Role.DONOR: "donor donat донор geber spender bailleur",
    Role.RECIPIENT: "recip benef отримув получат empfang destinat",
    Role.CHANNEL: "channel canal канал",
    Role.ISSUER: "issuer emett issuing",
    Role.TARGET: "target cible",
    Role.SPEAKER: "speaker orateur locut промов оратор sprecher said",
    Role.ADDRESSEE: "addressee destinataire адресат",
    Role.SIGNATORY: "signator signat підписант подписант unterzeich",
}  # fmt: skip
KINDS = {
    "pledge": "amount montant сума betrag donor donat донор pledge aid aide допомог помощ hilfe "
    "budget commit disburs",
    "relief": "licen exempt derog waiver sanction санкц lizenz",
    "document": "treaty traite accord agreement document угод соглаш договор abkommen vertrag",
    "statement": "statement declar speaker said quote citation заяв zitat orateur",
    "incident": "incident attack attaque killed casual victim атак напад жертв angriff fatal",
    "round": "round mediat negoti talks meeting reunion rencontre перегов зустріч встреч treffen",
}  # fmt: skip
# Words for a title or summary that only one of the languages of readers has.
LANGUAGES = {
    "fr": "titre intitul libell evenement observ remar commentaire resum objet",
    "uk": "назва заголовок подія опис примітк коментар",
}
DEFAULT_ROLES = {
    "round": Role.PARTY,
    "document": Role.SIGNATORY,
    "statement": Role.SPEAKER,
    "pledge": Role.DONOR,
    "relief": Role.ISSUER,
    "incident": Role.OTHER,
}


def tokens_of(header: str) -> list[str]:
    return TOKEN.findall(fold(HUMP.sub(" ", header)))


def field_named(kind: str, header: str) -> str:
    """The field that a column's name means; empty where it says nothing that is known."""
    fields = fields_of(kind)
    if found := _labels(kind).get(fold(header).replace("_", " ")):
        return found
    tokens = tokens_of(header)
    if "date" in tokens or "datum" in tokens or "дата" in tokens:
        order = ("last_day", "published_on", "due_on", "expires", "date")
        return next(
            name for name in order if name in fields and (name == "date" or _says(name, tokens))
        )
    matches = {
        name: length for name in FIELDS if name in fields and (length := _says(name, tokens))
    }
    return max(matches, key=lambda name: matches[name], default="")


def language_named(header: str) -> str:
    """The language of the texts in a column, from the language of its name; else empty."""
    tokens = tokens_of(header)
    return next((one for one, words in LANGUAGES.items() if _longest(words, tokens)), "")


def role_named(header: str) -> str:
    """The role that a column's name means, or an empty text."""
    return _best(ROLES, tokens_of(header))


def without_role(header: str) -> str:
    """The name of the actor in a column's name: “mediator_qatar” is “qatar”."""
    words = TOKEN.findall(HUMP.sub(" ", header).replace("_", " "))
    rest = [word for word in words if not _best(ROLES, [fold(word)])]
    return " ".join(rest)


def kind_named(headers: list[str]) -> tuple[str, list[str]]:
    """The kind that most names of columns speak of, and these names; a round where none does."""
    named = {
        kind: [h for h in headers if _longest(words, tokens_of(h))] for kind, words in KINDS.items()
    }
    best = max(named, key=lambda kind: len(named[kind]))
    return (best, named[best]) if named[best] else (str(kinds()[0][0]), [])


@cache
def _labels(kind: str) -> dict[str, str]:
    """What the interface calls a field, in each of its languages, and its code."""
    found: dict[str, str] = {}
    for code, field in fields_of(kind).items():
        found[fold(code).replace("_", " ")] = code
        for language, _name in settings.LANGUAGES:
            with override(language):
                found.setdefault(fold(str(field.label)), code)
    return found


def _says(field: str, tokens: list[str]) -> int:
    return _longest(FIELDS[field], tokens)


def _best(words: dict[Role, str], tokens: list[str]) -> str:
    lengths = {name: _longest(begun, tokens) for name, begun in words.items()}
    name = max(lengths, key=lambda one: lengths[one])
    return str(name) if lengths[name] else ""


def _longest(words: str, tokens: list[str]) -> int:
    """The length of the longest word that begins a token; short words must be the whole of it."""
    return max(
        (
            len(word)
            for word in map(fold, words.split())
            for token in tokens
            if token == word or (len(word) > 3 and token.startswith(word))
        ),
        default=0,
    )
