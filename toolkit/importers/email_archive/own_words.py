"""What people wrote themselves: a mail without what it quotes, its signature and its footers."""

import re
from collections.abc import Iterator

REACH = 600  # characters in which a quoted head must have said that it is one
NEAR = 200  # characters in which a verb stands before the colon that ends an introduction
FEW = 4  # lines of an introduction

# Everything below such a line is somebody else's or a programme's. Each letter is looked at once.
_END = re.compile(
    r"""\n(?:
    [ ]?--[ ]?\n
    | -{14}[ ]next[ ]part[ ]-{14}
    | -{4,}[ ]?(?:
        Original[ ](?:Message|message|Appointment)|Forwarded|Reply[ ]message
        |Message[ ](?:d['\u2019]origine|original|transféré|initial)|Courriel[ ]original
        |Ursprüngliche|Originalnachricht|Weitergeleitete|Mensaje[ ](?:original|reenviado)
        |Messaggio[ ](?:originale|inoltrato)|Mensagem[ ](?:original|encaminhada)
        |Oorspronkelijk|Doorgestuurd|Ursprungligt|Oprindelig)
    | Begin[ ]forwarded[ ]message
    | Début[ ]du[ ]message[ ](?:réexpédié|transféré)
    | Anfang[ ]der[ ]weitergeleiteten
    | In(?:icio[ ]del[ ]mensaje[ ]reenviado|izio[ ]messaggio[ ]inoltrato|viato[ ]da(?:l[ ]mio)?[ ])
    | Sent[ ](?:from[ ](?:my|Mail|Outlook|Yahoo|Samsung|Proton)|via[ ])
    | Get[ ]Outlook[ ]for
    | Envoyé[ ](?:de[ ]mon|depuis|à[ ]partir[ ]de|avec[ ])
    | (?:Obten(?:ir|ez|er)|Télécharge[rz])[ ]Outlook[ ]
    | Von[ ]mei(?:nem|ner)[ ][^\n]{0,40}ge(?:sendet|schickt)
    | Gesendet[ ](?:von|mit|mittels)[ ]
    | Holen[ ]Sie[ ]sich[ ]Outlook
    | Enviado[ ](?:desde|do[ ]meu|a[ ]partir)
    | Verzonden[ ](?:vanaf|met)
    )""",
    re.VERBOSE,
)
# How programmes introduce what is quoted, before the colon that ends the line.
_VERBS = (
    "wrote", "writes", "said", "a écrit", "écrivait", "écrit", "escribió", "ha scritto", "scrive",
    "escreveu", "skrev", "schreef", "napisał", "napisał(a)", "kirjoitti", "schrieb", "geschrieben",
)  # fmt: skip
_INSIDE = ("schrieb ", "schreef ", "skrev ")  # here the name follows the verb
_OPENERS = ("On ", "Le ", "El ", "Il ", "Em ", "Am ", "Op ", "Den ", "In article", "At ", "W dniu ")
# The first line of the block that Outlook puts above what it quotes, and those that follow it.
_BLOCK = re.compile(r"\n\*?(?:From|De|Von|Da|Van)[ \xa0\u202f]?:")
_BLOCK_LINE = re.compile(
    r"\n\*?(Sent|Date|To|Cc|CC|Subject|Envoyé|Envoyé le|À|A|Objet|Gesendet|Datum|An|Betreff"
    r"|Enviado|Enviado el|Enviada em|Fecha|Data|Para|Asunto|Assunto|Inviato|Oggetto|Verzonden"
    r"|Aan|Onderwerp|Date d'envoi)[ \xa0\u202f]?:"
)
_FOOTERS = ("\n" + "_" * 47 + "\n", "\n" + "~" * 40)
_QUOTES = (">", " >", "\t>", "-----Original")
_SIGNATURE = re.compile(r"\n ?-- ?\n")
_LINES = re.compile(r"\n{3,}")


def own_words(text: str) -> str:
    """Return what the author of a mail wrote, answers between the lines of a quotation too."""
    whole = f"\n{text}\n" if "\r" not in text else f"\n{text}\n".replace("\r\n", "\n")
    introduced = list(_introductions(whole))
    ends = [start for start, _, quotes in introduced if not quotes]
    end = min((*ends, *_ends(whole)), default=len(whole))
    if "\n>" in whole and not whole[:end].strip():  # what is answered stands above the answer
        signature = _SIGNATURE.search(whole)
        end = signature.start() if signature else len(whole)
    kept = whole[:end]
    if "\n>" in kept or "\n >" in kept:
        lines = "".join(_unintroduced(whole, introduced, end)).split("\n")
        kept = "\n".join([line for line in lines if not line.startswith(_QUOTES)])
    if "\n\n\n" in kept:
        kept = _LINES.sub("\n\n", kept)
    return kept.strip("\n \t_")


def _ends(text: str) -> Iterator[int]:
    """Yield where the rest of a mail is no longer its author's."""
    if found := _END.search(text):
        yield found.start()
    for head in _BLOCK.finditer(text):
        near = text[head.end() : head.end() + REACH]
        if len(set(_BLOCK_LINE.findall(near))) > 1:
            yield head.start()
            break
    for footer in _FOOTERS:
        at = text.find(footer)
        if at >= 0 and "list" in text[at : at + REACH].lower():
            yield at


def _introductions(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where quotations are introduced: from where to where, and whether signs follow.

    A quotation without any sign before its lines counts only where a date introduces it.
    """
    at = text.find(":\n")
    while at >= 0:
        line = text[max(0, at - NEAR) : at].rstrip()
        if line.endswith(_VERBS) or any(verb in line for verb in _INSIDE):
            start = _opening(text, at)
            quotes = text[at + 2 : at + 2 + REACH].lstrip().startswith(">")
            if start >= 0 or quotes:
                yield (start if start >= 0 else text.rfind("\n", 0, at)), at + 2, quotes
        at = text.find(":\n", at + 2)


def _opening(text: str, colon: int) -> int:
    """Return where the lines start that introduce a quotation with a date; less than 0 if not."""
    start = text.rfind("\n", 0, colon)
    for _ in range(FEW):
        if colon - start > REACH:
            return -1
        if text.startswith(_OPENERS, start + 1):
            return start if any(map(str.isdigit, text[start:colon])) else -1
        if start <= 0 or text[start - 1] == "\n":
            return -1
        start = text.rfind("\n", 0, start)
    return -1


def _unintroduced(text: str, found: list[tuple[int, int, bool]], end: int) -> Iterator[str]:
    """Yield a text up to its end, without the lines that introduce quotations."""
    at = 0
    for start, after, _ in found:
        if at <= start < end:
            yield text[at : start + 1]
            at = after
    yield text[at:end]
