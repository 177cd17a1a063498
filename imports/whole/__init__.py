"""Everything as lines of JSON, and back: the `parley` format in its whole form.

Which records there are, their columns and their lists are told from the models (`kinds`), so a new
column is exported and imported without a line here. Records are known by keys that mean the same
in every database (`keys`). `describing` says what stands there in the shape of a file, so that an
import compares like with like, and undoes exactly what still stands as it wrote it.
"""
