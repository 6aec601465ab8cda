"""In which language people write: by its small words, and else by all that somebody wrote."""

from collections.abc import Iterator
from functools import cache

import polars as pl
from py3langid.langid import MODEL_FILE, LanguageIdentifier

SMALL = {  # words that every sentence of a language is held together by
    "fr": "le la les des une est et pour dans nous vous que qui sur avec pas aux ce cette du sont "
    "votre notre nos vos je il elle être ont été mais chez ces au c'est",
    "en": "the and of to is for you with our your this that we are from have it will be on in at "
    "not can has was what how by they all an",
    "de": "der die das und ist für mit nicht ein eine wir sie zu auf den dem ich auch von im",
    "es": "el los las una y para con por del su más en lo como está nuestro qué muy este",
    "it": "il gli una per con che di della non sono nel alla più anche questo è dei",
    "nl": "de het een van voor met niet op wij zijn ook bij naar dat onze",
    "pt": "os as uma para com não do da em você mais nosso dos por são isso é",
}
LEAST, MARGIN = 2, 2  # small words a text needs, and how many more than of the next language
LETTERS = 15  # fewer say nothing of a language
PREFIX = 2_000  # letters of an author that are read
EVIDENCE = ("author", "own", "times", "text")
_BARE = r"https?://\S+|@[\w.]+|#\w+|[^\p{L}' ]+"


def languages(texts: pl.DataFrame) -> pl.Series:
    """Return the language of every text, null where nobody could tell; ``texts``: author, text."""
    found = evidence(texts)
    return told(texts, usual(found))


def told(texts: pl.DataFrame, authors: pl.DataFrame) -> pl.Series:
    """Return the language of every text, its author's where the text alone does not tell.

    A text is of the language whose small words it shows most, if clearly so; else of the language
    that its author uses most (``authors``, as ``usual`` returns them).
    """
    seen = _seen(texts).join(authors, on="author", how="left", maintain_order="left")
    return seen.select(pl.coalesce("own", "usual"))["own"].alias("lang")


def evidence(texts: pl.DataFrame) -> pl.DataFrame:
    """Return what some texts tell of their authors: rows author, own, times, text.

    A row counts the texts clearly in one language; where there is none, a scrap of text is kept.
    Rows of several pieces may be put one below the other.
    """
    seen = _seen(texts).filter(pl.col("author") != "")
    clear = seen.filter(pl.col("own").is_not_null()).group_by("author", "own").len("times")
    rest = seen.join(clear, on="author", how="anti")
    scraps = rest.group_by("author").agg(
        pl.col("text").sort().str.join(" ").str.slice(0, PREFIX), times=pl.lit(0, dtype=pl.UInt32)
    )
    return pl.concat([clear, scraps], how="diagonal").select(EVIDENCE)


def usual(found: pl.DataFrame) -> pl.DataFrame:
    """Return the language that each author uses most: author, usual.

    The first by name where two are used alike; where no text is clear, what py3langid (after Lui
    and Baldwin, 2012) reads in all the scraps together.
    """
    clear = found.filter(pl.col("own").is_not_null())
    most = (
        clear.group_by("author", "own")
        .agg(pl.col("times").sum())
        .sort("author", "times", "own", descending=[False, True, False])
        .unique("author", keep="first", maintain_order=True)
        .select("author", usual="own")
    )
    rest = found.join(most, on="author", how="anti").group_by("author")
    whole = rest.agg(pl.col("text").sort().str.join(" ").str.slice(0, PREFIX)).sort("author")
    read = whole.filter(pl.col("text").str.len_chars() >= LETTERS)
    identified = [_identified(text) for text in read["text"]]
    return pl.concat([most, read.select("author", usual=pl.Series(identified, dtype=pl.String))])


def _seen(texts: pl.DataFrame) -> pl.DataFrame:
    bare = texts.select(
        pl.col("author").fill_null(""),
        pl.col("text")
        .fill_null("")
        .str.to_lowercase()
        .str.replace_all("\u2019", "'", literal=True)
        .str.replace_all(_BARE, " ")
        .str.strip_chars(),
    )
    return bare.with_columns(_clear(bare["text"]))


def _clear(texts: pl.Series) -> pl.Series:
    """Return the language whose small words a text clearly shows, else nothing."""
    counts = pl.DataFrame({"text": texts}).select(*_counts())
    ranked = counts.select(
        most=pl.max_horizontal(pl.all()),
        next=pl.concat_list(pl.all()).list.sort(descending=True).list.get(1),
        at=pl.concat_list(pl.all()).list.arg_max(),
    )
    named = pl.col("at").replace_strict(dict(enumerate(SMALL)), return_dtype=pl.String)
    clear = (pl.col("most") >= LEAST) & (pl.col("most") - pl.col("next") >= MARGIN)
    return ranked.select(pl.when(clear).then(named).alias("own"))["own"]


def _counts() -> Iterator[pl.Expr]:
    for language, words in SMALL.items():
        pattern = r"\b(?:" + "|".join(words.split()) + r")\b"
        yield pl.col("text").str.count_matches(pattern).alias(language)


def _identified(text: str) -> str:
    language, _ = _identifier().classify(text)
    return str(language)


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([*SMALL])
    return identifier
