"""YouTube: a channel's Google Takeout, and the tables that YouTube Studio exports."""

from types import MappingProxyType

from toolkit.importers.youtube.studio import table
from toolkit.importers.youtube.takeout import PLATFORM, channel, comments, posts, videos
from toolkit.reading import LITTER
from toolkit.spoken.outside import SCOPE

__all__ = ["LOOKS_FOR", "PLATFORM", "ROUTES", "SCOPE", "SIGNATURE", "VERSION"]

VERSION = 1
LOOKS_FOR = "YouTube and YouTube Music/comments/comments.csv, or Table data.csv of YouTube Studio"

# Folders and files bear the language of the account: English, French, German, Spanish,
# Portuguese, Italian, Dutch, Turkish. A long file is cut: comments(1).csv.
FOLDER = r"YouTube(?:[^/]{1,6}YouTube Music)?"
AGAIN = r"(?: ?\([0-9]+\))?\.csv"
_SAID = "comments|commentaires|kommentare|comentarios|comentários|commenti|reacties|yorumlar"
_LIVE = (
    "live[ -]chats?|chats en direct|livechats?|chats en directo|chats en vivo|chats ao vivo"
    "|chat dal vivo"
)
COMMENTS = rf"{FOLDER}/(?i:(?:(?:{_SAID}|{_LIVE})/)?(?:{_SAID}|{_LIVE})){AGAIN}"
VIDEOS = rf"{FOLDER}/(?i:[^/]*m[eé]tad[^/]*/v[ií]d[eé]os?){AGAIN}"
_POSTS = "posts|beiträge|publications|publicaciones|publicações|post|berichten"
POSTS = rf"{FOLDER}/(?i:(?:{_POSTS})/(?:{_POSTS})){AGAIN}"
_CHANNELS = "channels?|cha[iî]nes?|kan[aä]le?|canale?s?|canais|kanalen|kanaal|canali"
CHANNEL = rf"{FOLDER}/(?i:(?:{_CHANNELS})/(?:{_CHANNELS})){AGAIN}"

TABLE = (
    r"Table data\.csv|Données du tableau\.csv|Informations relatives aux tableaux\.csv"
    r"|Tabellendaten\.csv|Datos de la tabla\.csv|Dados da tabela\.csv|Tabelgegevens\.csv"
)
TOTALS = r"Totals\.csv|Totaux\.csv|Gesamtwerte\.csv|Totales\.csv|Totais\.csv|Totalen\.csv"
CHART = (
    r"Chart data\.csv|Données du graphique\.csv|Informations relatives aux graphiques\.csv"
    r"|Diagrammdaten\.csv|Datos del gráfico\.csv|Dados do gráfico\.csv|Grafiekgegevens\.csv"
)
SIGNATURE = (rf"{COMMENTS}|{VIDEOS}|{POSTS}|{TABLE}",)
ROUTES = MappingProxyType(
    {
        LITTER: None,
        COMMENTS: comments,
        VIDEOS: videos,
        POSTS: posts,
        CHANNEL: channel,
        TABLE: table,
        TOTALS: table,
        # The same by video and day: more than is needed, and cut at 500 lines.
        CHART: None,
        # What was watched and searched, playlists, subscriptions, films and pictures: not needed.
        rf"{FOLDER}/(?i:[^/]*m[eé]tad[^/]*|{_CHANNELS})/.*": None,
        rf"{FOLDER}/(?i:history|historique|verlauf|historial|histórico|cronologia|geschiedenis"
        r"|geçmiş|playlists?|listas? de reproducción|subscriptions|abonnements|abos"
        r"|suscripciones|inscrições|iscrizioni|abonnementen|music .*|musique .*|musik .*"
        rf"|música .*|v[ií]d[eé]os?|{_POSTS})/.*": None,
        r"archive_browser\.html": None,
    }
)
