"""An envelope survives being written and read; a fresh kernel decides; whatever was edited is told or refused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from theorycheck.certificates import build_kernel_archive, load, replay_files, save, verify_file, wrap
from theorycheck.errors import CertificateError, InternalError
from theorycheck.kernel import terms as t
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.sorts import REAL


def _document(value: int = 1, kind: str = "proof") -> tuple[dict[str, Any], str]:
    """∀x. x + value = x + value, or the refutation of ∀x. x = value."""
    x = t.variable("x", REAL)
    d = Derivation()
    if kind == "proof":
        statement = t.forall(x, t.eq(t.add(x, t.real(value)), t.add(x, t.real(value))))
        theorem = d.forall_intro(d.refl(t.add(x, t.real(value))), x)
    else:
        statement = t.forall(x, t.eq(x, t.real(value)))
        instance = d.forall_elim(d.assume(statement), t.real(value + 1))
        different = d.evaluate(t.eq(t.real(value + 1), t.real(value)), ())
        theorem = d.not_intro(d.not_elim(different, instance), statement)
    return d.certificate(theorem, statement, kind), statement.digest()


def _wrapped(value: int = 1, kind: str = "proof", claim: str = "area.name") -> tuple[dict[str, Any], str]:
    steps, digest = _document(value, kind)
    words = {"title": "a title", "words": "what it says", "source": "nowhere"}
    return wrap(steps, claim=claim, statement_hash=digest, role=kind, **words), digest


@pytest.mark.parametrize("kind", ["proof", "refutation"])
def test_a_certificate_is_written_read_and_accepted_by_a_fresh_kernel(tmp_path: Path, kind: str) -> None:
    document, digest = _wrapped(kind=kind)
    path, sha256 = save(document, tmp_path / "certificates")
    assert load(path) == document
    answer = verify_file(path, digest)
    assert answer.ok and answer.statement == digest and answer.reach == () and answer.kind == kind
    assert sha256[:12] in path.name


def test_equal_certificates_are_equal_files(tmp_path: Path) -> None:
    assert save(_wrapped()[0], tmp_path) == save(_wrapped()[0], tmp_path)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_name_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    path, _ = save(_wrapped(claim="../../escape/x")[0], tmp_path / "inside")
    assert path.parent == tmp_path / "inside"


def test_many_files_are_replayed_in_one_process_in_order(tmp_path: Path) -> None:
    paths = [save(_wrapped(value)[0], tmp_path)[0] for value in range(5)]
    paths[2].write_text("{")
    answers = replay_files(paths)
    assert [answer.ok for answer in answers] == [True, True, False, True, True]
    assert [answer.path for answer in answers] == paths
    assert replay_files([]) == []


def test_every_edited_digit_is_refused_or_gives_the_same_statement(tmp_path: Path) -> None:
    """Edited in the steps and terms, which is what the kernel reads."""
    document, digest = _wrapped()
    text = json.dumps({key: document[key] for key in ("schema", "kind", "statement", "terms", "steps")})
    mutants = []
    for place, character in enumerate(text):
        if character.isdigit():
            mutant = tmp_path / f"{place}.json"
            mutant.write_text(text[:place] + str((int(character) + 1) % 10) + text[place + 1 :])
            mutants.append(mutant)
    assert len(mutants) > 5
    for answer in replay_files(mutants):
        if answer.ok and answer.statement != digest:
            with pytest.raises(CertificateError, match="the certificate is of another statement"):
                verify_file(answer.path, digest)


def test_a_certificate_of_another_claim_is_refused(tmp_path: Path) -> None:
    path, _ = save(_wrapped(1)[0], tmp_path)
    other = _wrapped(2)[1]
    with pytest.raises(CertificateError) as caught:
        verify_file(path, other)
    assert f"the claim says {other[:12]}; make it again with theorycheck check" in str(caught.value)


def test_a_truncated_certificate_is_refused(tmp_path: Path) -> None:
    document, digest = _wrapped()
    path, _ = save(document, tmp_path)
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(CertificateError, match="the kernel refuses the certificate"):
        verify_file(path, digest)
    with pytest.raises(CertificateError, match="so it was truncated or edited"):
        load(path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("[]", "this is no certificate"),
        ('{"schema": "theorycheck/certificate-2"}', "its schema is not theorycheck/certificate-1"),
        ('{"schema": "theorycheck/certificate-1"}', "the certificate is incomplete"),
        ('{"schema": NaN}', "the certificate cannot be read"),
    ],
)
def test_what_is_no_certificate_is_told(tmp_path: Path, content: str, sentence: str) -> None:
    path = tmp_path / "c.json"
    path.write_text(content)
    with pytest.raises(CertificateError, match=sentence):
        load(path)


def test_a_missing_certificate_is_told(tmp_path: Path) -> None:
    with pytest.raises(CertificateError, match="the certificate is missing"):
        load(tmp_path / "none.json")


def test_a_kernel_that_does_not_answer_is_our_fault(tmp_path: Path) -> None:
    path, _ = save(_wrapped()[0], tmp_path)
    with pytest.raises(InternalError, match="the kernel process gave no answer"):
        replay_files([path], command=[sys.executable, "-c", "pass"])


def test_the_archive_needs_python_and_nothing_else(tmp_path: Path) -> None:
    """`-S` leaves site-packages out: a stranger's Python has no theorycheck."""
    archive = build_kernel_archive(tmp_path / "kernel.pyz")
    document, digest = _wrapped()
    path, _ = save(document, tmp_path)
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(archive), str(path)], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    answer = json.loads(done.stdout)
    assert answer["ok"] and answer["statement"] == digest
    path.write_text("{}")
    refused = subprocess.run([sys.executable, "-I", "-S", str(archive), str(path)], capture_output=True, check=False)
    assert refused.returncode == 1


def test_equal_kernels_give_equal_archives(tmp_path: Path) -> None:
    one, two = (build_kernel_archive(tmp_path / name).read_bytes() for name in "ab")
    assert one == two


def test_the_replaying_process_loads_no_mathematics(tmp_path: Path) -> None:
    path, _ = save(_wrapped()[0], tmp_path)
    code = (
        "import runpy, sys\nsys.argv = ['k', sys.argv[1]]\n"
        "try:\n    runpy.run_module('theorycheck.kernel', run_name='__main__', alter_sys=True)\n"
        "except SystemExit as end:\n    assert end.code == 0\n"
        "sys.exit(any(m in sys.modules for m in ('sympy', 'numpy', 'flint', 'theorycheck.statement')))"
    )
    assert subprocess.run([sys.executable, "-I", "-c", code, str(path)], check=False).returncode == 0
