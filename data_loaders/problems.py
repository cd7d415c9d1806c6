"""Problems with prepared data, in words for the person who runs the site."""

from enum import StrEnum

from data_loaders.schema import Language


class DataFault(StrEnum):
    """Kinds of damage."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    CHECKSUM = "checksum"
    COLUMNS = "columns"
    EMPTY_CELLS = "empty_cells"
    SCHEMA_VERSION = "schema_version"
    NO_DATA = "no_data"
    UNREACHABLE = "unreachable"


_MESSAGES: dict[DataFault, tuple[str, str]] = {
    DataFault.NO_DATA: ("Er zijn nog geen voorbereide gegevens.", "There is no prepared data yet."),
    DataFault.UNREACHABLE: (
        "De opslag van de gegevens is niet te bereiken ({file}).",
        "The storage of the data cannot be reached ({file}).",
    ),
    DataFault.MISSING: ("Het bestand {file} ontbreekt.", "The file {file} is missing."),
    DataFault.UNREADABLE: (
        "Het bestand {file} is beschadigd of niet af: het is niet te lezen.",
        "The file {file} is damaged or incomplete: it cannot be read.",
    ),
    DataFault.CHECKSUM: (
        "Het bestand {file} is niet het bestand dat is gepubliceerd: de controlesom klopt niet.",
        "The file {file} is not the one that was published: its checksum differs.",
    ),
    DataFault.COLUMNS: (
        "Het bestand {file} heeft andere kolommen dan deze versie van de site verwacht.",
        "The file {file} has other columns than this version of the site expects.",
    ),
    DataFault.EMPTY_CELLS: (
        "In het bestand {file} zijn verplichte cellen leeg.",
        "Required cells are empty in the file {file}.",
    ),
    DataFault.SCHEMA_VERSION: (
        "De gegevens zijn gemaakt voor een andere versie van de site (zie {file}).",
        "The data was made for another version of the site (see {file}).",
    ),
}

_PREPARE = ("Maak de gegevens opnieuw met: make data.", "Prepare the data again with: make data.")
_WAIT = (
    "Er wordt vanzelf opnieuw gekeken; bekijk SAMENKAART_DATA en het net.",
    "It is tried again by itself; look at SAMENKAART_DATA and the network.",
)
_RESTORE = ("Haal de map data opnieuw op: git checkout -- data.", "Restore the data folder: git checkout -- data.")
_NOT_DAMAGED = frozenset({DataFault.NO_DATA, DataFault.COLUMNS, DataFault.SCHEMA_VERSION})


class DataProblem(Exception):  # noqa: N818 -- visitors see it as a problem with the data, not as a program error
    """Prepared data is unusable. The message names the file; the remedy says what to do.

    Attributes:
        fault: kind of damage.
        file: name of the file inside the release.
        detail: technical detail for the log, not shown to visitors.
    """

    def __init__(self, fault: DataFault, file: str, detail: str = "") -> None:
        self.fault, self.file, self.detail = fault, file, detail
        super().__init__(f"{self.message('nl')} {self.remedy('nl')}")

    def message(self, language: Language) -> str:
        """What is wrong with which file."""
        return _MESSAGES[self.fault][language == "en"].format(file=self.file)

    def remedy(self, language: Language) -> str:
        """What to do about it."""
        remedy = _WAIT if self.fault is DataFault.UNREACHABLE else _PREPARE if self.fault in _NOT_DAMAGED else _RESTORE
        return remedy[language == "en"]
