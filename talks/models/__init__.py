from talks.models.documents import Document, Provision
from talks.models.incidents import Incident
from talks.models.issues import Issue, Position
from talks.models.rounds import Readout, Round, Track
from talks.models.statements import Statement

__all__ = [
    "Document",
    "Incident",
    "Issue",
    "Position",
    "Provision",
    "Readout",
    "Round",
    "Statement",
    "Track",
]
