"""The SQL functions behind triggers, derived columns and searches; see records/triggers.py for who
calls them.

Those that look rows up do so by their key alone and without scans: a session keeps the plan that it
made while a table was small, and a bulk insert would then read the whole table for each row.
"""

from django.db import migrations

RANDOM = "hashtextextended(gen_random_uuid()::text, 0)"

# A note for the transaction's own eyes keeps it to one row; a savepoint rolled back takes both back.
CHANGED = f"""
CREATE FUNCTION records_changed() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('parley.changed', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
        INSERT INTO records_change (token) VALUES ({RANDOM});
        PERFORM set_config('parley.changed', pg_current_xact_id()::text, true);
    END IF;
END $$
"""

# An array that names this many entries says as much as one that names all.
TOUCHED = f"""
CREATE FUNCTION records_touched(ids bigint[], names boolean DEFAULT false)
RETURNS void LANGUAGE sql AS $$
    INSERT INTO records_touch (token, entries, has_names)
    SELECT {RANDOM},
        CASE WHEN cardinality(ids) <= 10000 THEN ids END, names
    WHERE ids IS NULL OR names OR cardinality(ids) > 0
$$
"""

# Lower case, no accents, words parted by spaces. Letters that Unicode does not take apart are written
# out; Cyrillic й and ї lose their marks on both sides, stored and asked. Plain ASCII, most of what is
# imported, is parted by a pattern in the collation of bytes: six times as quick as `translate`, which
# looks each character up among all marks. Not STRICT, so that the planner writes the body in place of
# the call.
FOLD = r"""
CREATE FUNCTION records_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN octet_length(value) = char_length(value)
THEN btrim(regexp_replace(
    lower(value) COLLATE "C", '[\t\n\r!-/:-@\[-`{-~]', ' ', 'g'
) COLLATE "default")
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

# 'раду|=рада miami' → ('раду':* | 'рада') & 'miami':*, an input of to_tsquery. A space parts words of
# which each must be there, | the spellings of one, and = marks a whole word instead of a beginning.
WORDS_QUERY = """
CREATE FUNCTION records_words_query(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT coalesce(string_agg('(' || spellings || ')', ' & ' ORDER BY n), '')
    FROM (
        SELECT n, string_agg(DISTINCT spelling, ' | ') AS spellings
        FROM unnest(string_to_array(value, ' ')) WITH ORDINALITY AS words(word, n)
        CROSS JOIN unnest(string_to_array(word, '|')) AS given
        CROSS JOIN LATERAL (
            SELECT CASE WHEN given LIKE '=%'
                THEN replace(records_prefix_query(given), ':*', '')
                ELSE records_prefix_query(given) END AS spelling
        ) AS read
        WHERE spelling <> ''
        GROUP BY n
    ) AS wanted
)
"""

# Lower case, words parted by single spaces; letters and accents stay as they are.
PLAIN = """
CREATE FUNCTION records_plain(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ' ' || btrim(regexp_replace(lower(normalize(value, NFC)), '[^[:alnum:]]+', ' ', 'g')) || ' '
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

# Beside the words stand lexemes for country, actor and kind (:cc:UA, :ac:7, :ki:round), so that words
# with a filter are answered by one index. They begin with a colon, so that no word that a reader
# may write is the beginning of one. Names of actors stand in the order of their ids, which the places
# of words depend on. The lexeme :long marks an entry whose places of words are not all known.
# A word takes a character at least: a text of fewer than 255 has no word in 255 places.
DERIVE = """
CREATE FUNCTION records_derive(entry records_entry) RETURNS records_entry
LANGUAGE plpgsql
SET enable_seqscan = off SET enable_mergejoin = off SET enable_hashjoin = off
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    titles text := records_fold(concat_ws(' ',
        entry.title, entry.i18n->>'title_fr', entry.i18n->>'title_uk'));
    names text := records_fold(concat_ws(' ',
        entry.place_name, entry.i18n->>'place_name_fr', entry.i18n->>'place_name_uk'));
    summaries text := records_fold(left(concat_ws(' ',
        entry.summary, entry.i18n->>'summary_fr', entry.i18n->>'summary_uk'), 200000));
    lexemes text[] := ARRAY[':ki:' || entry.kind];
    ids bigint[];
    lands text[];
BEGIN
    SELECT concat_ws(' ', string_agg(search_names, ' '), names), array_agg(id), array_agg(country)
    INTO names, ids, lands
    FROM (
        SELECT id, country, search_names FROM records_actor WHERE id = ANY (ARRAY(
            SELECT unnest(ARRAY[actor_id, party_id]) FROM records_involvement
            WHERE entry_id = entry.id
        ))
        ORDER BY id
    ) AS involved;

    entry.actor_ids := coalesce(ids, '{}');
    entry.countries := ARRAY(
        SELECT DISTINCT land FROM unnest(lands || entry.place_country::text) AS land
        WHERE land <> '' ORDER BY land
    );
    IF entry.countries <> '{}' THEN
        lexemes := lexemes
            || string_to_array(':cc:' || array_to_string(entry.countries, ',:cc:'), ',');
    END IF;
    IF ids IS NOT NULL THEN
        lexemes := lexemes || string_to_array(':ac:' || array_to_string(ids, ',:ac:'), ',');
    END IF;
    entry.search :=
        setweight(to_tsvector('simple', titles), 'A')
        || setweight(to_tsvector('simple', names), 'B')
        || setweight(to_tsvector('simple', summaries), 'D')
        || array_to_tsvector(lexemes);
    IF length(titles) + length(names) + length(summaries) >= 255
        AND records_is_long(entry.search)
    THEN
        entry.search := entry.search || array_to_tsvector(ARRAY[':long']);
    END IF;
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

CHECK_KINDS = """
CREATE FUNCTION records_check_kinds(entries bigint[], expected text) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    wrong bigint;
BEGIN
    SELECT entry INTO wrong FROM unnest(entries) AS entry
    WHERE (SELECT kind FROM records_entry WHERE id = entry) IS DISTINCT FROM expected LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'Entry % is not of kind %', wrong, expected
        USING ERRCODE = 'check_violation';
    END IF;
END $$
"""


class Migration(migrations.Migration):
    replaces = [
        ("records", "0002_derived_columns"),
        ("records", "0004_words_and_phrases"),
        ("records", "0009_phrases"),
        ("records", "0014_quicker_derivation"),
        ("records", "0016_one_check_of_kinds"),
    ]

    dependencies = [("records", "0001_tables")]

    operations = [
        migrations.RunSQL(CHANGED, "DROP FUNCTION records_changed()"),
        migrations.RunSQL(TOUCHED, "DROP FUNCTION records_touched(bigint[], boolean)"),
        migrations.RunSQL(FOLD, "DROP FUNCTION records_fold(text)"),
        migrations.RunSQL(PREFIX_QUERY, "DROP FUNCTION records_prefix_query(text)"),
        migrations.RunSQL(WORDS_QUERY, "DROP FUNCTION records_words_query(text)"),
        migrations.RunSQL(PLAIN, "DROP FUNCTION records_plain(text)"),
        migrations.RunSQL(
            SAYS_PLAINLY, "DROP FUNCTION records_says_plainly(text, text, text, text, jsonb)"
        ),
        migrations.RunSQL(SAYS, "DROP FUNCTION records_says(text, text, text, text, jsonb)"),
        migrations.RunSQL(NAMED, "DROP FUNCTION records_named(text)"),
        migrations.RunSQL(ACTOR_NAMES, "DROP FUNCTION records_actor_names(records_actor)"),
        migrations.RunSQL(IS_LONG, "DROP FUNCTION records_is_long(tsvector)"),
        migrations.RunSQL(DERIVE, "DROP FUNCTION records_derive(records_entry)"),
        migrations.RunSQL(REFRESH, "DROP FUNCTION records_refresh_entries(bigint[])"),
        migrations.RunSQL(CHECK_KINDS, "DROP FUNCTION records_check_kinds(bigint[], text)"),
        migrations.RunSQL(
            f"INSERT INTO records_change (token) VALUES ({RANDOM})", migrations.RunSQL.noop
        ),
    ]
