"""What mail programmes write in each language: prefixes, folders, and desks that are nobody's."""

import re
from types import MappingProxyType


def _words(written: str) -> frozenset[str]:
    return frozenset(written.lower().split())


# Before the subject of an answer; each language's programme has its own. VS is an answer in
# Finnish and a forward in Danish and Norwegian: it counts for nothing but is taken off.
ANSWERS = _words(
    """re ref réf rép rep aw antw antwoord sv svar res resp r odp vá ynt atb hth
    ΑΠ απ σχετ отв ответ 回复 回覆 答复 返信 回信 답장"""
)
FORWARDS = _words(
    """tr fw fwd wg rv enc i doorst vl vs vb pd továbbítás ilt yml πρθ пер 转发 轉寄 転送
    transfert transf"""
)
AUTOMATIC = (
    "automatic reply",
    "auto-reply",
    "autoreply",
    "auto:",
    "out of office",
    "réponse automatique",
    "reponse automatique",
    "message d'absence",
    "absence du bureau",
    "absent du bureau",
    "automatische antwort",
    "abwesenheitsnotiz",
    "abwesend",
    "respuesta automática",
    "fuera de la oficina",
    "risposta automatica",
    "fuori sede",
    "resposta automática",
    "automatisch antwoord",
    "automatiskt svar",
    "undeliverable",
    "undelivered mail",
    "delivery status notification",
    "mail delivery failed",
    "non remis",
    "non distribuable",
    "unzustellbar",
    "no se puede entregar",
)

# Folders of what was never sent, and of what nobody asked for.
UNSENT = (
    "drafts?",
    "brouillons?",
    "entw(?:ü|ue)rfe",
    "borradores",
    "bozze",
    "rascunhos",
    "concepten",
    "templates?",
    "modèles",
    "vorlagen",
    "plantillas",
    "unsent messages",
    "outbox",
    "boîte d'envoi",
    "postausgang",
    "bandeja de salida",
)
UNASKED = (
    "junk(?: e-?mail)?",
    "spam",
    "bulk mail",
    "courrier ind(?:é|e)sirable",
    "ind(?:é|e)sirables?",
    "pourriels?",
    "junk-e-mail",
    "unerwünscht",
    "werbung",
    "correo (?:basura|no deseado)",
    "posta indesiderata",
    "lixo eletr(?:ô|ó)nico",
    "ongewenste e-mail",
)
# The labels that Gmail puts on them, whatever its language.
DRAFT_LABELS = frozenset(
    ("drafts", "draft", "brouillons", "entwürfe", "borradores", "bozze", "rascunhos", "concepten")
)
SPAM_LABELS = frozenset(("spam", "pourriel", "correo no deseado", "posta indesiderata"))

MONTHS = MappingProxyType(
    {name: month for month, names in enumerate(
        (
            ("jan", "ene", "gen"), ("feb", "fev", "fév"), ("mar", "mär", "mrz"),
            ("apr", "avr", "abr"), ("may", "mai", "mei", "mag"), ("jun", "giu"),
            ("jul", "lug"), ("aug", "aou", "aoû", "ago"), ("sep", "set"),
            ("oct", "okt", "ott"), ("nov",), ("dec", "déc", "dez", "dic"),
        ), 1) for name in names}
)  # fmt: skip
ZONES = MappingProxyType(
    {
        "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60,
        "MET": 60, "CEST": 120, "MEST": 120, "MESZ": 120, "MEZ": 60, "EET": 120, "EEST": 180,
        "MSK": 180, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420,
        "MDT": -360, "PST": -480, "PDT": -420, "AKST": -540, "AKDT": -480, "HST": -600,
        "JST": 540, "KST": 540, "HKT": 480, "SGT": 480, "AEST": 600, "AEDT": 660, "NZST": 720,
        "NZDT": 780, "BRT": -180, "ART": -180,
    }
)  # fmt: skip

PREFIX = re.compile(r"([^\W\d_]{1,10})\s?(?:[\[(^]\d{1,3}[\])]?)?\s?[:\uff1a]\s*")
TAG = re.compile(r"\[([^\[\]]{1,60})\]\s*")
