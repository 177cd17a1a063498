from records.models.actors import Actor, ActorName, Affiliation
from records.models.changes import Change, Touch
from records.models.entries import Entry
from records.models.evidence import Citation, Correction, Source
from records.models.identifiers import Identifier, Redirect
from records.models.merges import Merge
from records.models.processes import Process
from records.models.relations import Involvement, Link, ProcessEntry
from records.models.versions import PublicVersion

__all__ = [
    "Actor",
    "ActorName",
    "Affiliation",
    "Change",
    "Citation",
    "Correction",
    "Entry",
    "Identifier",
    "Involvement",
    "Link",
    "Merge",
    "Process",
    "ProcessEntry",
    "PublicVersion",
    "Redirect",
    "Source",
    "Touch",
]
