"""Every exception that Veedor raises on purpose.

* VeedorError
  * SpanError            words that are not where they are said to be
  * StatementError       a statement that the codebook does not allow
  * DateError            a date that is no EDTF, or none where one is needed
  * DocumentError        a document that cannot be read
    * UnreadableDocument   damaged, encrypted, binary, missing, or without a text layer
    * EmptyDocument        nothing in it to read
    * ForeignLanguage      a language that the reader was not made for
  * ModelError           the model is missing or does not fit this version
  * RecordError          a record that cannot be opened or written
    * NotARecord           a file that some other program made
    * Overtaken            somebody else decided since one looked
  * FetchError           an address of the web that gives nothing to read
    * FetchRefused         one that must not be asked: private, not of the web, or against its robots.txt
  * UsageError           options that contradict each other

A message says what was wrong, where, and what to do. It never repeats a report's words.
"""

from __future__ import annotations


class VeedorError(Exception):
    """The root of all errors that Veedor raises on purpose."""


class SpanError(VeedorError):
    """A span lies outside its text, or a quote is not what stands there."""


class StatementError(VeedorError):
    """A statement breaks a rule of the codebook."""


class DateError(VeedorError):
    """A date is not EDTF, or a date is missing where one is needed."""


class DocumentError(VeedorError):
    """A document cannot be read."""


class UnreadableDocument(DocumentError):
    """The file is damaged, encrypted, binary, gone, or has no text layer."""


class EmptyDocument(DocumentError):
    """The file opens but holds nothing to read."""


class ForeignLanguage(DocumentError):
    """The text is in a language that the reader was not made for."""


class ModelError(VeedorError):
    """The reader's model is missing, damaged, or of another version."""


class RecordError(VeedorError):
    """A record cannot be opened or written."""


class NotARecord(RecordError):
    """The file is a database, or something else, that Veedor did not make."""


class Overtaken(RecordError):
    """Somebody decided on a statement after the caller had looked at it; nothing was written."""


class FetchError(VeedorError):
    """An address of the web gave no answer, said no, or gave too much."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status
        """The number with which the server said no; None where it said nothing."""


class FetchRefused(FetchError):
    """An address that must not be asked."""


class UsageError(VeedorError):
    """Options that contradict each other or name nothing."""
