"""The timeline's picture: the entries of a query in a lane per kind, drawn as SVG on the server.

`picture_of` is the way in; `docs/decisions/0009-the-timelines-picture.md` says why it is as it is.
"""

from timeline.picture.drawing import Picture, blank, picture_of

__all__ = ["Picture", "blank", "picture_of"]
