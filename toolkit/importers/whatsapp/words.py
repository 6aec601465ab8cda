"""What WhatsApp itself writes into a chat, in the languages in which it was seen."""

import re

PLATFORM = "whatsapp"

# The file is named after the chat: after the other person, or the group.
TITLE = re.compile(
    r"(?:WhatsApp[ -]Chat (?:with|mit|met|-)|Discussion WhatsApp avec|Chat (?:de )?WhatsApp con"
    r"|Conversa [dn]o WhatsApp com|Czat WhatsApp z) (.+?)(?: ?\(\d+\))?(?:\.(?:txt|zip))?",
    re.IGNORECASE,
)

# In place of a picture, a voice or a paper that was left out of the export.
OMITTED = frozenset(
    (
        "<media omitted>",
        "<médias omis>",
        "<fichier omis>",
        "<medien ausgeschlossen>",
        "<medien weggelassen>",
        "<multimedia omitido>",
        "<archivo omitido>",
        "<ficheiro não revelado>",
        "<mídia oculta>",
        "<mídia omitida>",
        "<arquivo de mídia oculto>",
        "<media omessi>",
        "<media omesso>",
        "<media weggelaten>",
        "image omitted",
        "video omitted",
        "audio omitted",
        "gif omitted",
        "sticker omitted",
        "document omitted",
        "contact card omitted",
        "video note omitted",
        "image absente",
        "vidéo absente",
        "audio omis",
        "gif retiré",
        "sticker omis",
        "document omis",
        "bild weggelassen",
        "video weggelassen",
        "audio weggelassen",
        "gif weggelassen",
        "sticker weggelassen",
        "dokument weggelassen",
        "imagen omitida",
        "video omitido",
        "audio omitido",
        "gif omitido",
        "sticker omitido",
        "documento omitido",
        "imagem ocultada",
        "vídeo omitido",
        "áudio ocultado",
        "figurinha omitida",
        "immagine omessa",
        "video omesso",
        "audio omesso",
        "gif esclusa",
        "gif omessa",
        "sticker non incluso",
        "adesivo omesso",
        "documento omesso",
    )
)
# Where the file was exported too, its name stands there, and a caption below.
ATTACHED = re.compile(
    r"<(?:attached|pièce jointe|anhang|adjunto|anexado|anexo|allegato|bijlage) ?:[^<>\n]*>"
    r"|[^\n]*\.\w{0,5} \((?:file attached|fichier joint|datei angehängt|archivo adjunto"
    r"|arquivo anexado|ficheiro anexado|file allegato|bestand bijgevoegd)\)(?=\n|\Z)",
    re.IGNORECASE,
)
DELETED = frozenset(
    (
        "this message was deleted",
        "you deleted this message",
        "ce message a été supprimé",
        "vous avez supprimé ce message",
        "diese nachricht wurde gelöscht",
        "du hast diese nachricht gelöscht",
        "se eliminó este mensaje",
        "este mensaje fue eliminado",
        "eliminaste este mensaje",
        "mensagem apagada",
        "esta mensagem foi apagada",
        "você apagou esta mensagem",
        "apagou esta mensagem",
        "questo messaggio è stato eliminato",
        "hai eliminato questo messaggio",
        "dit bericht is verwijderd",
        "je hebt dit bericht verwijderd",
    )
)
EDITED = frozenset(
    (
        "<this message was edited>",
        "<ce message a été modifié>",
        "<diese nachricht wurde bearbeitet>",
        "<se editó este mensaje.>",
        "<se editó este mensaje>",
        "<este mensaje fue editado>",
        "<mensagem editada>",
        "<esta mensagem foi editada>",
        "<questo messaggio è stato modificato>",
        "<dit bericht is bewerkt>",
    )
)
# What WhatsApp tells of a chat. An iPhone puts it in somebody's mouth; and a colon in the subject
# of a group would make the words before it a name: one whose quotes are not closed.
QUOTES = frozenset('"\u201c\u201d\u201e\u00ab\u00bb')
TOLD = re.compile(
    r"end-to-end encrypt|chiffrés? de bout en bout|ende-zu-ende-verschlüssel"
    r"|cifrados? de extremo a extremo|(?:criptografia|criptografad[ao]s?) de ponta"
    r"|encriptadas ponto a ponto"
    r"|crittograf\w+ end-to-end|end-to-end versleuteld"
    r"|created (?:this )?group|a créé (?:le|ce) groupe|avez créé (?:le|ce) groupe"
    r"|ha(?:t|st) die(?:se)? gruppe|creó (?:el|este) grupo|creaste (?:el|este) grupo"
    r"|criou (?:o|este) grupo|ha creato (?:il|questo) gruppo"
    r"|changed (?:the (?:subject|group|settings)|this group|their phone|to \+)"
    r"|(?:a|avez) (?:changé|modifié|remplacé) (?:le|l'|l\u2019|son|les)"
    r"|(?:betreff|gruppennamen?|gruppenbild|gruppenbeschreibung|telefonnummer) .*geändert"
    r"|cambió (?:el|la|los|su)|cambiaste (?:el|la)|(?:mudou|alterou) (?:o|a|as|para)"
    r"|ha (?:cambiato|modificato) (?:il|l'|l\u2019|la|le|numero|l)"
    r"|joined using|was added|added you|you were added|you added|you(?:'|\u2019)re now an admin"
    r"|a rejoint|vous a ajouté|a été ajouté|avez ajouté|avez rejoint"
    r"|hinzugefügt|beigetreten|se unió|te añadió|te agregó|entrou usando|te adicionou"
    r"|è entrat[oa]|ti ha aggiunto"
    r"|security code|code de sécurité|sicherheitsnummer|código de seguridad|código de segurança"
    r"|codice di sicurezza|disappearing messages|messages éphémères|selbstlöschende nachrichten"
    r"|mensajes temporales|mensagens temporárias|messaggi effimeri"
    r"|business account|compte professionnel|unternehmenskonto|cuenta de empresa"
    r"|conta comercial|account business|missed (?:voice|video)|appel (?:vocal|vidéo)? ?manqué"
    r"|verpasster|llamada (?:de voz |de grupo )?perdida|chamada .*perdida|chiamata .*persa",
    re.IGNORECASE,
)
LONGEST_NOTE = max(map(len, OMITTED | DELETED)) + 1
