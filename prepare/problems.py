"""Errors that stop a whole preparation: an unusable source, or a result that may not be published."""


class SourceError(Exception):
    """A source file is missing, unreadable or contradicts another; nothing is published.

    Attributes:
        file: name of the file, without machine-specific folders.
        reason: what is wrong, in Dutch, for the person who made the file.
        remedy: what that person can do, in Dutch.
    """

    def __init__(self, file: str, reason: str, remedy: str) -> None:
        super().__init__(f"{file}: {reason} {remedy}")
        self.file, self.reason, self.remedy = file, reason, remedy


class PublishingError(Exception):
    """The prepared release fails a check; the previous release stays.

    Attributes:
        findings: one Dutch sentence per failed check.
    """

    def __init__(self, findings: list[str]) -> None:
        super().__init__("Niet gepubliceerd:\n" + "\n".join(f"- {finding}" for finding in findings))
        self.findings = findings
