"""Derived columns, kept true by the database itself whatever writes: ORM, admin, COPY or SQL.

The SQL functions that these triggers call are made by `records.0002_functions`.
"""

from pgtrigger import (
    After,
    Before,
    Deferred,
    Delete,
    Insert,
    Operation,
    Referencing,
    Row,
    Statement,
    Trigger,
    Truncate,
    Update,
)

# Something was written, whatever it is: pages made before are of an older version of the data.
MOVE_DATA_VERSION = Trigger(
    name="move_data_version",
    level=Statement,
    when=After,
    operation=Insert | Update | Delete | Truncate,
    func="PERFORM records_changed(); RETURN NULL;",
)

# Countries, actors and words of an entry, from its own columns and its involvements.
DERIVE_ENTRY = Trigger(
    name="derive",
    level=Row,
    when=Before,
    operation=Insert | Update,
    func="NEW := records_derive(NEW); NEW.changed_at := now(); RETURN NEW;",
)

# A kind is for life: the child's table, the address and the references depend on it.
KEEP_KIND = Trigger(
    name="keep_kind",
    level=Row,
    when=Before,
    operation=Update,
    func=(
        "IF NEW.kind <> OLD.kind THEN "
        "RAISE EXCEPTION 'An entry keeps its kind: % cannot become %', OLD.kind, NEW.kind "
        "USING ERRCODE = 'check_violation'; END IF; RETURN NEW;"
    ),
)


def redirect_trigger(kind: str, column: str, *, readable: str = "") -> Trigger:
    """Remember a record's former address, and free one that is taken into use again.

    Where `readable` says which records readers see, in terms of `{row}`, others leave no address
    behind and take none: readers of a former address would find nothing there.
    """
    free = f"DELETE FROM records_redirect WHERE kind = {kind} AND slug = NEW.slug; "
    remember = (
        f"INSERT INTO records_redirect (kind, slug, {column}) VALUES ({kind}, OLD.slug, NEW.id) "
        f"ON CONFLICT (kind, slug) DO UPDATE SET {column} = excluded.{column}; "
    )
    if readable:
        free = f"IF {readable.format(row='NEW')} THEN {free}END IF; "
        remember = f"IF {readable.format(row='OLD')} THEN {remember}END IF; "
    return Trigger(
        name="redirect",
        level=Row,
        when=After,
        operation=Update,
        func=f"IF NEW.slug <> OLD.slug THEN {free}{remember}END IF; RETURN NULL;",
    )


def kind_triggers(kind: str) -> list[Trigger]:
    """Refuse child rows whose parent is of another kind."""
    rows = "ARRAY(SELECT entry_ptr_id FROM new_values)"
    check = f"PERFORM records_check_kinds({rows}, '{kind}');"
    return [
        _after("kind_of_inserted", Insert, check),
        _after("kind_of_updated", Update, check),
    ]


def _after(name: str, operation: Operation, statement: str) -> Trigger:
    old = "old_values" if operation in (Update, Delete) else None
    new = "new_values" if operation in (Update, Insert) else None
    return Trigger(
        name=name,
        level=Statement,
        when=After,
        operation=operation,
        referencing=Referencing(old=old, new=new),
        func=f"{statement} RETURN NULL;",
    )


def touch_triggers(column: str) -> list[Trigger]:
    """Say which entries a write concerns; `column` has their numbers (`records.data_version`)."""
    new, old = f"SELECT {column} FROM new_values", f"SELECT {column} FROM old_values"
    return [
        _after("touch_insert", Insert, _touch(new)),
        _after("touch_update", Update, _touch(f"{new} UNION {old}")),
        _after("touch_delete", Delete, _touch(old)),
        Trigger(
            name="touch_truncate",
            level=Statement,
            when=After,
            operation=Truncate,
            func="PERFORM records_touched(NULL); RETURN NULL;",
        ),
    ]


def _touch(rows: str) -> str:
    return f"PERFORM records_touched(ARRAY({rows}));"


# Names are looked up when a phrase is searched, so what a phrase finds changes with them.
TOUCH_NAMES = Trigger(
    name="touch_names",
    level=Statement,
    when=After,
    operation=Insert | Update | Delete | Truncate,
    func="PERFORM records_touched('{}', true); RETURN NULL;",
)


def _refresh(rows: str) -> str:
    return f"PERFORM records_refresh_entries(ARRAY({rows}));"


def _rename(rows: str) -> str:
    return (
        "UPDATE records_actor AS a SET search_names = records_actor_names(a) "
        f"WHERE a.id IN (SELECT actor_id FROM {rows});"
    )


# What readers cite stays as it was. It goes with its entry alone, which is known when the
# transaction ends: the rows of an entry are deleted before it.
PUBLIC_VERSION_TRIGGERS = [
    Trigger(
        name="refuse_update",
        level=Row,
        when=Before,
        operation=Update,
        func=(
            "RAISE EXCEPTION 'Version % of entry % stays as it is', OLD.number, OLD.entry_id "
            "USING ERRCODE = 'check_violation';"
        ),
    ),
    Trigger(
        name="refuse_delete",
        level=Row,
        when=After,
        operation=Delete,
        timing=Deferred,
        func=(
            "IF EXISTS (SELECT FROM records_entry WHERE id = OLD.entry_id) THEN "
            "RAISE EXCEPTION 'Version % of entry % stays', OLD.number, OLD.entry_id "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NULL;"
        ),
    ),
]

ENTRY_TRIGGERS = [
    DERIVE_ENTRY,
    KEEP_KIND,
    redirect_trigger("NEW.kind", "entry_id", readable="{row}.state IN ('published', 'withdrawn')"),
    *touch_triggers("id"),
]

INVOLVEMENT_TRIGGERS = [
    _after("derive_insert", Insert, _refresh("SELECT entry_id FROM new_values")),
    _after(
        "derive_update",
        Update,
        _refresh("SELECT entry_id FROM new_values UNION SELECT entry_id FROM old_values"),
    ),
    _after("derive_delete", Delete, _refresh("SELECT entry_id FROM old_values")),
]

ACTOR_TRIGGERS = [
    TOUCH_NAMES,
    Trigger(
        name="derive",
        level=Row,
        when=Before,
        operation=Insert | Update,
        func="NEW.search_names := records_actor_names(NEW); RETURN NEW;",
    ),
    redirect_trigger("'actor'", "actor_id"),
    _after(
        "derive_entries",
        Update,
        _refresh(
            "SELECT i.entry_id FROM new_values n JOIN old_values o USING (id) "
            "JOIN records_involvement i ON n.id IN (i.actor_id, i.party_id) "
            "WHERE (n.country, n.search_names) IS DISTINCT FROM (o.country, o.search_names)"
        ),
    ),
]

ACTOR_NAME_TRIGGERS = [
    TOUCH_NAMES,
    _after("derive_insert", Insert, _rename("new_values")),
    _after(
        "derive_update",
        Update,
        _rename(
            "(SELECT actor_id FROM new_values UNION SELECT actor_id FROM old_values) AS both_values"
        ),
    ),
    _after("derive_delete", Delete, _rename("old_values")),
]
