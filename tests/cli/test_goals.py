"""`prove --goals`: what is open after each step, in words and as a document; the exit code of a script that ends."""

from __future__ import annotations

from typing import Any

HEADER = (
    '"""A conjecture."""\nfrom theorycheck import Claim, eq, dims, have, le, real, relu, summation\n'
    'n = dims("n")\nx = real("x")\n'
)
SUM = "eq(summation(n, lambda i: 2 * i + 1), n**2)"


def claim(conclude: str, proof: str, **more: str) -> str:
    fields = "".join(f', {name}="{value}"' for name, value in more.items())
    return f'claim = Claim(title="t", source="s", conclude={conclude}, proof="{proof}"{fields})\n'


def test_each_step_says_what_is_open(desk: Any) -> None:
    file = desk.file("conjecture_sum.py", claim(SUM, "induct(n)"), HEADER)
    answer = desk.type("prove", file, "--goals", "--json")
    (row,) = answer.json["claims"]
    assert answer.code == 0 and row["finished"] and answer.json["schema"] == "theorycheck/goals-1"
    calls = [(step["call"], len(step["goals"]), step["failure"]) for step in row["steps"]]
    assert calls == [("the statement", 1, ""), ("induct(n)", 1, ""), ("auto", 0, "")]
    (goal,) = row["steps"][1]["goals"]
    assert any("n_1 · n_1" in fact for fact in goal["known"]) and "(n_1 + 1) · (n_1 + 1)" in goal["open"]
    printed = desk.type("prove", file, "--goals").out
    assert "induct(n): 1 open goal" in printed and "nothing is open" in printed


def test_a_script_that_does_not_end_says_where(desk: Any) -> None:
    wrong = claim("eq(summation(n, lambda i: 2 * i + 1), n**2 + 1)", "induct(n)")
    file = desk.file("conjecture_sum.py", wrong, HEADER)
    answer = desk.type("prove", file, "--goals", "--json")
    (row,) = answer.json["claims"]
    assert answer.code == 0 and not row["finished"]  # a conjecture expects nothing
    assert row["steps"][-1]["failure"] and row["steps"][-1]["goals"][0]["open"]
    assert "fails: " in desk.type("prove", file, "--goals").out
    assert desk.type("prove", file, "--goals", "--strict").code == 4
    for expected, code in ("PROVED", 1), ("REFUTED", 0):
        hopeful = wrong.replace('proof="induct(n)"', f'proof="induct(n)", expect="{expected}"')
        desk.file("conjecture_sum.py", hopeful, HEADER)
        assert desk.type("prove", file, "--goals").code == code


def test_nothing_is_kept(desk: Any) -> None:
    """No certificate rests on a goal that was taken for true to see what follows."""
    file = desk.file("conjecture_x.py", claim("le(x, 0)", "at_indices"), HEADER)
    assert "1 open goal" in desk.type("prove", file, "--goals").out
    assert not (desk.folder / ".theorycheck").exists()


def test_a_script_that_cannot_be_read_names_its_file(desk: Any) -> None:
    file = desk.file("conjecture_x.py", claim("le(x, x)", "no_such_tactic"), HEADER)
    answer = desk.type("prove", file, "--goals")
    assert answer.code == 2 and "no_such_tactic" in answer.err and "conjecture_x.py" in answer.err


def test_a_lemma_that_fails_is_the_first_step(desk: Any) -> None:
    lemma = 'lemmas=[have(le(x, 0), by="auto")]'
    body = f'claim = Claim(title="t", source="s", conclude=le(0, relu(x)), proof="auto", {lemma})\n'
    file = desk.file("conjecture_x.py", body, HEADER)
    (row,) = desk.type("prove", file, "--goals", "--json").json["claims"]
    assert row["steps"][0]["call"] == "lemma 1" and row["steps"][0]["goals"][0]["open"] == "(x ≤ 0)"


def test_an_assumed_claim_has_no_script(desk: Any) -> None:
    body = 'claim = Claim(title="t", source="s", conclude=le(x, x), assumed="standard")\n'
    file = desk.file("conjecture_x.py", body, HEADER)
    answer = desk.type("prove", file, "--goals")
    assert answer.code == 0 and "assumed (standard)" in answer.out
