"""How Meta calls the columns of its exports, folded: the language is that of who exported them."""

from types import MappingProxyType

# In each line: English, French, German, Spanish, Swedish; what was seen in exports comes first.
CONTENT = MappingProxyType(
    {
        "post": (
            "post id",
            "identifiant de la publication",
            "id de la publication",
            "id de publication",
            "beitrags id",
            "identificador de la publicacion",
            "publicerings id",
            "inlaggs id",
        ),
        "page": (
            "page id",
            "identifiant de la page",
            "id de la page",
            "seiten id",
            "identificador de la pagina",
            "sid id",
        ),
        "account": (
            "account id",
            "identifiant du compte",
            "id du compte",
            "konto id",
            "identificador de la cuenta",
        ),
        "handle": (
            "account username",
            "nom d utilisateur du compte",
            "konto benutzername",
            "benutzername des kontos",
            "kontobenutzername",
            "nombre de usuario de la cuenta",
            "kontots anvandarnamn",
        ),
        "name": (
            "page name",
            "account name",
            "nom de la page",
            "nom du compte",
            "seitenname",
            "name der seite",
            "kontoname",
            "nombre de la pagina",
            "nombre de la cuenta",
            "sidnamn",
            "kontonamn",
        ),
        "text": ("description", "beschreibung", "descripcion", "beskrivning"),
        "title": ("title", "titre", "titel", "titulo", "rubrik"),
        "when": (
            "publish time",
            "heure de publication",
            "date de publication",
            "veroffentlichungszeitpunkt",
            "veroffentlichungszeit",
            "zeitpunkt der veroffentlichung",
            "hora de publicacion",
            "publiceringstid",
        ),
        "link": ("permalink", "lien permanent", "permalien", "enlace permanente", "permalank"),
        "share": (
            "is share",
            "est un partage",
            "ist geteilt",
            "es contenido compartido",
            "ar en delning",
        ),
        "day": ("date", "datum", "fecha"),
        "likes": (
            "likes and reactions",
            "reactions",
            "likes",
            "mentions j aime et reactions",
            "mentions j aime",
            "j aime",
            "gefallt mir angaben und reaktionen",
            "reaktionen",
            "gefallt mir angaben",
            "gefallt mir",
            "me gusta y reacciones",
            "reacciones",
            "me gusta",
            "reaktioner",
            "gilla markeringar",
        ),
        "comments": ("comments", "commentaires", "kommentare", "comentarios", "kommentarer"),
        "shares": (
            "shares",
            "partages",
            "geteilte inhalte",
            "mal geteilt",
            "geteilt",
            "veces que se compartio",
            "veces compartido",
            "delningar",
        ),
        "saves": (
            "saves",
            "enregistrements",
            "gespeicherte beitrage",
            "gespeicherte inhalte",
            "gespeichert",
            "veces que se guardo",
            "sparade objekt",
        ),
        "clicks": (
            "total clicks",
            "clicks",
            "nombre total de clics",
            "total des clics",
            "clics",
            "klicks insgesamt",
            "gesamtzahl der klicks",
            "klicks",
            "total de clics",
            "totalt antal klick",
        ),
        "impressions": ("impressions", "impressionen", "impresiones", "exponeringar"),
        "reach": ("reach", "couverture", "portee", "reichweite", "alcance", "rackvidd"),
        "views": ("views", "vues", "aufrufe", "visualizaciones", "visningar"),
    }
)

# Facebook's own pages of statistics, until 2023, in English: one line a post ...
POSTS = MappingProxyType(
    {
        "post": ("post id",),
        "text": ("post message",),
        "when": ("posted",),
        "link": ("permalink",),
        "likes": ("lifetime post stories by action type like",),
        "comments": ("lifetime post stories by action type comment",),
        "shares": ("lifetime post stories by action type share",),
        "clicks": ("lifetime post consumptions",),
        "impressions": ("lifetime post total impressions",),
        "reach": ("lifetime post total reach",),
    }
)
# ... or one line a day, for the page as a whole.
DAYS = MappingProxyType(
    {
        "day": ("date",),
        "followers": ("lifetime total follows", "lifetime total likes"),
        "follows": ("daily new follows", "daily new likes"),
        "impressions": ("daily total impressions",),
        "reach": ("daily total reach",),
    }
)

# What tells a file of each kind from any other table.
NEEDED = MappingProxyType(
    {
        "content": (CONTENT, ("post", "when", "link")),
        "posts": (POSTS, ("post", "when", "reach")),
        "days": (DAYS, ("day", "impressions", "reach")),
    }
)
COUNTED = ("likes", "comments", "shares", "saves", "clicks", "impressions", "reach", "views")
YES = frozenset(("1", "true", "yes", "oui", "ja", "si", "vrai", "wahr", "verdadero"))
