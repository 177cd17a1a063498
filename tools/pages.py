"""Every page that readers see, with an address that the seed and the demonstration fill."""

import re
from collections.abc import Callable
from dataclasses import dataclass

KILOBYTE = 1000
DEMONSTRATION = "/processes/demonstration-isles-talks/"


@dataclass(frozen=True)
class Page:
    name: str
    path: str  # in English; braces stand for what `pattern` finds
    title: str
    purpose: str
    found_on: str = ""  # the page where an address without a name of its own is found
    pattern: str = ""
    limit: int = 100 * KILOBYTE  # HTML, styles and scripts of a first visit
    is_key: bool = False  # `make test` sees it under two conditions, the others under one
    opens: str = ""  # a selector: what is folded there is opened before the page is judged

    def address(self, read: Callable[[str], str]) -> str:
        """The path; `read` gives the HTML at another one."""
        if not self.pattern:
            return self.path
        found = re.search(self.pattern, read(self.found_on))
        if found is None:
            raise LookupError(f"{self.found_on} has no {self.pattern} for the page “{self.name}”.")
        return self.path.format(found[1])


PAGES = (
    Page(
        "home",
        "/",
        "Where things stand",
        "The answer for a reader who has ten seconds: the last round of each track and the days "
        "since, what falls due next, the newest entries, a year of activity.",
        is_key=True,
        opens=".site-menu",
    ),
    Page(
        "timeline",
        "/timeline/",
        "Timeline",
        "Everything on record, newest first, with the filters beside it. The address holds the "
        "whole question, so it can be kept and sent.",
        is_key=True,
        opens=".filters details",
    ),
    Page(
        "timeline-filtered",
        "/timeline/?country=CH&kind=round",
        "Timeline, filtered",
        "The same for one question: what was chosen stands above the list and can be taken off.",
    ),
    Page(
        "timeline-words",
        "/timeline/?q=harbour",
        "Timeline, searched",
        "Words in any spelling; what was found stands first where it fits best.",
    ),
    Page(
        "timeline-changed",
        "/timeline/?sort=changed&kind=statement",
        "Timeline, by last change",
        "What was put on record or put right last.",
    ),
    Page(
        "timeline-as-of",
        "/timeline/?as_of={}",
        "Timeline as of a day",
        "What readers could see on a day gone by.",
        found_on="/calendar/",
        pattern=r'datetime="(\S+)" aria-current="date"',
    ),
    Page(
        "timeline-empty",
        "/timeline/?kind=pledge&country=CH",
        "Timeline without a match",
        "What would stand here, and how to widen the question.",
    ),
    Page(
        "timeline-problem",
        "/timeline/?country=ZZ&from=2025-13",
        "Timeline, asked in vain",
        "A value that does not exist is named beside its filter; nothing fails.",
    ),
    Page(
        "timeline-embedded",
        "/timeline/?embed=1&kind=relief",
        "Timeline in a frame",
        "Any filtered timeline as a page for an `<iframe>`, the only one that may be framed.",
    ),
    Page(
        "timeline-cited",
        "/timeline/cite?kind=relief",
        "Citing a list",
        "A filtered list with its day, its number of entries and a hash of which they were.",
    ),
    Page(
        "search",
        "/search/?q=harbour",
        "Search",
        "Names and texts in any script, by what they are.",
        is_key=True,
    ),
    Page(
        "search-empty",
        "/search/?q=zzzzzz",
        "Search without findings",
        "What was looked for, in which spellings, and what to try instead.",
    ),
    Page(
        "calendar",
        "/calendar/",
        "Calendar",
        "What expires, is planned or was promised, month by month.",
        is_key=True,
    ),
    Page(
        "calendar-empty",
        "/calendar/?month=2019-01",
        "Calendar, an empty month",
        "The way to the next month with something.",
    ),
    Page(
        "map",
        "/map/",
        "Map",
        "Where talks took place and where incidents did, with a table that says the same.",
        limit=250 * KILOBYTE,
    ),
    Page(
        "map-place",
        "/map/?at=46.20400,6.14300",
        "Map, one place",
        "What took place there, below the map.",
        limit=250 * KILOBYTE,
    ),
    Page(
        "network",
        "/network/",
        "Network of persons",
        "Who met whom and how often, with a table that says the same.",
        limit=250 * KILOBYTE,
    ),
    Page(
        "network-parties",
        "/network/?by=party",
        "Network of parties",
        "The same by those for whom they sat there.",
        limit=250 * KILOBYTE,
    ),
    Page(
        "round",
        "/rounds/miami-2025-12-04/",
        "Round",
        "One round of talks: who sat where, what each side said afterwards, what is linked and "
        "why, and the evidence for every part of it.",
        is_key=True,
    ),
    Page(
        "round-conference",
        "/rounds/demonstration-direct-9/",
        "Round with sixty participants",
        "The table of a large conference, with names in three scripts.",
    ),
    Page(
        "round-long-title",
        "/rounds/demonstration-direct-14/",
        "Round with a title of 500 characters",
        "The longest title that an entry may have.",
    ),
    Page(
        "round-disputed",
        "/rounds/demonstration-direct-12/",
        "Round on which sources differ",
        "What each source says stands side by side; what was put right stays to be read.",
    ),
    Page(
        "versions",
        "/entries/{}/versions/",
        "Versions of an entry",
        "Every state in which readers could see it, with what each changed.",
        found_on="/rounds/demonstration-direct-12/",
        pattern=r'href="/entries/(\d+)/versions/"',
    ),
    Page(
        "version",
        "/entries/{}/versions/1/",
        "One version of an entry",
        "A state of an entry at an address for good, with the hash of its content.",
        found_on="/rounds/demonstration-direct-12/",
        pattern=r'href="/entries/(\d+)/versions/"',
    ),
    Page(
        "statement",
        "/statements/turkey-on-energy-infrastructure/",
        "Statement",
        "Who said what to whom, when it was said and when published, and who reports it.",
    ),
    Page(
        "document",
        "/documents/demonstration-charter-draft-3/",
        "Document",
        "A text on the table, by provision, with its earlier versions.",
    ),
    Page(
        "incident",
        "/incidents/kairos-virat-2025-11-28/",
        "Incident",
        "What happened on the ground while there were talks.",
    ),
    Page(
        "relief",
        "/relief/general-licence-128b/",
        "Relief",
        "What an authority allows in spite of its sanctions, what it does not, and until when.",
        is_key=True,
    ),
    Page(
        "relief-chain",
        "/relief/demonstration-licence-7g/",
        "Relief in a chain of fifteen",
        "An instrument between those that it replaced and those that replaced it.",
    ),
    Page(
        "relief-compared",
        "/relief/demonstration-licence-7g/?compare=demonstration-licence-7f",
        "Relief, two versions compared",
        "What a renewal changed, word by word.",
    ),
    Page(
        "pledge",
        "/pledges/demonstration-pledge-power/",
        "Pledge",
        "From announced to committed to disbursed, with conditions and what was said again.",
    ),
    Page(
        "pledge-without-rate",
        "/pledges/demonstration-pledge-boats/",
        "Pledge in a currency without a rate",
        "What cannot be turned into euro says so.",
    ),
    Page(
        "sanctions",
        "/sanctions/",
        "Register of relief",
        "All relief by where it stands today: in force, about to expire, expired, replaced, "
        "revoked.",
    ),
    Page(
        "sanctions-as-of",
        "/sanctions/?as_of=2026-01-15&authority=OFAC",
        "Register of relief on a day",
        "The same as it stood then, of one authority.",
    ),
    Page(
        "sanctions-empty",
        "/sanctions/?standing=not_yet&authority=OFAC",
        "Register of relief without a match",
        "What would stand here.",
    ),
    Page(
        "aid",
        "/aid/",
        "Aid ledger",
        "What was pledged, committed and paid; no money is counted twice.",
    ),
    Page(
        "aid-by-kind",
        "/aid/?group=kind&of=financial",
        "Aid ledger by kind",
        "One of the sums opened into the pledges that it adds up.",
    ),
    Page("processes", "/processes/", "Processes", "The peace processes that are followed."),
    Page(
        "process",
        DEMONSTRATION,
        "Process",
        "Where one process stands, by track, with its entries.",
    ),
    Page(
        "positions",
        "/positions/",
        "Positions",
        "The processes with a position on record.",
    ),
    Page(
        "process-positions",
        "/processes/demonstration-isles-talks/positions/",
        "Positions of a process",
        "The matrix of issues and parties; each cell leads to what it rests on.",
        is_key=True,
    ),
    Page(
        "process-positions-as-of",
        "/processes/russia-ukraine/positions/?as_of=2025-12-10",
        "Positions as of a day",
        "What each party had last said on record by then.",
    ),
    Page(
        "track",
        "/processes/demonstration-isles-talks/tracks/demonstration-direct/",
        "Track",
        "The rounds of one track, with the days between them.",
    ),
    Page(
        "issue",
        "/processes/demonstration-isles-talks/issues/demonstration-harbours/",
        "Issue",
        "Who stood where on one issue, and what the texts provide.",
    ),
    Page(
        "actors",
        "/actors/",
        "Actors",
        "Everybody who had a part, by kind and country.",
    ),
    Page(
        "actor",
        "/actors/rustem-umerov/",
        "Actor",
        "Who this is, in which rounds and for whom, with whom how often.",
    ),
    Page(
        "actor-arabic",
        "/actors/demonstration-dara/",
        "Actor with a name in Arabic",
        "A name in its own script keeps its own direction.",
    ),
    Page(
        "pair",
        "/actors/rustem-umerov/with/steve-witkoff/",
        "Two actors",
        "The entries in which both had a part.",
    ),
    Page("countries", "/countries/", "Countries", "The countries that occur."),
    Page("country", "/countries/US/", "Country", "What is on record about one country."),
    Page("sources", "/sources/", "Sources", "All that published entries cite."),
    Page(
        "source",
        "/sources/{}/",
        "Source",
        "What was taken from one source, sentence by sentence.",
        found_on="/rounds/miami-2025-12-04/",
        pattern=r'href="/sources/(\d+)/',
    ),
    Page(
        "not-found",
        "/rounds/never-held/",
        "Not found",
        "An address that names nothing offers a search.",
    ),
)
