"""What belongs to one language, as data: the TOML files of ``language/en`` and their reader.

A unit, a currency, a time zone or a number word is one line in one file. A second language is a
second folder with the same files.
"""

from __future__ import annotations

from claimcheck.language.tables import LanguageError, Table, read_table, table

__all__ = ["LanguageError", "Table", "read_table", "table"]
