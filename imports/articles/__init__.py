"""Articles: what a text says, found by rules that can be named, and offered as drafts of entries.

text → tokens and sentences → finders (names, countries, days, amounts, licences, words of the
lexicon) → drafts, sentence by sentence. Nothing in here writes to the database but `actions`.
"""
