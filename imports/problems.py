"""What can be wrong with a file or a row, and how to mend it.

A problem is stored as a code with its values and put into words when it is shown, so that each
reader gets it in their own language.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from imports.articles.messages import ARTICLE_MESSAGES
from imports.feeds.messages import FEED_MESSAGES
from imports.fetch_messages import FETCH_MESSAGES
from imports.texts import clean
from imports.whole.messages import WHOLE_MESSAGES

MESSAGES: dict[str, Any] = {
    **FETCH_MESSAGES,
    **FEED_MESSAGES,
    **ARTICLE_MESSAGES,
    # of a whole file
    "empty_file": _("The file is empty. Choose one that has a header and at least one row."),
    "another_type": _(
        "The name “%(name)s” says %(said)s, but the content is %(found)s. Save the table as CSV or "
        "XLSX under a name that says so."
    ),
    "too_large": _("The file has %(size)s; at most %(limit)s are taken. Split it."),
    "unpacks_too_large": _("The workbook unpacks to more than %(limit)s. Split it."),
    "too_wide": _(
        "A sheet spans %(columns)s columns; at most %(limit)s are taken. Look for a stray cell far "
        "to the right and delete its column."
    ),
    "too_many_cells": _(
        "The sheets span %(cells)s cells; at most %(limit)s are taken. Look for a stray cell far "
        "below or to the right, or split the workbook."
    ),
    "quotes_everywhere": _(
        "From line %(line)s on, quotation marks do not pair up in so many lines that the table "
        "cannot be told. Save it again as CSV from the program it comes from."
    ),
    "gave_up": _(
        "The worker broke off %(times)s times without getting any further, so it was not tried "
        "again. The file may need more memory than there is: split it."
    ),
    "not_a_table": _("The file is %(found)s. Save the table as CSV or XLSX and upload that."),
    "encoding": _(
        "The file is in the encoding %(found)s, which is not read. Save it as UTF-8 (or UTF-16, "
        "Windows-1251, Windows-1252) and upload it again."
    ),
    "encoding_unknown": _("The file is text in no encoding that could be told. Save it as UTF-8."),
    "broken_text": _(
        "Byte %(byte)s of the file is not valid in %(encoding)s. Save the file again as UTF-8."
    ),
    "broken_xml": _("The XML breaks off at line %(line)s: %(reason)s. Download the file again."),
    "xml_record_too_large": _(
        "The record around line %(line)s has more than %(limit)s elements. Split it, or correct "
        "the file: perhaps a tag is not closed."
    ),
    "doctype": _(
        "The XML declares a document type, which no data set needs and attacks do. Remove the "
        "line that begins with <!DOCTYPE."
    ),
    "broken_json": _("Line %(line)s is no JSON object: %(reason)s"),
    "broken_archive": _("The ZIP archive cannot be opened: %(reason)s. Pack the files again."),
    "too_many_files": _("The archive holds %(files)s files; at most %(limit)s are taken."),
    "archive_unpacks_too_large": _(
        "The archive unpacks to more than %(limit)s. Pack fewer files, or split them."
    ),
    "broken_workbook": _("The workbook cannot be opened: %(reason)s. Save it again as XLSX."),
    "not_recognised": _(
        "No known form fits these columns: %(columns)s. Choose the form by hand, or download the "
        "template and put your rows there."
    ),
    "unknown_form": _(
        "No known form fits this file: %(found)s. Choose the form by hand, or look up in the "
        "documentation which files are read."
    ),
    "wrong_form": _(
        "This is not a file of the form “%(form)s”: missing %(missing)s. Choose another form."
    ),
    "columns_missing": _(
        "The mapping “%(name)s” speaks of columns that the file lacks: %(missing)s. Map the file "
        "anew, or name its columns as they were."
    ),
    "no_table": _("Only the columns of a table can be mapped, and the file is %(found)s."),
    "file_missing": _("The uploaded file is no longer there. Upload it again."),
    "internal": _("Something unforeseen went wrong: %(reason)s. The rows read so far are kept."),
    # of a row
    "wrong_width": _(
        "The line has %(found)s cells where the header has %(expected)s. Look for a separator or "
        "a quotation mark too many or too few."
    ),
    "broken_quotes": _(
        "The quotation marks do not pair up (%(reason)s). Double a quotation mark inside a cell."
    ),
    "swallowed_lines": _(
        "A quotation mark on line %(line)s is not closed before line %(last)s, so this line was "
        "left out and the next ones were read on their own. Close it, or double a mark inside."
    ),
    "unclosed_quote": _(
        "A quotation mark on line %(line)s is never closed, so this line was left out and the next "
        "ones were read on their own. Close it, or double a mark inside a cell."
    ),
    "cell_too_long": _("A cell is longer than %(limit)s characters. Shorten it."),
    "broken_line": _("The line is no JSON object: %(reason)s. Correct it."),
    "line_too_long": _("The line is longer than %(limit)s bytes. Shorten it."),
    "left_aside": _("A record of the type %(schema)s: of these nothing is kept."),
    "nobody": _("“%(value)s” is nobody in particular, so no actor is made of it."),
    "beside_processes": _(
        "A list of processes as the data set groups them. Parley’s processes come from the events."
    ),
    "beside_sums": _(
        "A sum over all donors. Their own months are in data_explorer.csv; taking both would count "
        "the money twice."
    ),
    "beside_shares": _("A share of a gross domestic product is no promise and no payment."),
    "beside_weapons": _(
        "The value of weapons by category. Their money is in the months of data_explorer.csv "
        "already, under military aid."
    ),
    "beside_release": _("This says which release the data are, and no more."),
    "beside_codes": _("A code of a code list. Parley’s own lists have those that it keeps."),
    "beside_schema": _(
        "A part of an XML schema, which says how files are built and holds no data."
    ),
    "deleted_there": _(
        "The data set has deleted this record. What stands here of it stays until you end or "
        "delete it by hand."
    ),
    "subject_missing": _(
        "The file of %(file)s speaks of subject %(value)s, which the primary file does not hold. "
        "Import files of the same day together."
    ),
    "not_a_subject": _("The line has not the twelve cells of a subject. Compare it with others."),
    "nul": _("The cell holds a NUL byte. Remove it."),
    "missing": _("This cell must not be empty."),
    "too_long": _("%(length)s characters, where at most %(limit)s are kept. Shorten it."),
    "unknown_code": _("“%(value)s” is not one of: %(allowed)s."),
    "unknown_kind": _("“%(value)s” is no kind of entry. Write one of: %(allowed)s."),
    "unknown_country": _(
        "“%(value)s” is no country that could be told for sure. Write its ISO 3166-1 code."
    ),
    "unknown_currency": _("“%(value)s” is not an ISO 4217 currency code such as EUR."),
    "unknown_language": _("“%(value)s” is no language code such as en, fr or uk."),
    "impossible_date": _("%(reason)s"),
    "unknown_day": _("“%(value)s” is no day that could be told, and was left out."),
    "unknown_date": _("“%(value)s” is no date that could be read. Write 2025-12-04."),
    "ambiguous_date": _(
        "“%(value)s” may have the day or the month first. Say for its column which it is."
    ),
    "ambiguous_month": _(
        "“%(value)s” is another month in another language. Say for its column which language it is."
    ),
    "no_such_day": _("“%(value)s” names a day or month that does not exist."),
    "end_before_start": _("The end is before the start. Swap or correct the dates."),
    "not_a_number": _("“%(value)s” is not a number such as 1250000.50."),
    "not_an_amount": _("“%(value)s” is no amount that could be read. Write 1250000.50 EUR."),
    "ambiguous_number": _(
        "“%(value)s” may be thousands or a fraction. Say for its column which is the decimal mark."
    ),
    "ambiguous_multiple": _(
        "“%(value)s” is another number in another language. Say for its column which language it "
        "is."
    ),
    "several_currencies": _(
        "“%(value)s” is the sign of several currencies. Say for its column which it is."
    ),
    "not_yes_or_no": _("“%(value)s” is neither yes nor no. Write 1 or 0."),
    "not_a_rate": _("“%(value)s” is no rate above zero, and was left out."),
    "no_rates": _("The line holds no rate of any currency."),
    "no_money": _("No transaction says what was promised or paid, so the amount stays open."),
    "amount_left_out": _("“%(value)s” is no amount that can be kept, and was left out."),
    "negative_sum": _("The sum is %(value)s; a promise cannot be negative, so it stays open."),
    "several_promised": _("Promised in several currencies (%(value)s), so the sum stays open."),
    "transaction_aside": _("Type %(value)s is neither a promise nor a payment; left aside."),
    "unknown_transaction": _("“%(value)s” is no IATI transaction type; left aside."),
    "transaction_undated": _("“%(value)s” is no day, so the transaction was left aside."),
    "number_range": _("%(value)s is not between %(least)s and %(most)s."),
    "amount_without_currency": _("An amount needs its currency. Write a code such as EUR."),
    "currency_without_amount": _("A currency needs its amount."),
    "half_coordinates": _("Latitude and longitude go together. Fill in both or neither."),
    "bad_address": _("“%(value)s” is no web address, and was left out."),
    "bad_involvement": _(
        "“%(value)s” is not understood. Write “role: Name [kind CC] for Party”, one per line."
    ),
    "unknown_source": _("“%(value)s”: begin a source with its address or “Publisher: title”."),
    "bad_reference": _("“%(value)s” is not understood. Write %(form)s."),
    "number_without_track": _("A number needs the track that it counts in."),
    "language_missing": _("Say which language the words are in, such as uk."),
    "expiry_without_zone": _("An expiry needs its time zone, such as America/New_York."),
    "unknown_zone": _("“%(value)s” is no time zone such as America/New_York."),
    "duplicate": _("The same identifier stands on line %(line)s; this line was left out."),
    "kind_differs": _("This identifier belongs to an entry of another kind (%(kind)s)."),
    "not_found": _("“%(value)s” was not found here or in this file; the rest of the row was kept."),
    "no_source": _("The row names no source; it can be a draft, but not be published."),
    **WHOLE_MESSAGES,
    "refused": _("The row was refused: %(reason)s."),
}


class Problem(BaseModel):
    """One thing that is wrong: an error keeps the row out, a warning does not."""

    code: str
    column: str = ""
    params: dict[str, Any] = {}
    level: str = "error"

    @property
    def is_error(self) -> bool:
        return self.level == "error"

    def __str__(self) -> str:
        return words(self.code, self.params)


def problem(code: str, column: str = "", **params: object) -> Problem:
    return Problem(code=code, column=clean(column)[:300], params=_short(params))


def warning(code: str, column: str = "", **params: object) -> Problem:
    return Problem(code=code, column=clean(column)[:300], params=_short(params), level="warning")


def words(code: str, params: dict[str, Any]) -> str:
    """The problem in the reader's language."""
    return str(MESSAGES[code]) % params if code in MESSAGES else code


def _short(params: dict[str, object]) -> dict[str, Any]:
    return {
        name: value if isinstance(value, int) else clean(str(value))[:300]
        for name, value in params.items()
    }


class FileProblem(Exception):  # noqa: N818 - it is what the reader is told, not a fault of ours
    """The file as a whole cannot be read; carries the problem to show."""

    def __init__(self, code: str, /, **params: Any) -> None:
        self.problem = problem(code, "", **params)
        super().__init__(str(self.problem))


class FetchProblem(FileProblem):
    """An address could not be fetched, or must not be."""
