"""The rules by name: what a reader is told a suggestion rests on, beside the words of the text."""

from typing import Any

from django.utils.translation import gettext_lazy as _

RULES: dict[str, Any] = {
    # who
    "name": _("name of a known actor"),
    "name_form": _("name of a known actor, in another form of the word"),
    "name_script": _("name of a known actor, written in another script"),
    "name_sound": _("name of a known actor, spelt by other rules"),
    "surname_of_named": _("surname of somebody whom the text names in full"),
    "surname_of_known": _("surname that only one known person bears"),
    "country": _("name of a country"),
    "country_form": _("name of a country, in another form of the word"),
    "adjective": _("adjective of a country, for its officials"),
    "metonym": _("capital or seat that stands for the state"),
    "their_meeting": _("“their” stands for those who met in the sentence before"),
    "recipient": _("another state, behind the promise"),
    "attacker": _("stands before the verb of attacking"),
    "attacked_state": _("state whose target was hit"),
    # where and when
    "place_town": _("town behind a word such as “in”"),
    "place_country": _("country behind a word such as “in”"),
    "place_of_talks": _("place of the talks told of shortly before, between the same sides"),
    "date_numeric": _("date in digits"),
    "date_written": _("date in words"),
    "date_month": _("month and year, without a day"),
    "date_without_year": _("day and month; the year that brings it nearest to the publication"),
    "date_weekday": _("day of the week: the last one up to the day of publication"),
    "date_relative": _("counted from the day of publication"),
    "no_date": _("no date in the sentence: about the month of publication"),
    # how much and under which licence
    "amount": _("amount with its currency"),
    "amount_scaled": _("amount with its currency, in thousands, millions or billions"),
    "licence": _("number of a licence"),
    "licence_lettered": _("number with a letter, near the word “licence”"),
    # what happened
    "met": _("verb of meeting, with people of two sides"),
    "talks_held": _("talks that are held or have a place, with people of two sides"),
    "no_result": _("words for a meeting without result"),
    "eased": _("verb of easing, with sanctions near it"),
    "licensed": _("verb of issuing, beside the number of a licence"),
    "instrument_licence": _("instrument: the licence that is named"),
    "instrument_word": _("instrument: the word that names it"),
    "instrument_unsaid": _("instrument: not named, so please check it"),
    "deadline": _("a later date beside a word for an end"),
    "pledged": _("verb of promising aid, with an amount behind it"),
    "condition": _("words that make a condition"),
    "kind_reconstruction": _("word of rebuilding"),
    "kind_military": _("word of military aid"),
    "kind_humanitarian": _("word of humanitarian aid"),
    "attacked": _("word for an attack"),
    "told_after": _("told by the article itself, behind a word such as “after”"),
    "hit_energy": _("what was hit: energy"),
    "hit_shipping": _("what was hit: shipping"),
    "hit_civilians": _("what was hit: civilians"),
    "hit_strike": _("what it was done with"),
    # who said so
    "anonymous": _("words for an official who stays anonymous"),
    "sources": _("words for unnamed sources"),
    "experts": _("experts, beside a verb of saying"),
    "named_speaker": _("verb of saying beside a known actor"),
    "own_conclusion": _("conclusion of the article itself: “this … shows”"),
    "said": _("verb of saying"),
}


def rule_words(rule: str) -> str:
    return str(RULES.get(rule, rule))
