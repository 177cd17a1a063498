"""The SQL functions behind the derived columns; see records/triggers.py for who calls them.

Those that look rows up do so without sequential scans: a session keeps the plan that it made while a
table was small, and a bulk insert into an empty table would then read the whole table for each row.
"""

from django.db import migrations

# Lower case, no accents, words parted by single spaces. Letters that Unicode does not take apart
# are written out; Cyrillic й and ї lose their marks on both sides, stored and asked.
FOLD = r"""
CREATE FUNCTION records_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(regexp_replace(
    translate(
        lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f]', '', 'g')),
        'łøđıħŧ', 'lodiht'
    ),
    '[^[:alnum:]]+', ' ', 'g'
))
"""

# 'umérov miami' → 'umerov':* & 'miami':*, an input of to_tsquery
PREFIX_QUERY = """
CREATE FUNCTION records_prefix_query(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
    SELECT coalesce(string_agg(quote_literal(word) || ':*', ' & '), '')
    FROM unnest(string_to_array(nullif(records_fold(value), ''), ' ')) AS word
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
LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    names text;
    codes text[];
    ids bigint[];
BEGIN
    SELECT string_agg(DISTINCT a.search_names, ' '),
           array_agg(DISTINCT a.country::text) FILTER (WHERE a.country <> ''),
           array_agg(DISTINCT a.id)
    INTO names, codes, ids
    FROM (
        SELECT actor_id AS id FROM records_involvement WHERE entry_id = entry.id
        UNION
        SELECT party_id FROM records_involvement WHERE entry_id = entry.id
    ) AS involved JOIN records_actor a USING (id);

    IF entry.place_country <> '' THEN
        codes := codes || entry.place_country::text;
    END IF;
    codes := ARRAY(SELECT DISTINCT unnest(coalesce(codes, '{}')) ORDER BY 1);
    ids := ARRAY(SELECT unnest(coalesce(ids, '{}')) ORDER BY 1);

    entry.countries := codes;
    entry.actor_ids := ids;
    entry.search :=
        setweight(to_tsvector('simple', records_fold(concat_ws(' ',
            entry.title, entry.i18n->>'title_fr', entry.i18n->>'title_uk'))), 'A')
        || setweight(to_tsvector('simple', coalesce(names, '')), 'B')
        || setweight(to_tsvector('simple', records_fold(concat_ws(' ',
            entry.place_name, entry.i18n->>'place_name_fr', entry.i18n->>'place_name_uk'))), 'B')
        || setweight(to_tsvector('simple', left(records_fold(concat_ws(' ',
            entry.summary, entry.i18n->>'summary_fr', entry.i18n->>'summary_uk')), 200000)), 'D')
        || array_to_tsvector(
            ARRAY(SELECT ':cc:' || code FROM unnest(codes) AS code)
            || ARRAY(SELECT ':ac:' || id FROM unnest(ids) AS id)
            || ARRAY[':ki:' || entry.kind]);
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
BEGIN
    IF NOT EXISTS (SELECT FROM records_entry WHERE id = entry AND kind = expected) THEN
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
