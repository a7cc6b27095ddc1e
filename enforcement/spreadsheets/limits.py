"""How large a file may be, so that reading one never exhausts the machine."""

from __future__ import annotations

from typing import Final

from django.conf import settings

#: Bytes of the file itself; the largest real catalogue (2,293 items) has under 1 MB.
MAX_FILE_BYTES: Final[int] = settings.IMPORT_MAX_BYTES
#: Bytes of all members of a zip container once unpacked. A million formatted
#: blank rows are about 200 MB of XML, and such files do arrive.
MAX_EXPANDED_BYTES: Final[int] = settings.IMPORT_MAX_EXPANDED_BYTES
#: Unpacked over packed bytes beyond which a large container is a bomb: blank
#: formatted rows reach about 40, deflate's own ceiling is 1,032.
MAX_EXPANSION_RATIO: Final = 200
#: Containers smaller than this when unpacked may have any ratio.
RATIO_FREE_BYTES: Final = 64 * 1024 * 1024
#: Members of a zip container.
MAX_MEMBERS: Final = 5_000
#: Bytes of one member that has to be parsed as a whole (styles, Word text).
MAX_PARSED_BYTES: Final = 128 * 1024 * 1024
#: Bytes of shared strings, which the reader keeps in memory.
MAX_STRING_BYTES: Final = 256 * 1024 * 1024
#: Cells in the rectangle between the first and last value of a sheet.
MAX_BOX_CELLS: Final = 10_000_000
#: Rows that hold a value, and values, of a whole file.
MAX_ROWS: Final = 200_000
MAX_CELLS: Final = 3_000_000
#: Columns and rows of any spreadsheet program.
MAX_COLUMN: Final = 16_384
MAX_ROW: Final = 1_048_576
