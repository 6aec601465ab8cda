"""What a Mattermost server tells by itself, by its wording: before 2019 nothing else says so."""

# What follows the name of somebody in the sentences of the server, in English, French, German and
# Spanish: it writes its own language. The first end there, the others go on.
WHOLE = frozenset(
    (
        "joined the channel",
        "joined the channel as guest",
        "left the channel",
        "joined the team",
        "left the team",
        "removed from the channel",
        "was removed from the channel",
        "removed from the team",
        "was removed from the team",
        "archived the channel",
        "has archived the channel",
        "unarchived the channel",
        "a rejoint le canal",
        "a quitté le canal",
        "a été retiré du canal",
        "a archivé le canal",
        "a rejoint l'équipe",
        "a quitté l'équipe",
        "hat den Kanal betreten",
        "hat den Kanal verlassen",
        "hat den Kanal archiviert",
        "wurde aus dem Kanal entfernt",
        "se unió al canal",
        "abandonó el canal",
        "archivó el canal",
        "quitado del canal",
    )
)
OPENINGS = (
    "added to the channel by ",
    "was added to the channel by ",
    "added to the team by ",
    "was added to the team by ",
    "removed the channel header",
    "updated the channel header ",
    "updated the channel display name ",
    "updated the channel purpose ",
    "a été ajouté au canal par ",
    "a mis à jour l'entête du canal ",  # codespell:ignore mis
    "a supprimé le titre du canal ",
    "hat die Kanalüberschrift ",
    "hat den Kanal-Anzeigenamen ",
    "removió el encabezado del canal ",
    "actualizó el encabezado del canal ",
    "actualizado el nombre del canal ",
)


def subject_of(message: str) -> str | None:
    """Return the name that a sentence of the server is about; nothing where it is no such one."""
    name, _, rest = message.partition(" ")
    told = rest.removesuffix(".") in WHOLE or rest.startswith(OPENINGS)
    return name.removeprefix("@") if told else None
