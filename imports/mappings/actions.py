"""What people do with mappings: keep, rename, bring in; and let a batch be read by one."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from imports.connectors.mapped import MAPPED
from imports.mappings.models import Mapping, Sample
from imports.mappings.plans import Plan, plan_of_json
from imports.mappings.taking import give
from imports.models import Batch

State = Batch.State
NAME_ONCE = "imports_mapping_name_once"


class Refused(Exception):  # noqa: N818 - it is what the editor is told, not a fault of ours
    """What was asked cannot be done; says why, and what to do."""


def keep(
    *,
    name: str,
    plan: Plan,
    over: Mapping | None = None,
    version: int = 0,
    by: AbstractBaseUser | None = None,
) -> Mapping:
    """Keep a plan under a name; in place of `over` where it has that name and that version.

    Raises Refused where another mapping has the name, or somebody changed `over` meanwhile.
    """
    values = _columns(name, plan)
    if over and over.name == name:
        found = Mapping.objects.filter(pk=over.pk, version=version)
        if not found.update(**values, version=F("version") + 1, changed_at=timezone.now()):
            raise Refused(
                _(
                    "Somebody changed the mapping “%(name)s” since you opened it. Keep yours under "
                    "another name, or take theirs."
                )
                % {"name": name}
            )
        return Mapping.objects.get(pk=over.pk)
    with _named_once(name):
        return Mapping.objects.create(**values, created_by_id=by.pk if by else None)


def rename(*, mapping: Mapping, name: str) -> None:
    """Raises Refused where another mapping has the name."""
    with _named_once(name):
        Mapping.objects.filter(pk=mapping.pk).update(
            name=name,
            plan=mapping.said | {"name": name},
            version=F("version") + 1,
            changed_at=timezone.now(),
        )


def bring_in(*, data: bytes, name: str = "", by: AbstractBaseUser | None = None) -> Mapping:
    """Keep a mapping from somebody's JSON. Raises PlanError; Refused where its name is taken."""
    plan = plan_of_json(data)
    name = name.strip() or plan.name.strip()
    if not name:
        raise Refused(_("The mapping has no name. Give it one."))
    return keep(name=name, plan=plan, by=by)


def as_json(mapping: Mapping) -> str:
    """A mapping to pass on; `bring_in` takes it."""
    plan = Plan.model_validate(mapping.said | {"name": mapping.name, "sheet": ""})
    said = plan.model_dump(exclude_defaults=True) | {"format": plan.format, "version": plan.version}
    return json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def standing_of(batch: Batch) -> str:
    """What a page of a mapping was made from; another text once somebody mapped the file anew."""
    said = json.dumps([batch.state, batch.plan, str(batch.started_at)], sort_keys=True)
    return blake2b(said.encode(), digest_size=12).hexdigest()


def is_mappable(batch: Batch) -> bool:
    """Whether its columns can be mapped, or mapped anew: nothing of it was applied yet."""
    return (
        batch.state in Batch.MAPPABLE
        and Sample.objects.filter(batch=batch).exists()
        and not batch.rows.filter(applied_at__isnull=False).exists()
    )


@transaction.atomic
def map_columns(
    *,
    batch: Batch,
    plan: Plan,
    seen: str,
    kept: Mapping | None = None,
    by: AbstractBaseUser | None = None,
) -> None:
    """Let the file be read by a plan, from its beginning. What was read before is forgotten.

    Raises Refused where somebody mapped or applied it since `seen`.
    """
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    if standing_of(held) != seen or not is_mappable(held):
        raise Refused(
            _(
                "Somebody else mapped or applied this file since you opened the page, so nothing "
                "was changed. Look at the import as it is now."
            )
        )
    held.rows.all().delete()
    held.mentions.all().delete()
    Batch.objects.move(
        held.pk,
        Batch.MAPPABLE,
        State.RECEIVED,
        connector=MAPPED.name,
        plan=plan.stored(),
        mapping=kept,
        acting=by,
        rows_total=None,
        rows_done=0,
        bytes_done=0,
        counts={},
        report={},
        cancel_requested=False,
        attempts=0,
        error={},
        heartbeat_at=timezone.now(),
        started_at=None,
        finished_at=None,
    )


def take(*, batch: Batch, mapping: Mapping) -> None:
    """Let a batch that was just received be read by a kept mapping."""
    give(batch, mapping, sheet="")


def _columns(name: str, plan: Plan) -> dict[str, object]:
    stored = plan.model_copy(update={"name": name, "sheet": ""}).stored()
    return {"name": name, "kind": plan.kind, "fingerprint": plan.fingerprint, "plan": stored}


@contextmanager
def _named_once(name: str) -> Iterator[None]:
    """Puts the database's refusal of a second mapping of a name into words."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if NAME_ONCE not in str(error):
            raise
        raise Refused(
            _("There is a mapping “%(name)s” already. Choose another name.") % {"name": name}
        ) from error
