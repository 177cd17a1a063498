"""Damaged files for every reader; docs/fuzzing.md says how it is run and what it found."""
