"""Phrases by the places of their words, so that only texts that have them side by side are read."""

import pgtrigger
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# PostgreSQL keeps 255 places of a word, and none beyond the 16,383rd word: what lies behind is found
# word by word, as if it stood nowhere.
IS_LONG = """
CREATE FUNCTION records_is_long(search tsvector) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN EXISTS (
    SELECT FROM unnest(search) WHERE cardinality(positions) >= 255
    OR positions[cardinality(positions)] >= 16383
)
"""

# As before, and the lexeme :long beside the words of an entry whose places are not all known.
DERIVE = """
CREATE OR REPLACE FUNCTION records_derive(entry records_entry) RETURNS records_entry
LANGUAGE plpgsql
SET enable_seqscan = off SET enable_mergejoin = off SET enable_hashjoin = off
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    titles text := concat_ws(' ',
        entry.title, entry.i18n->>'title_fr', entry.i18n->>'title_uk');
    places text := concat_ws(' ',
        entry.place_name, entry.i18n->>'place_name_fr', entry.i18n->>'place_name_uk');
    summaries text := left(concat_ws(' ',
        entry.summary, entry.i18n->>'summary_fr', entry.i18n->>'summary_uk'), 200000);
    names text;
    lexemes text[];
BEGIN
    SELECT string_agg(search_names, ' '),
           coalesce(array_agg(DISTINCT country ORDER BY country) FILTER (WHERE country <> ''), '{}'),
           coalesce(array_agg(id ORDER BY id) FILTER (WHERE id IS NOT NULL), '{}'),
           array_agg(':cc:' || country) FILTER (WHERE country <> '')
           || array_agg(':ac:' || id) FILTER (WHERE id IS NOT NULL)
           || (':ki:' || entry.kind)
    INTO names, entry.countries, entry.actor_ids, lexemes
    FROM (
        SELECT id, country, search_names FROM records_actor WHERE id IN (
            SELECT actor_id FROM records_involvement WHERE entry_id = entry.id
            UNION
            SELECT party_id FROM records_involvement WHERE entry_id = entry.id
        )
        UNION ALL
        SELECT NULL, entry.place_country, NULL
    ) AS involved;

    entry.search :=
        setweight(to_tsvector('simple', records_fold(titles)), 'A')
        || setweight(to_tsvector('simple', concat_ws(' ', names, records_fold(places))), 'B')
        || setweight(to_tsvector('simple', records_fold(summaries)), 'D')
        || array_to_tsvector(lexemes);
    IF records_is_long(entry.search) THEN
        entry.search := entry.search || array_to_tsvector(ARRAY[':long']);
    END IF;
    RETURN entry;
END $$
"""

# The whole phrase behind a space and before a space or a common mark: quick, and never wrong where it
# says yes. A character that no phrase has stands between the texts.
SAYS_PLAINLY = r"""
CREATE FUNCTION records_says_plainly(phrase text, title text, place text, summary text, i18n jsonb)
RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN lower(
    ' ' || title || E' \x01 ' || place || E' \x01 ' || summary
    || coalesce(E' \x01 ' || (i18n->>'title_fr'), '')
    || coalesce(E' \x01 ' || (i18n->>'title_uk'), '')
    || coalesce(E' \x01 ' || (i18n->>'summary_fr'), '')
    || coalesce(E' \x01 ' || (i18n->>'summary_uk'), '') || ' '
) LIKE ANY (ARRAY[
    '%' || records_plain(phrase) || '%',
    '% ' || btrim(records_plain(phrase)) || '.%',
    '% ' || btrim(records_plain(phrase)) || ',%',
    '% ' || btrim(records_plain(phrase)) || ';%'
])
"""

# Whether one text of an entry has the phrase's words side by side, whatever parts them.
SAYS = """
CREATE FUNCTION records_says(phrase text, title text, place text, summary text, i18n jsonb)
RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN EXISTS (
    SELECT FROM (
        SELECT unnest(ARRAY[title, place, summary]) AS said
        UNION ALL SELECT value FROM jsonb_each_text(i18n)
    ) AS every
    WHERE strpos(records_plain(said), records_plain(phrase)) > 0
)
"""

# Those with a name that has the phrase's words side by side.
NAMED = """
CREATE FUNCTION records_named(phrase text) RETURNS bigint[]
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
    SELECT coalesce(array_agg(id), '{}') FROM records_actor AS a
    WHERE to_tsvector('simple', coalesce(search_names, ''))
        @@ plainto_tsquery('simple', records_fold(phrase))
    AND EXISTS (
        SELECT FROM (
            SELECT a.name AS said
            UNION ALL SELECT value FROM jsonb_each_text(a.i18n) WHERE key LIKE 'name%'
            UNION ALL SELECT text FROM records_actorname WHERE actor_id = a.id
        ) AS every
        WHERE strpos(records_plain(said), records_plain(phrase)) > 0
    )
)
"""
MARK_LONG = """
UPDATE records_entry SET search = search || array_to_tsvector(ARRAY[':long']) WHERE records_is_long(search)
"""


def mark_long(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Without triggers: what is derived changes, not what is on record."""
    with pgtrigger.ignore(), schema_editor.connection.cursor() as cursor:
        cursor.execute(MARK_LONG)


class Migration(migrations.Migration):
    dependencies = [("records", "0008_actor_words")]

    operations = [
        migrations.RunSQL(IS_LONG, "DROP FUNCTION records_is_long(tsvector)"),
        migrations.RunSQL(DERIVE, migrations.RunSQL.noop),
        migrations.RunSQL("DROP FUNCTION records_says(text, text[], jsonb, bigint[])"),
        migrations.RunSQL(SAYS_PLAINLY),
        migrations.RunSQL(SAYS),
        migrations.RunSQL(NAMED),
        migrations.RunPython(mark_long),
    ]
