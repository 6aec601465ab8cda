"""Writes what one account of a simulated organisation said as an X archive."""

from collections.abc import Sequence

import msgspec

from toolkit.simulate.outside import Dialogue, Said
from toolkit.simulate.packing import Pack
from toolkit.simulate.people import Account
from toolkit.simulate.phrases import phrases
from toolkit.simulate.truth import Truth
from toolkit.simulate.x_forms import account_entry, profile_entry, tweet

PART = 100_000  # tweets in one file, before the next part begins


def write_archive(pack: Pack, truth: Truth, account: Account, said: Dialogue) -> None:
    """Write the archive of one account: account, profile and tweets, the newest first."""
    words = phrases(truth.language)
    home = f"https://www.{truth.domain}"
    email = account.person.email if account.person else f"contact@{truth.domain}"
    own = account.person is not None
    biography = (words.personal_biography if own else words.biography).format(name=truth.name)
    _script(pack, "data/account.js", "account.part0", [account_entry(account, email)])
    _script(pack, "data/profile.js", "profile.part0", [profile_entry(biography, home)])
    _script(pack, "data/like.js", "like.part0", [])
    ids = {author.handle: author.account_id for author in said.public}
    mine = [one for one in reversed(said.sent) if one.account_id == account.account_id]
    for number, part in enumerate(_parts(mine)):
        name = f"data/tweets-part{number}.js" if number else "data/tweets.js"
        items = [tweet(one, truth.language, words.scheduler, ids) for one in part]
        _script(pack, name, f"tweets.part{number}", items)


def _parts(said: Sequence[Said]) -> list[Sequence[Said]]:
    return [said[start : start + PART] for start in range(0, len(said), PART)] or [[]]


def _script(pack: Pack, name: str, variable: str, items: Sequence[object]) -> None:
    """Write a JSON list as the script that X makes of it."""
    listed = msgspec.json.format(msgspec.json.encode(items), indent=2)
    pack.put(name, f"window.YTD.{variable} = ".encode() + listed)
