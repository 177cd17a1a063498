"""Each named constraint refuses what it is there to refuse; each rule holds for all models."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from aid.models import ExchangeRate, Pledge, Transaction
from records.models import (
    Actor,
    Affiliation,
    Citation,
    Correction,
    Entry,
    Identifier,
    Involvement,
    Link,
    Merge,
    Process,
    ProcessEntry,
    PublicVersion,
    Source,
)
from sanctions.models import Designation, Programme, Relief
from talks.models import Document, Issue, Position, Provision, Readout, Round, Statement, Track

pytestmark = pytest.mark.django_db
DAY = date(2025, 12, 4)
ROOMS = ("records", "talks", "sanctions", "aid", "imports")


def entry(model: type[Entry] = Round, slug: str = "one", **columns: object) -> Entry:
    values = {"slug": slug, "title": slug, "starts_on": DAY, "ends_on": DAY, **columns}
    return model.objects.create(**values)


def actor(slug: str = "a") -> Actor:
    return Actor.objects.create(slug=slug, name=slug, kind="state")


def source() -> Source:
    return Source.objects.create(title="s")


def process() -> Process:
    return Process.objects.create(name="p", slug="p")


def twice(model: type[models.Model], **columns: object) -> None:
    model._default_manager.create(**columns)
    model._default_manager.create(**columns)


def version(number: int = 1, sha256: str = "0" * 64) -> PublicVersion:
    made = Entry.objects.first() or entry()
    return PublicVersion.objects.create(
        entry_id=made.pk, number=number, at=datetime(2025, 12, 4, tzinfo=UTC), sha256=sha256
    )


def merge(gone: int = 2, **columns: object) -> Merge:
    return Merge.objects.create(kept_number=1, gone_number=gone, **columns)


REFUSED = {
    "records_merge_gone_once": lambda: [merge(), merge()],
    "records_merge_undone_keeps_nobody": lambda: merge(
        kept=actor(), undone_at=datetime(2026, 1, 1, tzinfo=UTC)
    ),
    "records_merge_of_two": lambda: merge(gone=1),
    "records_publicversion_number_once": lambda: [version(), version()],
    "records_publicversion_number_from_one": lambda: version(number=0),
    "records_publicversion_sha256_shape": lambda: version(sha256="abc"),
    "records_actor_kind_known": lambda: Actor.objects.create(slug="x", name="x", kind="robot"),
    "records_actor_country_shape": lambda: Actor.objects.create(
        slug="x", name="x", kind="state", country="u1"
    ),
    "records_actorname_once": lambda: [
        actor().names.create(text="x"),
        Actor.objects.get().names.create(text="x"),
    ],
    "records_affiliation_span": lambda: Affiliation.objects.create(
        person=actor(),
        organisation=actor("b"),
        position="x",
        starts_on=DAY,
        ends_on=date(2025, 1, 1),
    ),
    "records_affiliation_not_self": lambda: Affiliation.objects.create(
        person=actor(), organisation=Actor.objects.get(), position="x"
    ),
    "records_process_span": lambda: Process.objects.create(
        name="x", slug="x", started_on=DAY, ended_on=date(2025, 1, 1)
    ),
    "records_process_status_known": lambda: Process.objects.create(name="x", slug="x", status="x"),
    "records_identifier_once": lambda: [
        entry(),
        twice(Identifier, entry=Entry.objects.get(), scheme="s", value="v"),
    ],
    "records_identifier_of_one": lambda: Identifier.objects.create(scheme="s", value="v"),
    "records_source_url_once": lambda: twice(Source, title="x", url="https://example.org/"),
    "records_source_sha256_shape": lambda: Source.objects.create(title="x", sha256="abc"),
    "records_source_reliability_known": lambda: Source.objects.create(title="x", reliability="G"),
    "records_citation_field_with_value": lambda: Citation.objects.create(
        entry=entry(), source=source(), field="starts_on"
    ),
    "records_citation_credibility_known": lambda: Citation.objects.create(
        entry=entry(), source=source(), credibility=7
    ),
    "records_citation_attribution_known": lambda: Citation.objects.create(
        entry=entry(), source=source(), attribution="rumour"
    ),
    "records_correction_span": lambda: Correction.objects.create(
        entry=entry(), what="x", wrong_since=DAY, corrected_on=date(2025, 1, 1)
    ),
    "records_entry_address_once": lambda: [entry(), entry()],
    "records_entry_span": lambda: entry(ends_on=date(2025, 1, 1)),
    "records_entry_dates_kept": lambda: entry(ends_on=date(9999, 12, 31)),
    "records_entry_end_known": lambda: entry(ends_on=None),
    "records_entry_date_known": lambda: entry(date_precision="week"),
    "records_entry_state_known": lambda: entry(state="hidden"),
    "records_entry_withdrawn_with_reason": lambda: entry(state="withdrawn"),
    "records_entry_verification_known": lambda: entry(verification="sure"),
    "records_entry_place_known": lambda: entry(place_precision="near"),
    "records_entry_coordinates": lambda: entry(latitude=1),
    "records_processentry_once": lambda: twice(ProcessEntry, process=process(), entry=entry()),
    "records_involvement_once": lambda: twice(
        Involvement, entry=entry(), actor=actor(), role="party"
    ),
    "records_involvement_party_is_other": lambda: Involvement.objects.create(
        entry=entry(), actor=actor(), role="party", party=Actor.objects.get()
    ),
    "records_link_once": lambda: twice(
        Link, from_entry=entry(), to_entry=entry(slug="two"), kind="follows", note="x"
    ),
    "records_link_not_self": lambda: Link.objects.create(
        from_entry=entry(), to_entry=Entry.objects.get(), kind="follows", note="x"
    ),
    "talks_track_address_once": lambda: twice(Track, process=process(), name="x", slug="x"),
    "talks_track_type_known": lambda: Track.objects.create(
        process=process(), name="x", slug="x", track_type="3"
    ),
    "talks_round_number_once": lambda: [
        entry(slug=slug, track=track, number=1)
        for track in [Track.objects.create(process=process(), name="x", slug="x")]
        for slug in ("one", "two")
    ],
    "talks_round_number_in_track": lambda: entry(number=1),
    "talks_readout_once": lambda: twice(
        Readout, round=entry(), party=actor(), source=source(), text="x"
    ),
    "talks_statement_cameo_shape": lambda: entry(Statement, cameo_code="x"),
    "talks_statement_words_with_language": lambda: entry(Statement, words="x"),
    "talks_document_replaces_other": lambda: [
        entry(Document, form="draft"),
        Document.objects.update(replaces=models.F("entry_ptr")),
    ],
    "talks_provision_once": lambda: twice(
        Provision, document=entry(Document, form="draft"), number="1"
    ),
    "talks_issue_address_once": lambda: twice(Issue, process=process(), name="x", slug="x"),
    "talks_position_once": lambda: twice(
        Position,
        issue=Issue.objects.create(process=process(), name="x", slug="x"),
        party=actor(),
        entry=entry(),
        stance="demands",
        words="x",
    ),
    "talks_position_stance_known": lambda: Position.objects.create(
        issue=Issue.objects.create(process=process(), name="x", slug="x"),
        party=actor(),
        entry=entry(),
        stance="shrugs",
        words="x",
    ),
    "sanctions_programme_once": lambda: twice(Programme, authority="OFAC", code="x", name="x"),
    "sanctions_designation_once": lambda: twice(
        Designation,
        actor=actor(),
        programme=Programme.objects.create(authority="OFAC", code="x", name="x"),
    ),
    "sanctions_designation_span": lambda: Designation.objects.create(
        actor=actor(),
        programme=Programme.objects.create(authority="OFAC", code="x", name="x"),
        listed_on=DAY,
        until=date(2025, 1, 1),
    ),
    "sanctions_relief_expiry_with_zone": lambda: entry(
        Relief, instrument="waiver", expires_at=datetime(2026, 4, 29, tzinfo=UTC)
    ),
    "sanctions_relief_expiry_kept": lambda: entry(
        Relief, expires_at=datetime(9999, 12, 31, tzinfo=UTC), expires_zone="UTC"
    ),
    "sanctions_relief_replaces_other": lambda: [
        entry(Relief, instrument="waiver"),
        Relief.objects.update(replaces=models.F("entry_ptr")),
    ],
    "aid_pledge_amount_with_currency": lambda: entry(Pledge, amount=100),
    "aid_pledge_amount_positive": lambda: entry(Pledge, amount=-1, currency="EUR"),
    "aid_pledge_due_kept": lambda: entry(Pledge, due_on=date(9999, 12, 31)),
    "aid_pledge_restates_other": lambda: [
        entry(Pledge),
        Pledge.objects.update(restates=models.F("entry_ptr")),
    ],
    "aid_transaction_type_known": lambda: Transaction.objects.create(
        pledge=entry(Pledge), type="9", happened_on=DAY, amount=1, currency="EUR"
    ),
    "aid_transaction_currency_shape": lambda: Transaction.objects.create(
        pledge=entry(Pledge), type="3", happened_on=DAY, amount=1, currency="eur"
    ),
    "aid_exchangerate_once": lambda: twice(ExchangeRate, currency="USD", date=DAY, per_euro=1),
    "aid_exchangerate_positive": lambda: ExchangeRate.objects.create(
        currency="USD", date=DAY, per_euro=0
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses(name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        REFUSED[name]()


def own_models() -> list[type[models.Model]]:
    return [
        model
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        if not hasattr(model, "pgh_tracked_model")
    ]


def test_every_constraint_of_the_kinds_rooms_has_its_case() -> None:
    named = {c.name for m in own_models() for c in m._meta.constraints}
    elsewhere = {name for name in named if name.startswith("imports_")}
    untested_by_hand = {"records_redirect_once", "records_redirect_to_one"}
    assert named - elsewhere - untested_by_hand == set(REFUSED)


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_constraints_and_indexes_are_named_after_their_model(model: type[models.Model]) -> None:
    prefix = f"{model._meta.app_label}_{model._meta.model_name}_"
    names = [c.name for c in (*model._meta.constraints, *model._meta.indexes)]
    assert [name for name in names if not f"{name}_".startswith(prefix)] == []
