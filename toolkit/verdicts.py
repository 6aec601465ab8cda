"""Judges what was measured and advises, beside the audit before and beside similar clients."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np

from toolkit import advice, compared, judge, release, store
from toolkit.catalogue import TOOLS, read_catalogue
from toolkit.decided import read_decisions
from toolkit.errors import BadSettings, ClientError, DeliveryError
from toolkit.release import Facts, Verdicts
from toolkit.results import Finding
from toolkit.store import Client
from toolkit.wording import templates_folder

AUDITS = "audits.json"  # in the vault: what the last two audits found
DRAWS = 200  # other samples, to see whether the first pieces of advice hold


class Audit(msgspec.Struct, frozen=True, kw_only=True):
    """What an audit of the whole span found, and the last day of its messages."""

    last: str
    findings: tuple[Finding, ...]


def verdicts(client: Client, facts: Facts, *, whole: bool = True) -> Verdicts:
    """Judge what was measured, and say what to do about it, from which day and with what.

    ``whole`` says that all of the span was measured: only such audits are compared in time.
    """
    settings, templates = client.settings, templates_folder()
    actions = advice.read_actions(templates / advice.ACTIONS)
    findings = judge.judge(facts.cells, judge.read_yardsticks(templates / judge.YARDSTICKS))
    advised = advice.recommendations(findings, actions)
    rng = np.random.default_rng(0)
    draws = (judge.redrawn(findings, rng) for _ in range(DRAWS))
    begins = advice.begins(facts.about.last, settings.starts_on)
    dated = advice.dated(advised, begins)
    tools = read_catalogue(templates / TOOLS)
    return Verdicts(
        findings=_beside(client, findings, facts.about.last if whole else None),
        recommendations=advice.equipped(dated, tools, settings.tools.constraints),
        stable=advice.stability(draws, actions, advised),
        begins=begins.isoformat() if begins else "",
        decisions=read_decisions(client.folder),
    )


def _beside(client: Client, findings: tuple[Finding, ...], last: str | None) -> tuple[Finding, ...]:
    """Set findings beside those of similar clients and, with a last day, of the audit before."""
    among = compared.among(findings, [*_similar(client)])
    earlier = [one for one in kept(client.vault) if last and one.last < last][-1:]
    return compared.since(among, earlier[0].findings, earlier[0].last) if earlier else among


def _similar(client: Client) -> Iterator[tuple[Finding, ...]]:
    """Give what was found at clients of the same sector, real ones or simulated ones alike."""
    if not client.settings.sector:
        return
    for slug in store.clients(client.folder.parent):
        try:
            other = store.open_client(client.folder.parent, slug)
            found = release.read(other.release).verdicts.findings
        except (BadSettings, DeliveryError):
            continue  # not audited yet, or being worked on: not this client's concern
        if other != client and _kin(other) == _kin(client):
            yield found


def _kin(client: Client) -> tuple[str, bool]:
    return client.settings.sector.casefold().strip(), client.settings.simulated


def kept(vault: Path) -> tuple[Audit, ...]:
    """Return what the last two audits found; ``ClientError`` where it cannot be read."""
    path = vault / AUDITS
    if not path.exists():
        return ()
    try:
        return msgspec.json.decode(path.read_bytes(), type=tuple[Audit, ...])
    except msgspec.DecodeError as error:
        raise ClientError(f"{vault.name}/{AUDITS} is damaged: remove it, or restore it") from error


def keep(vault: Path, facts: Facts, findings: tuple[Finding, ...]) -> None:
    """Keep what this audit found for the next one, and what the one before found."""
    if facts.about.last is None:
        return
    bare = tuple(replace(one, before=None, peers=None) for one in findings)
    earlier = [one for one in kept(vault) if one.last < facts.about.last][-1:]
    audits = (*earlier, Audit(last=facts.about.last, findings=bare))
    store.replace_file(vault / AUDITS, msgspec.json.encode(audits, order="deterministic"))
