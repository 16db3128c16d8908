"""Each command on a file outside the repository: what it prints where, and how it ends."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from theorycheck.reporting import json_schema

QUICK = ("--examples", 2000)


def test_falsify_finds_and_certifies(desk: Any, false: str) -> None:
    answer = desk.type("falsify", false, *QUICK, "--json")
    assert answer.code == 1  # a conjecture (expect OPEN) that is refuted is worse than expected
    jsonschema.validate(answer.json, json_schema())
    (claim,) = answer.json["claims"]
    assert claim["id"] == "conjecture_false" and claim["verdict"] == "REFUTED"
    assert set(claim["witness"]) == {"x", "y"}
    assert claim["certificate"]["sha256"]


def test_an_expected_refutation_is_success(desk: Any, false: str) -> None:
    text = (desk.folder / false).read_text().replace('source="here"', 'source="here", expect="REFUTED"')
    (desk.folder / false).write_text(text)
    assert desk.type("falsify", false, *QUICK).code == 0


def test_deleting_expect_changes_no_verdict(desk: Any, false: str) -> None:
    plain = desk.type("falsify", false, *QUICK, "--json", "--ledger", "a").json["claims"][0]
    text = (desk.folder / false).read_text().replace('source="here"', 'source="here", expect="PROVED"')
    (desk.folder / false).write_text(text)
    hopeful = desk.type("falsify", false, *QUICK, "--json", "--ledger", "b").json["claims"][0]
    assert (plain["verdict"], plain["witness"]) == (hopeful["verdict"], hopeful["witness"])


def test_check_proves_and_says_what_it_rests_on(desk: Any, true: str) -> None:
    answer = desk.type("check", true, *QUICK, "--json")
    assert answer.code == 0, answer.out
    (claim,) = answer.json["claims"]
    assert claim["verdict"] == "PROVED" and claim["reach"] == [] and claim["trust"] == ["kernel", "definitions"]


def test_json_is_alone_on_standard_output_and_what_is_asked_for_on_standard_error(desk: Any, true: str) -> None:
    answer = desk.type("check", true, *QUICK, "--json", "--fresh")
    assert answer.json["schema"] == "theorycheck/report-1" and "conjecture_true" not in answer.err
    answer = desk.type("check", true, *QUICK, "--json", "--progress", "plain", "--fresh")
    assert answer.json["schema"] == "theorycheck/report-1" and "conjecture_true" in answer.err


def test_the_fields_come_in_the_published_order(desk: Any, true: str) -> None:
    (claim,) = desk.type("check", true, *QUICK, "--json").json["claims"]
    assert list(claim) == json_schema()["$defs"]["claim"]["required"]


def test_the_same_seed_gives_the_same_witness_and_another_ledger_no_difference(desk: Any, false: str) -> None:
    found = [
        desk.type("falsify", false, *QUICK, "--json", "--ledger", name, "--seed", 3).json["claims"][0]["witness"]
        for name in ("one", "two")
    ]
    assert found[0] == found[1]


def test_a_stored_witness_is_replayed_even_with_no_budget(desk: Any, false: str) -> None:
    desk.type("falsify", false, *QUICK)
    again = desk.type("falsify", false, "--examples", 0, "--json").json["claims"][0]
    assert again["verdict"] == "REFUTED"


def test_list_knows_open_current_and_stale(desk: Any, true: str) -> None:
    def verdict() -> str:
        return desk.type("list", true, "--json").json["claims"][0]["verdict"]

    assert verdict() == "OPEN"
    desk.type("check", true, *QUICK)
    assert verdict() == "PROVED"
    (desk.folder / true).write_text((desk.folder / true).read_text() + "\n# changed\n")
    assert verdict() == "STALE"


def test_list_without_a_ledger_makes_none(desk: Any, true: str) -> None:
    desk.type("list", true)
    assert not (desk.folder / ".theorycheck").exists()


def test_show_prints_both_formulas(desk: Any, true: str) -> None:
    (row,) = desk.type("show", true, "--json").json["claims"]
    assert row["latex"] and row["kernel"] and row["statement_hash"]
    assert "kernel" in desk.type("show", true).out


def test_verify_accepts_what_check_wrote(desk: Any, true: str, false: str) -> None:
    desk.type("check", true, false, *QUICK)
    answer = desk.type("verify", "--json")
    assert answer.code == 0, answer.out
    assert {row["kind"] for row in answer.json["certificates"]} == {"proof", "refutation"}
    assert "accepted by the kernel in a fresh process" in desk.type("verify").out


def test_report_ends_with_its_path_and_the_counts(desk: Any, true: str, false: str) -> None:
    answer = desk.type("report", true, false, *QUICK)
    last = answer.out.splitlines()[-2:]
    assert last[0].startswith("report: theorycheck-report/report.html")
    assert last[1] == "2 claims: 1 PROVED, 1 REFUTED"
    page = (desk.folder / "theorycheck-report" / "report.html").read_text()
    assert "conjecture_true" in page and "1 PROVED" in (desk.folder / "theorycheck-report" / "report.md").read_text()


def test_report_reuses_what_is_current_and_verify_reads_it(desk: Any, true: str, false: str) -> None:
    first = desk.type("report", true, false, *QUICK, "--json", "--progress", "plain")
    second = desk.type("report", true, false, *QUICK, "--json", "--progress", "plain")
    assert "(stored)" in second.err and "(stored)" not in first.err
    assert first.json["claims"] == second.json["claims"]
    answer = desk.type("verify", "theorycheck-report/report.json", "--json")
    assert answer.code == 0 and len(answer.json["certificates"]) == 3  # a proof with its model, a refutation
    assert [row["verdict"] for row in answer.json["verdicts"]] == ["PROVED", "REFUTED"]


def test_neighbours_are_searched_unless_left_out(desk: Any) -> None:
    body = (
        'x = real("x")\nclaim = Claim(title="t", source="s", given=[le(0, x)], conclude=le(0, x), proof="auto",\n'
        '    neighbours=[Neighbour("any", given=[], near=True)])\n'
    )
    path = desk.file("conjecture_n.py", body)
    (claim,) = desk.type("check", path, *QUICK, "--json").json["claims"]
    assert [(n["id"], n["verdict"]) for n in claim["neighbours"]] == [("conjecture_n/any", "REFUTED")]
    (claim,) = desk.type("check", path, *QUICK, "--no-neighbours", "--json").json["claims"]
    assert claim["neighbours"] == []


def test_strict_makes_an_undecided_verdict_exit_4(desk: Any, true: str) -> None:
    arguments = (
        "prove",
        desk.file("conjecture_u.py", 'x = real("x")\nclaim = Claim(title="t", source="s", conclude=le(0, relu(x)))\n'),
    )
    assert desk.type(*arguments, "--ledger", "l").code == 0
    assert desk.type("falsify", true, "--examples", 0, "--strict", "--ledger", "m").code == 4


def test_doctor_says_what_runs_here_and_who_said_so(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THEORYCHECK_SEED", "5")
    found = desk.type("doctor", "--json").json
    assert found["settings"]["seed"] == {"value": 5, "origin": "THEORYCHECK_SEED"}
    assert found["settings"]["profile"]["origin"] == "default"
    assert found["backend"]["used"] and found["backend"]["reason"]
    assert "backend" in desk.type("doctor").out


def test_the_kernel_can_be_written_to_a_file(desk: Any) -> None:
    assert desk.type("verify", "--write-kernel", "kernel.pyz").code == 0
    assert (desk.folder / "kernel.pyz").is_file()


def test_a_network_is_drawn_again_alone(desk: Any, false: str) -> None:
    asked = ("network", false, "--lane", "integers", "--index", 3, "--seed", 2)
    found = desk.type(*asked, "--json").json
    assert found["schema"] == "theorycheck/network-1" and set(found["network"]) == {"x", "y"}
    again = desk.type(*asked)
    assert again.code == 0 and f"x = \"{found['network']['x']}\"" in again.out and found["exactly"] in again.out


def test_a_network_that_was_never_drawn_is_told(desk: Any, false: str) -> None:
    answer = desk.type("network", false, "--lane", "nowhere", "--index", 3)
    assert answer.code == 2 and "no lane nowhere draws networks by number" in answer.err
    answer = desk.type("network", f"{false}:beside", "--lane", "integers", "--index", 3)
    assert answer.code == 2 and "has no neighbour beside" in answer.err
