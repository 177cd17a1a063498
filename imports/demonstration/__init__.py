"""A peace process that never was, with everything that real records seldom show all at once.

It is for trying Parley out, for pictures of its pages and for tests: states and people are
invented, towns of theirs lie in the open ocean, money is partly in the currency code for testing
(XTS). Only the towns where delegations meet exist. Every summary says that it is invented.
"""
