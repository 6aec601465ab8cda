"""Everything that can go wrong, in words a consultant can act on.

VivevoixError
├── ClientError          a client's folder or its settings
│   ├── UnknownClient        no such client; the message lists those there are
│   ├── ClientExists         a client of that name is already there
│   └── BadSettings          client.toml cannot be understood
├── ExportError          what a client handed over
│   ├── HostileExport        a path, a link, a size or a count we refuse
│   ├── BrokenExport         a zip or a file that cannot be opened
│   ├── EmptyExport          nothing in it that we can read
│   └── UnknownPlatform      no importer knows these files
├── TableError           a table that is not in its agreed shape
├── TemplateError        a yardstick, a word or a template that is missing or wrong
├── LegalGateClosed      the internal audit may not start yet
├── NotebookError        a notebook that did not do its work
│   ├── UnknownParameter     a parameter that the notebook does not have
│   └── RunFailed            a cell failed, or the run did not reach its end
└── DeliveryError        a delivery that is missing or was changed

A message says what is wrong and what there is instead. It never quotes what somebody wrote.
"""


class VivevoixError(Exception):
    """Anything the toolkit refuses or cannot do."""


class ClientError(VivevoixError):
    """A client's folder or its settings are not as they should be."""


class UnknownClient(ClientError):
    """No client of that name."""


class ClientExists(ClientError):
    """A client of that name is already there."""


class BadSettings(ClientError):
    """The client's settings cannot be understood."""


class ExportError(VivevoixError):
    """What a client handed over cannot be used as it is."""


class HostileExport(ExportError):
    """The export holds a path, a link, a size or a count that we refuse."""


class BrokenExport(ExportError):
    """The export cannot be opened."""


class EmptyExport(ExportError):
    """Nothing in the export can be read."""


class UnknownPlatform(ExportError):
    """No importer knows these files."""


class TableError(VivevoixError):
    """A table is not in its agreed shape."""


class TemplateError(VivevoixError):
    """A yardstick, a word or a template is missing or wrong."""


class LegalGateClosed(VivevoixError):
    """The internal audit may not start: the legal conditions are not recorded."""


class NotebookError(VivevoixError):
    """A notebook did not do its work."""


class UnknownParameter(NotebookError):
    """The notebook has no such parameter, or not with such a value."""


class RunFailed(NotebookError):
    """A notebook's run did not reach its end."""


class DeliveryError(VivevoixError):
    """A delivery is missing, incomplete or was changed."""
