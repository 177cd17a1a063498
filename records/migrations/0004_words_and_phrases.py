"""What readers' words mean to the database: other spellings, and phrases exactly as written."""

from django.db import migrations

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

# Whether one text of an entry, or a name of one of its actors, has the phrase's words side by side.
SAYS = """
CREATE FUNCTION records_says(phrase text, texts text[], i18n jsonb, actors bigint[]) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN EXISTS (
    SELECT FROM (
        SELECT unnest(texts) AS said
        UNION ALL SELECT value FROM jsonb_each_text(i18n)
        UNION ALL SELECT name FROM records_actor WHERE id = ANY (actors)
        UNION ALL SELECT value FROM records_actor AS a, jsonb_each_text(a.i18n)
            WHERE id = ANY (actors) AND key LIKE 'name%'
        UNION ALL SELECT text FROM records_actorname WHERE actor_id = ANY (actors)
    ) AS every
    WHERE strpos(records_plain(said), records_plain(phrase)) > 0
)
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0003_roles")]

    operations = [
        migrations.RunSQL(WORDS_QUERY, "DROP FUNCTION records_words_query(text)"),
        migrations.RunSQL(PLAIN, "DROP FUNCTION records_plain(text)"),
        migrations.RunSQL(
            SAYS, "DROP FUNCTION records_says(text, text[], jsonb, bigint[])"
        ),
    ]
