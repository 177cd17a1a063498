"""Rows that become actors: which they are, what they add, and how that is taken back.

Several files speak of one actor, such as the lists of sanctions of several authorities. So a row
fills columns that stand empty and adds names, identifiers, posts and places on lists; it changes or
takes away only what an import of the same row brought before.
"""
