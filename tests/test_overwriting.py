"""Nothing is lost: no run writes over a source, over what somebody changed, or over what nobody knows."""

from __future__ import annotations

import json
import os
import subprocess
from contextlib import ExitStack
from pathlib import Path

import pytest

from lint.analysis.language import accepted_counts
from lint.cli.main import main
from lint.runner import ledger
from lint.runner.cache_folder import FOLDER, MARKER
from lint.runner.ledger import JOURNAL, RECORD
from tests.command import OCRLINT

FAULTY = "县图书馆去年开设了夜间阅览室,读者下班以后也能借书。\n"
MENDED = FAULTY.replace(",", "，")
OTHER = "读者下班以后,也能借书。\n"
MINE = "MINE\n"
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent), "LC_ALL": "C.UTF-8"}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    Path("a.txt").write_text(FAULTY, "utf-8")
    Path("b.txt").write_text(FAULTY, "utf-8")
    return tmp_path


@pytest.fixture
def ocrlint(capfdbinary: pytest.CaptureFixture[bytes]):
    """Run the command, without a process of its own; its exit code, and what it said on stderr."""

    def run(*arguments: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as stop:
            main(arguments)
        code = stop.value.code
        assert isinstance(code, int)
        return code, capfdbinary.readouterr().err.decode()

    return run


def text(name: str) -> str:
    return Path(name).read_text("utf-8")


# Outputs are no inputs


INPUTS = {
    "a source": "a.txt",
    "a link to a source": "link",
    "a link to nowhere but a source": "links/to/a.txt",
    "a second name of a source": "twin",
    "the settings": "ocrlint.toml",
    "a ruleset": "own.toml",
    "the lexicon": "words",
    "the memory": "memory",
    "an ignore file": ".gitignore",
}


@pytest.fixture
def inputs() -> dict[str, bytes]:
    """Files that the run reads, some by names of their own."""
    Path("link").symlink_to("a.txt")
    Path("links").mkdir()
    Path("links/to").symlink_to("..")
    Path("twin").hardlink_to("a.txt")
    Path("own.toml").write_text(
        '[[rule]]\ncode="WRD900"\nname="own"\ntriggers="读"\nfind="读者"\ndocs="d"\nmessage={en="e",zh="z"}\n',
        "utf-8",
    )
    Path("words").write_text("徐州品牌\n", "utf-8")
    accepted_counts.write(accepted_counts.learn(accepted_counts.empty(), [MENDED]), Path("memory"))
    Path(".gitignore").write_text("out\n", "utf-8")
    Path("ocrlint.toml").write_text('rulesets=["own.toml"]\nlexicon="words"\nmemory="memory"\n', "utf-8")
    return {name: Path(name).read_bytes() for name in INPUTS.values()}


@pytest.mark.parametrize("name", INPUTS.values(), ids=INPUTS.keys())
@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_report_is_no_file_that_the_run_reads(
    ocrlint, inputs: dict[str, bytes], name: str, force: list[str]
):
    code, err = ocrlint("check", "a.txt", "--output-file", name, *force)
    assert code == 2
    assert err == f"ocrlint: {name}: is read in this run, and is not overwritten; choose another name\n"
    assert {name: Path(name).read_bytes() for name in inputs} == inputs


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_cleaned_text_is_no_file_that_the_run_reads(ocrlint, inputs: dict[str, bytes], force: list[str]):
    for name in ("own.toml", "words"):
        Path("a.fixed.txt").unlink(missing_ok=True)
        Path("a.fixed.txt").symlink_to(name)
        code, err = ocrlint("fix", "a.txt", *force)
        assert code == 2
        assert "a.fixed.txt: is read in this run" in err
    Path("out").mkdir()
    Path("out/a.txt.html").hardlink_to("a.txt")
    code, err = ocrlint("fix", "a.txt", "b.txt", "--output-dir", "out", *force)
    assert code == 2
    assert "out/a.txt.html: is read in this run" in err
    assert text("out/b.txt") == MENDED
    assert not Path("out/a.txt").exists()
    assert {name: Path(name).read_bytes() for name in inputs} == inputs


def test_a_memory_is_no_text_that_is_learnt(ocrlint):
    accepted_counts.write(accepted_counts.empty(), Path("m.txt"))
    before = Path("m.txt").read_bytes()
    assert ocrlint("learn", "a.txt", "m.txt", "--memory", "m.txt", "--force")[0] == 2
    assert Path("m.txt").read_bytes() == before


def test_a_report_is_no_file_that_comes_from_stdin():
    command = [*OCRLINT, "check", "-", "--output-file", "a.txt", "--force"]
    with Path("a.txt").open("rb") as source:
        done = subprocess.run(command, stdin=source, stderr=subprocess.PIPE, env=ENVIRONMENT, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(b"ocrlint: a.txt: is read in this run")
    assert text("a.txt") == FAULTY


# Links lead nowhere


@pytest.mark.parametrize("target", [FAULTY, "", None])
@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_link_in_the_project_is_no_way_out(
    ocrlint, monkeypatch: pytest.MonkeyPatch, target: str | None, force: list[str]
):
    if target is not None:
        Path("outside").write_text(target, "utf-8")
    Path("p/out").mkdir(parents=True)
    monkeypatch.chdir("p")
    Path("a.txt").write_text(FAULTY, "utf-8")
    for name in ("a.fixed.txt", "report", "b.txt", "out/a.txt.html"):
        Path(name).symlink_to("../outside" if "/" not in name else "../../outside")
    for arguments in (
        ["fix", "a.txt"],
        ["fix", "a.txt", "--output-dir", "out"],
        ["check", "a.txt", "--output-file", "report"],
        ["learn", "a.txt", "--memory", "report"],
        *([["fix", ".", "--in-place"]] if target else []),
    ):
        code, err = ocrlint(*arguments, *force)
        assert code == 2, arguments
        assert "outside" in err or "no memory" in err
        assert Path("../outside").exists() == (target is not None)
        assert not target or text("../outside") == target


def test_a_link_inside_the_project_is_followed(ocrlint):
    Path("texts").mkdir()
    Path("a.txt").rename("texts/real.txt")
    Path("a.txt").symlink_to("texts/real.txt")
    assert ocrlint("fix", "--in-place", "a.txt")[0] == 0
    assert Path("a.txt").is_symlink()
    assert text("texts/real.txt") == MENDED


# Only what is known is replaced


def test_a_cleaned_text_that_somebody_changed_stays(ocrlint):
    assert ocrlint("fix", "a.txt", "b.txt")[0] == 0
    Path("a.fixed.txt").write_text(MINE, "utf-8")
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(OTHER, "utf-8")
    code, err = ocrlint("fix", "a.txt", "b.txt", "-q")
    assert code == 2
    assert err.count("\n") == 1
    assert err.startswith("ocrlint: a.txt: a.fixed.txt: holds something that ocrlint did not write")
    assert "--force" in err
    assert text("a.fixed.txt") == MINE
    assert text("b.fixed.txt") == OTHER.replace(",", "，")
    assert ocrlint("fix", "a.txt", "--force")[0] == 0
    assert text("a.fixed.txt") == OTHER.replace(",", "，")
    Path("a.txt").write_text(FAULTY, "utf-8")
    assert ocrlint("fix", "a.txt")[0] == 0, "what was written by force is known, too"


def test_what_would_be_written_anyway_or_is_empty_is_no_loss(ocrlint):
    Path("a.fixed.txt").write_text(MENDED, "utf-8")
    Path("b.fixed.txt").write_text("", "utf-8")
    stamp = Path("a.fixed.txt").stat()
    assert ocrlint("fix", "a.txt", "b.txt")[0] == 0
    now = Path("a.fixed.txt").stat()
    assert (now.st_ino, now.st_mtime_ns) == (stamp.st_ino, stamp.st_mtime_ns)
    assert text("b.fixed.txt") == MENDED
    Path("a.txt").write_text(OTHER, "utf-8")
    assert ocrlint("fix", "a.txt")[0] == 0, "from then on it is known"


def test_a_report_is_replaced_only_if_a_run_wrote_it(ocrlint):
    report = ["--output-format", "json", "--output-file", "report"]
    Path("report").write_text(MINE, "utf-8")
    code, err = ocrlint("check", "a.txt", *report)
    assert code == 2
    assert err.startswith("ocrlint: report: holds something")
    assert text("report") == MINE
    assert ocrlint("check", "a.txt", *report, "--force")[0] == 1
    for source in (OTHER, FAULTY):
        Path("a.txt").write_text(source, "utf-8")
        assert ocrlint("check", "a.txt", *report)[0] == 1
        assert ocrlint("fix", "a.txt", *report, "--check", "--no-config")[0] == 1
    assert json.loads(text("report"))["summary"]["findings"] == 1


@pytest.mark.parametrize("place", ["/dev/null", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "pipe"])
def test_what_is_no_file_is_written_as_it_is(place: str):
    os.mkfifo("pipe")
    Path("log").write_text("before\n", "utf-8")
    command = [*OCRLINT, "check", "a.txt", "--output-format", "concise", "--output-file", place]
    with Path("log").open("ab") as log, ExitStack() as stack:
        reader = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
        stack.callback(os.close, reader)
        done = subprocess.run(command, stdout=log, stderr=subprocess.PIPE, env=ENVIRONMENT, check=False)
        piped = os.read(reader, 10_000)
    assert (done.returncode, done.stderr) == (1, b"")
    told = text("log").removeprefix("before\n").encode() or piped
    assert (b"a.txt:1:" in told) == (place != "/dev/null")
    assert text("log").startswith("before\n")


def test_two_results_in_one_place_are_refused(ocrlint):
    code, err = ocrlint("fix", "a.txt", "--output-format", "json", "--output-file", "a.fixed.txt")
    assert code == 2
    assert "a.fixed.txt: two results would have this name" in err
    assert text("a.fixed.txt") == MENDED
    code, err = ocrlint(
        "fix", "a.txt", "--output-dir", "out", "--output-format", "json", "--output-file", "out/index.html"
    )
    assert code == 2
    assert "<!doctype html>" in text("out/index.html")


def test_a_memory_that_changes_while_texts_are_learnt_stays(ocrlint, monkeypatch: pytest.MonkeyPatch):
    assert ocrlint("learn", "a.txt", "--memory", "m")[0] == 0
    assert ocrlint("learn", "b.txt", "--memory", "m")[0] == 0
    learn = accepted_counts.learn

    def meddle(*arguments):
        Path("m").write_text(MINE, "utf-8")
        return learn(*arguments)

    monkeypatch.setattr(accepted_counts, "learn", meddle)
    code, err = ocrlint("learn", "a.txt", "--memory", "m")
    assert code == 2
    assert "m: holds something" in err
    assert text("m") == MINE


def test_in_place_leaves_what_was_saved_or_deleted_in_the_meantime(ocrlint, monkeypatch: pytest.MonkeyPatch):
    from lint.cli import output

    put = output.put

    def meddle(result, *arguments, **options):
        if result.path.name == "a.txt":
            changes.pop()()
        return put(result, *arguments, **options)

    monkeypatch.setattr(output, "put", meddle)
    changes = [lambda: Path("a.txt").write_text(MINE, "utf-8"), Path("a.txt").unlink]
    while changes:
        Path("b.txt").write_text(FAULTY, "utf-8")
        Path("a.txt").write_text(FAULTY, "utf-8")
        code, err = ocrlint("fix", "--in-place", "a.txt", "b.txt", "-q")
        assert code == 2
        assert (
            err == "ocrlint: a.txt: was changed after it was read, and is left as it is; run ocrlint again\n"
        )
        assert not Path("a.txt").exists() or text("a.txt") == MINE
        assert text("b.txt") == MENDED


# What was written is remembered


def test_the_folder_of_reports_remembers_by_itself(ocrlint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert ocrlint("fix", "a.txt", "b.txt", "--output-dir", "out")[0] == 0
    assert not Path(FOLDER).exists()
    assert not Path("out", JOURNAL).exists()
    # It may be committed, and checked out elsewhere.
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    Path("out").rename(elsewhere / "out")
    for name in ("a.txt", "b.txt"):
        (elsewhere / name).write_text(OTHER, "utf-8")
    monkeypatch.chdir(elsewhere)
    assert ocrlint("fix", "a.txt", "b.txt", "--output-dir", "out")[0] == 0
    Path("out/a.txt").write_text(MINE, "utf-8")
    assert ocrlint("fix", "a.txt", "b.txt", "--output-dir", "out", "--suggested")[0] == 2
    assert text("out/a.txt") == MINE
    assert ocrlint("fix", "a.txt", "b.txt", "--output-dir", "out", "--force")[0] == 0
    assert text("out/a.txt") == OTHER.replace(",", "，")


def test_a_summary_without_hashes_is_not_believed(ocrlint):
    Path("out").mkdir()
    Path("out/summary.json").write_text('{"schema": 1, "documents": [], "summary": {}}', "utf-8")
    code, err = ocrlint("fix", "a.txt", "--output-dir", "out")
    assert code == 2
    assert "out/summary.json: holds something" in err
    assert [path.name for path in Path("out").iterdir()] == ["summary.json"]
    assert ocrlint("fix", "a.txt", "--output-dir", "out", "--force")[0] == 0


@pytest.mark.parametrize(
    "damage", [lambda _: b"\0\xff\n[[", lambda data: data[:-9], lambda data: data.replace(b'","', b'",,"')]
)
def test_a_damaged_record_knows_nothing_and_goes_on(ocrlint, damage):
    assert ocrlint("fix", "a.txt")[0] == 0
    record = Path(FOLDER, RECORD)
    record.write_bytes(damage(record.read_bytes()))
    Path("a.txt").write_text(OTHER, "utf-8")
    code, err = ocrlint("fix", "a.txt", "b.txt", "-q")
    assert code == 2
    assert "a.fixed.txt: holds something" in err
    Path("b.txt").write_text(OTHER, "utf-8")
    assert ocrlint("fix", "b.txt")[0] == 0


def test_a_record_from_elsewhere_is_not_believed(ocrlint):
    """A stranger can put a folder with all that belongs to it into a project, but not our seal."""
    assert ocrlint("fix", "a.txt")[0] == 0
    files = {path.name: path.read_bytes() for path in Path(FOLDER).iterdir()}
    assert {MARKER, RECORD, "CACHEDIR.TAG", ".gitignore"} <= set(files)
    Path(FOLDER).rename("before")
    Path(FOLDER).mkdir()
    for name, data in files.items():
        Path(FOLDER, name).write_bytes(data)
    Path("a.txt").write_text(OTHER, "utf-8")
    assert ocrlint("fix", "a.txt")[0] == 2
    assert text("a.fixed.txt") == MENDED


def test_a_record_does_not_grow_for_ever(ocrlint, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ledger, "MOST", 400)
    for source in [FAULTY, OTHER] * 4:
        for name in ("a.txt", "b.txt"):
            Path(name).write_text(source, "utf-8")
        assert ocrlint("fix", "a.txt", "b.txt")[0] == 0
    assert len(Path(FOLDER, RECORD).read_bytes()) < 800


def test_a_record_is_no_way_out_of_the_folder(ocrlint):
    assert ocrlint("fix", "a.txt")[0] == 0
    Path("outside").write_text(MINE, "utf-8")
    Path(FOLDER, RECORD).unlink()
    Path(FOLDER, RECORD).symlink_to("../outside")
    assert ocrlint("fix", "b.txt")[0] == 0
    assert text("outside") == MINE


def test_what_is_known_is_known_after_the_project_moved(
    ocrlint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    Path("p").mkdir()
    Path("p/a.txt").write_text(FAULTY, "utf-8")
    monkeypatch.chdir("p")
    assert ocrlint("fix", "a.txt")[0] == 0
    (tmp_path / "p").rename(tmp_path / "q")
    monkeypatch.chdir(tmp_path / "q")
    Path("a.txt").write_text(OTHER, "utf-8")
    assert ocrlint("fix", "a.txt")[0] == 0


def test_runs_at_the_same_time_remember_together(ocrlint):
    names = [f"{number}.txt" for number in range(6)]
    for name in names:
        Path(name).write_text(FAULTY, "utf-8")
    with ExitStack() as stack:
        halves = [
            stack.enter_context(subprocess.Popen([*OCRLINT, "fix", "-q", *half], env=ENVIRONMENT))
            for half in (names[:3], names[3:])
        ]
        assert [process.wait(60) for process in halves] == [0, 0]
    for name in names:
        Path(name).write_text(OTHER, "utf-8")
    assert ocrlint("fix", *names, "-q") == (0, "")
