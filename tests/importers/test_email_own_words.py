"""Of a mail is kept what its author wrote, and neither quotations nor signatures."""

import pytest

from toolkit.importers.email_archive.own_words import own_words

OLD = "> Bonjour,\n>\n> qui vient ?\n"


@pytest.mark.parametrize(
    "introduction",
    [
        "On Mon, Jan 8, 2024 at 9:00 AM Ana <ana@maison.example> wrote:",
        "On Mon, Jan 8, 2024 at 9:00 AM Ana <\nana@maison.example> wrote:",
        "Le lun. 8 janv. 2024 à 09:00, Ana <ana@maison.example> a écrit :",
        "Le lun. 8 janv. 2024 à 09:00, Ana Lefèvre <ana@maison.example>\na écrit\xa0:",
        "Am 08.01.2024 um 09:00 schrieb Ana:",
        "Am Mo., 8. Jan. 2024 um 09:00 Uhr schrieb Ana <ana@maison.example>:",
        "El lun, 8 ene 2024 a las 9:00, Ana (<ana@maison.example>) escribió:",
        "Il giorno lun 8 gen 2024 alle ore 09:00 Ana <ana@maison.example> ha scritto:",
        "Op ma 8 jan 2024 om 09:00 schreef Ana <ana@maison.example>:",
        "Em seg., 8 de jan. de 2024 às 09:00, Ana <ana@maison.example> escreveu:",
        "Ana Lefèvre wrote:",
        "Ana Lefèvre a écrit :",
    ],
)
def test_a_quotation_goes_with_the_line_that_introduces_it(introduction: str) -> None:
    assert own_words(f"Moi !\n\n{introduction}\n\n{OLD}") == "Moi !"
    below = own_words(f"{introduction}\n{OLD}\nMoi !\n\n{OLD}Et toi ?")
    assert below == "Moi !\n\nEt toi ?"


@pytest.mark.parametrize(
    "introduction",
    [
        "On Mon, Jan 8, 2024 at 9:00 AM Ana <ana@maison.example> wrote:",
        "Le lun. 8 janv. 2024 à 09:00, Ana <ana@maison.example> a écrit :",
        "Am 08.01.2024 um 09:00 schrieb Ana:",
    ],
)
def test_a_quotation_without_signs_ends_what_is_kept_where_a_date_introduces_it(
    introduction: str,
) -> None:
    assert own_words(f"Moi !\n\n{introduction}\n\nBonjour,\nqui vient ?") == "Moi !"


@pytest.mark.parametrize(
    "block",
    [
        "From: Ana\nSent: Monday, January 8, 2024\nTo: Bob\nSubject: Budget",
        "De : Ana\nEnvoyé : lundi 8 janvier 2024\nÀ : Bob\nObjet : Budget",
        "De\xa0: Ana\nEnvoyé\xa0: lundi 8 janvier 2024\nÀ\xa0: Bob\nObjet\xa0: Budget",
        "*De :* Ana\n*Envoyé :* lundi\n*À :* Bob\n*Objet :* Budget",
        "Von: Ana\nGesendet: Montag, 8. Januar 2024\nAn: Bob\nBetreff: Budget",
        "De: Ana\nEnviado el: lunes, 8 de enero de 2024\nPara: Bob\nAsunto: Budget",
        "-----Original Message-----\nFrom: Ana",
        "-----Message d'origine-----\nDe : Ana",
        "-----Message d\u2019origine-----\nDe : Ana",
        "-----Ursprüngliche Nachricht-----\nVon: Ana",
        "-----Mensaje original-----\nDe: Ana",
        "---------- Forwarded message ---------\nFrom: Ana",
        "-------- Message transféré --------\nSujet : Budget",
        "Début du message réexpédié :\n\nDe: Ana",
        "Begin forwarded message:\n\nFrom: Ana",
        "________________________________\nFrom: Ana\nDate: Monday\nTo: Bob\nSubject: Budget",
    ],
)
def test_what_stands_below_the_head_of_another_mail_is_not_the_authors(block: str) -> None:
    assert own_words(f"Voilà.\n\n{block}\n\nBonjour Bob,\nmerci.") == "Voilà."


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nAna Lefèvre\nDirection",
        "--\nAna",
        " --\nAna",
        "Envoyé de mon iPhone",
        "Sent from my iPad",
        "Get Outlook for iOS",
        "Télécharger Outlook pour Android",
        "Von meinem iPhone gesendet",
        "Gesendet mit der Mail-App",
        "Enviado desde mi iPhone",
        "-------------- next part --------------\nAn HTML attachment was scrubbed...",
        "_______________________________________________\nEquipe mailing list\nEquipe@x.example",
    ],
)
def test_a_signature_is_left(signature: str) -> None:
    assert own_words(f"Voilà.\n\n{signature}\n") == "Voilà."


@pytest.mark.parametrize(
    "text",
    [
        "De : je n'ai rien compris",
        "From: here on, all is new.\nTo: nobody",
        "Voici ce que Bob a écrit :\n\nles chiffres sont bons.",
        "Le budget est prêt. Qui a écrit cela ?",
        "Von meinem Büro aus sehe ich den Park.",
        "a -- b",
        "Merci > beaucoup",
        "",
    ],
)
def test_what_only_looks_like_a_quotation_stays(text: str) -> None:
    assert own_words(text) == text


def test_an_answer_below_all_that_it_answers_is_found() -> None:
    text = (
        "-----Original Message-----\n> Qui vient ?\n>\nMoi !\n\n> Et qui apporte la galette ?\nBob."
    )
    assert own_words(text) == "Moi !\n\nBob."


@pytest.mark.parametrize(
    "line",
    [
        "wrote:\n",
        "On 1 wrote:\n",
        "> x\n",
        "From: a\n",
        "\n-- ",
        "Am schrieb x:\n",
        "\n",
        ":\n",
        "Le ",
    ],
)
def test_a_text_of_one_line_again_and_again_comes_to_its_end(line: str) -> None:
    text = line * (200_000 // len(line))
    assert len(own_words(text)) <= len(text)
