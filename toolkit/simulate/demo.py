"""The simulated clients that the toolkit is shown with; templates/simulate/demos.toml says who."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec

from toolkit.errors import TemplateError
from toolkit.simulate.organisation import Simulation, simulate
from toolkit.simulate.truth import Truth
from toolkit.wording import templates_folder


@dataclass(frozen=True, kw_only=True)
class Demo:
    """One demonstration client: its folder's name, the text of client.toml, and its exports."""

    slug: str
    settings_text: str
    simulation: Simulation


class DemoForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What demos.toml says of one client."""

    profile: Literal["sme", "large"]
    seed: int
    hours: Mapping[str, tuple[str, ...]]
    legal_gate: Mapping[str, object]
    truth: Truth


def demo_clients(language: str | None = None) -> tuple[Demo, ...]:
    """Return the demonstration clients, of one language where it is given.

    ``TemplateError`` where demos.toml cannot be understood.
    """
    path = templates_folder() / "simulate" / "demos.toml"
    try:
        listed = tomllib.loads(path.read_text(encoding="utf-8"))
        forms = msgspec.convert(listed, dict[str, DemoForm])
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise TemplateError(f"simulate/{path.name}: {error}") from error
    return tuple(
        _demo(slug, form) for slug, form in forms.items() if language in (None, form.truth.language)
    )


def _demo(slug: str, form: DemoForm) -> Demo:
    made = simulate(form.truth, seed=form.seed)
    return Demo(slug=slug, settings_text=_settings(form, made), simulation=made)


def _settings(form: DemoForm, made: Simulation) -> str:
    """Return client.toml: the client, its accounts, its hours, and the open legal gate."""
    truth = form.truth
    about: Mapping[str, object] = {
        "name": truth.name,
        "profile": form.profile,
        "language": truth.language,
        "timezone": truth.zone,
        "country": truth.country,
        "headcount": truth.headcount,
        "simulated": True,
        "own_domains": [truth.domain],
    }
    kinds = {account.handle: account.kind for account in made.accounts}
    parts = [_lines(about)]
    parts += [
        f"\n[{name}]\n{_lines(table)}"
        for name, table in (
            ("accounts", kinds),
            ("hours", form.hours),
            ("legal_gate", form.legal_gate),
        )
    ]
    return "".join(parts)


def _lines(table: Mapping[str, object]) -> str:
    return "".join(f"{name} = {_value(value)}\n" for name, value in table.items())


def _value(value: object) -> str:
    """Return a value as TOML writes it: as JSON does, save for dates."""
    written = msgspec.json.encode(value).decode()
    return written if isinstance(value, str | bool | int | list | tuple) else written.strip('"')
