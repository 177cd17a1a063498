"""The SQL functions behind the derived columns; see records/triggers.py for who calls them.

Those that look rows up do so by their key alone and without scans: a session keeps the plan that it
made while a table was small, and a bulk insert would then read the whole table for each row.
"""

from django.db import migrations

# Lower case, no accents, words parted by spaces. Letters that Unicode does not take apart are written
# out; Cyrillic й and ї lose their marks on both sides, stored and asked. Plain ASCII, most of what is
# imported, is spared the regular expressions. Not STRICT, so that the planner writes the body in place
# of the call.
PUNCTUATION = "\t\n\r" + "".join(c for c in map(chr, range(32, 127)) if not c.isalnum() and c != " ")
FOLD = rf"""
CREATE FUNCTION records_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN octet_length(value) = char_length(value)
THEN btrim(translate(lower(value), $p${PUNCTUATION}$p$, repeat(' ', {len(PUNCTUATION)})))
ELSE btrim(regexp_replace(
    translate(
        lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f]', '', 'g')),
        'łøđıħŧ', 'lodiht'
    ),
    '[^[:alnum:]]+', ' ', 'g'
))
END
"""

# 'umérov miami' → 'umerov':* & 'miami':*, an input of to_tsquery
PREFIX_QUERY = """
CREATE FUNCTION records_prefix_query(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT coalesce(string_agg(quote_literal(word) || ':*', ' & '), '')
    FROM unnest(string_to_array(records_fold(value), ' ')) AS word WHERE word <> ''
)
"""

ACTOR_NAMES = """
CREATE FUNCTION records_actor_names(actor records_actor) RETURNS text
LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    RETURN records_fold(concat_ws(' ',
        actor.name, actor.i18n->>'name_fr', actor.i18n->>'name_uk',
        (SELECT string_agg(n.text, ' ' ORDER BY n.id)
         FROM records_actorname n WHERE n.actor_id = actor.id)
    ));
END $$
"""

# Beside the words stand lexemes for country, actor and kind (:cc:UA, :ac:7, :ki:round), so that words
# with a filter are answered by one index. They begin with a colon, so that no word that a reader
# may write is the beginning of one.
DERIVE = """
CREATE FUNCTION records_derive(entry records_entry) RETURNS records_entry
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
    RETURN entry;
END $$
"""

# In key order, so that two writers who touch the same entries never wait for each other in a ring.
REFRESH = """
CREATE FUNCTION records_refresh_entries(ids bigint[]) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    PERFORM id FROM records_entry WHERE id = ANY(ids) ORDER BY id FOR UPDATE;
    UPDATE records_entry SET changed_at = now() WHERE id = ANY(ids);
END $$
"""

CHECK_KIND = """
CREATE FUNCTION records_check_kind(entry bigint, expected text) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    found text;
BEGIN
    SELECT kind INTO found FROM records_entry WHERE id = entry;
    IF found IS DISTINCT FROM expected THEN
        RAISE EXCEPTION 'Entry % is not of kind %', entry, expected
        USING ERRCODE = 'check_violation';
    END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [
        migrations.RunSQL(FOLD, "DROP FUNCTION records_fold(text)"),
        migrations.RunSQL(PREFIX_QUERY, "DROP FUNCTION records_prefix_query(text)"),
        migrations.RunSQL(ACTOR_NAMES, "DROP FUNCTION records_actor_names(records_actor)"),
        migrations.RunSQL(DERIVE, "DROP FUNCTION records_derive(records_entry)"),
        migrations.RunSQL(REFRESH, "DROP FUNCTION records_refresh_entries(bigint[])"),
        migrations.RunSQL(CHECK_KIND, "DROP FUNCTION records_check_kind(bigint, text)"),
    ]
