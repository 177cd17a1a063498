"""Kinds are checked by statement since 0014; what checked them row by row goes."""

from django.db import migrations

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
    dependencies = [
        ("records", "0015_written_less"),
        ("talks", "0005_written_less"),
        ("sanctions", "0004_written_less"),
        ("aid", "0004_written_less"),
    ]

    operations = [
        migrations.RunSQL("DROP FUNCTION records_check_kind(bigint, text)", CHECK_KIND),
    ]
