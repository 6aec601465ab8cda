"""What an Instagram download holds, as far as it is needed."""

from collections.abc import Iterable, Mapping

import msgspec

from toolkit.reading import Elements, ListOf, mended

PLATFORM = "instagram"

# How Instagram calls a field depends on the language of the account.
COMMENT = frozenset(
    ("Comment", "Commentaire", "Kommentar", "Comentario", "Comentário", "Commento", "Opmerking")
)
OWNER = frozenset(
    (
        "Media Owner",
        "Propriétaire du média",
        "Propriétaire du contenu multimédia",
        "Propriétaire du contenu",
        "Medieninhaber",
        "Propietario del contenido multimedia",
        "Proprietario del contenuto multimediale",
        "Media-eigenaar",
    )
)
USERNAME = frozenset(
    (
        "Username",
        "Nom d'utilisateur",
        "Nom d\u2019utilisateur",
        "Nom de profil",
        "Benutzername",
        "Nutzername",
        "Nombre de usuario",
        "Nome utente",
        "Nome de usuário",
        "Gebruikersnaam",
    )
)
NAME = frozenset(("Name", "Nom", "Nombre", "Nome", "Naam"))
PRIVATE = frozenset(
    (
        "Private Account",
        "Compte privé",
        "Privates Konto",
        "Cuenta privada",
        "Account privato",
        "Conta privada",
        "Privé-account",
    )
)
YES = frozenset(("true", "1", "yes", "oui", "ja", "sí", "vrai", "wahr", "verdadero"))


class Field(msgspec.Struct):
    """What stands in a field; the others are empty or zero."""

    value: str | None = None
    timestamp: int | None = None


class Media(msgspec.Struct):
    """A picture or a video; its title is the caption of old posts, of reels and of stories."""

    uri: str | None = None
    creation_timestamp: int | None = None
    title: str | None = None


class Post(Media):
    """A post with its pictures, or a story, which is one."""

    media: list[Media] = []


class Labelled(msgspec.Struct):
    """Fields under the names that a language gives them."""

    string_map_data: dict[str, Field] = {}


class Owned(Labelled):
    """A comment; newer downloads say twice whose post it is on."""

    media_owner: str | None = None


POSTS = ListOf(Post)
POST_LISTS = tuple(
    Elements(Post, key) for key in ("ig_stories", "ig_reels_media", "ig_igtv_media", "ig_posts")
)
COMMENTS = ListOf(Owned)
COMMENT_LISTS = tuple(
    Elements(Owned, key)
    for key in ("comments_media_comments", "comments_reels_comments", "comments_hype_comments")
)
PROFILES = Elements(Labelled, "profile_user")


def labelled(fields: Mapping[str, Field], names: Iterable[str]) -> str | None:
    """Return what the field of one of these names says."""
    found = next((field for key, field in fields.items() if mended(key) in names), None)
    return mended(found.value) if found and found.value else None
