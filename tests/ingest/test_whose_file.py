"""Whose a file is: names tell, else what it says, else the consultant; never a silent guess."""

from types import SimpleNamespace
from typing import Any

import pytest

from toolkit.errors import UnknownPlatform
from toolkit.reading import saying


def wide(exports: Any, platform: str, sign: str) -> SimpleNamespace:
    """A platform whose files have any name, and say who they are from."""
    pattern = r"[^/]+\.log"
    return SimpleNamespace(
        PLATFORM=platform,
        VERSION=1,
        SCOPE="external",
        SIGNATURE=(pattern,),
        CLAIMS={pattern: saying(sign)},
        LOOKS_FOR="any .log that says so",
        ROUTES={pattern: exports.parser},
    )


def outcomes(intake: Any) -> dict[str, tuple[str, str]]:
    return {one.name: (one.outcome, one.platform) for one in intake.files}


def take_in(exports: Any, files: dict[str, Any], *more: SimpleNamespace) -> Any:
    exports.modules = (*exports.modules, *more)
    return exports.take_in(files)


def test_a_file_of_any_name_is_known_by_what_it_says(exports: Any, message: Any) -> None:
    files = {"a.log": [message("m1", text="plaza")], "b.log": [message("m2", text="agora")]}
    intake = take_in(exports, files, wide(exports, "plaza", '"plaza"'))
    assert outcomes(intake) == {"a.log": ("read", "plaza"), "b.log": ("unknown", "plaza")}


def test_a_file_that_two_platforms_claim_is_read_by_neither(exports: Any, message: Any) -> None:
    files = {"a.log": [message("m1", text="plaza agora")], "b.log": [message("m2", text="agora")]}
    intake = take_in(
        exports, files, wide(exports, "plaza", "plaza"), wide(exports, "agora", "agora")
    )
    assert outcomes(intake)["a.log"] == ("ambiguous", "agora, plaza")
    assert outcomes(intake)["b.log"] == ("read", "agora")
    assert exports.table("messages")["message_id"].to_list() == ["m2"]


def test_names_alone_can_be_ambiguous_too(exports: Any, message: Any) -> None:
    files = {"room.txt": [], "square.txt": [], "day/1.txt": [message("m1")]}
    intake = take_in(exports, files)
    assert outcomes(intake)["day/1.txt"] == ("ambiguous", "room, square")


@pytest.mark.parametrize("path", ["day/1.txt", "day", "day/"])
def test_the_settings_say_whose_a_file_is(exports: Any, message: Any, path: str) -> None:
    exports.settings["exports"] = {path: "room"}
    intake = take_in(exports, {"room.txt": [], "square.txt": [], "day/1.txt": [message("m1")]})
    assert outcomes(intake)["day/1.txt"] == ("read", "room")
    assert exports.column("messages", "message_id", "importer") == {"m1": "room@1"}


def test_a_platform_that_does_not_exist_is_refused_with_those_that_do(exports: Any) -> None:
    exports.settings["exports"] = {"day": "rooom"}
    with pytest.raises(UnknownPlatform, match="no platform 'rooom'; there is agreed, room, square"):
        take_in(exports, {"room.txt": []})


def test_what_names_tell_is_not_opened_to_see_whose_it_is(exports: Any, message: Any) -> None:
    """A platform that any file could be of does not take what another is known to write."""
    greedy = wide(exports, "plaza", "m")
    greedy.SIGNATURE, greedy.CLAIMS = (r"[^/]+\.txt",), {r"[^/]+\.txt": saying("m")}
    greedy.ROUTES = {r"[^/]+\.txt": exports.parser}
    intake = take_in(exports, {"square.txt": [message("m1")], "other.txt": [message("m2")]}, greedy)
    assert outcomes(intake)["square.txt"] == ("read", "square")
    assert outcomes(intake)["other.txt"] == ("read", "plaza")
