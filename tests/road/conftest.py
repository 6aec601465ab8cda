"""One small simulated firm that has gone the whole road, for all tests of the road."""

from datetime import date

import pytest

from toolkit import pipeline
from toolkit.simulate import Inside, Outside, Team, Truth, Voice, simulate

TRUTH = Truth(
    name="Atelier Essai (simulation)",
    handle="atelier_essai",
    domain="atelier-essai.example",
    language="fr",
    sector="bakery",
    zone="Europe/Paris",
    country="FR",
    first=date(2026, 1, 1),
    last=date(2026, 2, 28),
    teams=(
        Team(name="Direction", size=2),
        Team(name="Fournil", size=14),
        Team(name="Vente", size=16),
        Team(name="Livraison", size=9),
    ),
    outside=Outside(
        outbound=150,
        reply_share=0.5,
        openers=70,
        answered=0.6,
        delay_hours=5,
        voices=(
            Voice(share=0.4, kind="brand"),
            *(Voice(share=0.1, leads=rank == 0) for rank in range(6)),
        ),
        rituals=0.1,
    ),
    inside=Inside(messages=1500, silent=0.1, contacts=5),
)
LEGAL = """
[legal_gate]
purpose = "simulation"
basis = "people who do not exist"
cse_required = false
notice_done_on = 2026-01-02
dpia_done_on = 2026-01-02
retention_days = 30
"""


def make_client(root, slug="atelier", legal=LEGAL):
    """Make the firm's folder, with its exports in it."""
    client = pipeline.new_client(
        root, slug, name="Atelier Essai (simulation)", profile="sme", language="fr"
    )
    settings = client.folder / "client.toml"
    text = settings.read_text(encoding="utf-8").split("[legal_gate]")[0]
    settings.write_text(text.replace("# Sans ces réponses", "# ") + legal, encoding="utf-8")
    simulate(TRUTH, seed=11).write(client.exports)
    return pipeline.store.open_client(root, slug)


@pytest.fixture(scope="session")
def audited(tmp_path_factory):
    """The firm, audited in French."""
    client = make_client(tmp_path_factory.mktemp("clients"))
    pipeline.audit(client, language="fr")
    return client


@pytest.fixture(scope="session")
def in_english(audited):
    """The same audit, delivered in English too."""
    return pipeline.deliver(audited, "en")
