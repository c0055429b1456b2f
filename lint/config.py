"""Settings: what rules can be told, and where the settings of a project are found.

They stand in `ocrlint.toml`, or in `pyproject.toml` under ``[tool.ocrlint]``; the file nearest to a text,
upward from its folder, is the one that counts.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

import msgspec
from msgspec.structs import replace

from lint.llm import Llm
from lint.source import reason

if TYPE_CHECKING:
    from collections.abc import Mapping

OWN, SHARED = "ocrlint.toml", "pyproject.toml"


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What rules can be told."""

    spacing: Literal["keep", "majority", "add", "remove"] = "keep"
    """Blanks between Han and Latin letters or digits: leave them, follow the document, or one way."""

    script: Literal["auto", "simplified", "traditional", "mixed"] = "auto"
    """The script the text should be in; auto asks the document."""

    strictness: Literal["tolerant", "normal", "paranoid"] = "normal"
    """How little evidence is enough to doubt a character (WRD)."""

    lexicon: frozenset[str] = frozenset()
    """Words and names that are right as they are; nothing inside them is ever flagged."""

    memory: str = ""
    """The file of `ocrlint learn` that WRD asks what accepted text writes."""


class ConfigError(ValueError):
    """A setting that can't be followed; the message names the file and the key."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What a configuration file may say. What it does not say is left to the profile.

    `exclude` and `include` are patterns as in ``.gitignore``, from the file's folder. A lexicon is a list of
    words, or the path of a file with one word a line; that path and those of `rulesets` start at the file.
    """

    profile: str = "ocr"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    rulesets: tuple[str, ...] = ()
    spacing: Literal["keep", "majority", "add", "remove"] | None = None
    script: Literal["auto", "simplified", "traditional", "mixed"] | None = None
    strictness: Literal["tolerant", "normal", "paranoid"] | None = None
    lexicon: tuple[str, ...] | str = ()
    memory: str = ""
    """What `ocrlint learn` stored; the path starts at the file."""
    llm: Llm | None = None
    """A language model to ask about doubted characters; see `lint.llm`."""
    severity: dict[str, Literal["error", "warning", "info"]] = {}
    """By rule (its code, the code's beginning, or its name): how bad its findings are."""
    safety: dict[str, Literal["safe", "suggested", "manual"]] = {}
    """By rule: the least cautious safety its fixes may have; a setting never makes a fix safer."""
    language: Literal["en", "zh"] | None = None
    cache_dir: str | None = None
    """Where judgements are kept for the next run; starts at the file, as the paths of `rulesets` do."""

    def options(self) -> dict[str, object]:
        """What is said here of `Options`."""
        said = {name: getattr(self, name) for name in Options.__struct_fields__}
        return {name: value for name, value in said.items() if value}


class Project(NamedTuple):
    """Settings, and the folder and file they come from."""

    settings: Settings
    folder: Path
    origin: Path | None = None

    def override(
        self,
        *,
        profile: str | None = None,
        select: tuple[str, ...] = (),
        ignore: tuple[str, ...] = (),
        extend_select: tuple[str, ...] = (),
    ) -> Project:
        """The project as the command line wants it.

        `select` begins anew: then the file's choice of rules counts no longer. The others add to it.
        """
        settings = self.settings
        if select:
            settings = replace(settings, select=select, ignore=(), extend_select=())
        settings = replace(
            settings,
            profile=profile or settings.profile,
            ignore=settings.ignore + ignore,
            extend_select=settings.extend_select + extend_select,
        )
        return self._replace(settings=settings)


class Projects:
    """Finds the project of a folder: the nearest configuration upward from it, each file read once."""

    def __init__(self, *, fixed: Project | None = None, **overrides: Any) -> None:
        self._fixed = fixed
        self._overrides = overrides
        self._known: dict[Path, Project | None] = {}
        self._default: Project | None = None

    def of(self, folder: Path) -> Project:
        """The project that `folder` belongs to."""
        if self._default is None:
            default = self._fixed or Project(Settings(), Path.cwd())
            self._default = default.override(**self._overrides)
        if self._fixed is not None:
            return self._default
        return self._nearest(folder.resolve()) or self._default

    def _nearest(self, folder: Path) -> Project | None:
        climbed: list[Path] = []
        found: Project | None = None
        for place in (folder, *folder.parents):
            if place in self._known:
                found = self._known[place]
                break
            climbed.append(place)
            if project := _project_in(place):
                found = project.override(**self._overrides)
                break
        self._known.update(dict.fromkeys(climbed, found))
        return found


def _project_in(folder: Path) -> Project | None:
    """The project that begins in `folder`, if one does; `ocrlint.toml` goes before `pyproject.toml`."""
    for name in (OWN, SHARED):
        path = folder / name
        if path.is_file() and (table := _table(path)) is not None:
            return Project(_settings(path, table), folder, path)
    return None


def load(path: Path) -> Project:
    """The project that the configuration at `path` describes."""
    table = _table(path)
    if table is None:
        raise ConfigError(f"{path}: there is no table [tool.ocrlint]; add one, or name another file")
    return Project(_settings(path, table), path.resolve().parent, path)


def from_options(options: Mapping[str, object]) -> Project:
    """The project with settings that Python code gives; their paths start at the working folder.

    Raises:
        ConfigError: A value that can't be followed.
    """
    table = {name.replace("_", "-"): value for name, value in options.items()}
    return Project(_settings(Path("options"), table), Path.cwd())


def _table(path: Path) -> dict[str, Any] | None:
    """What `path` says to ocrlint; None when it is a pyproject.toml that does not mention it."""
    try:
        table = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}: can't be read: {reason(error)}") from error
    except ValueError as error:  # of TOML and of UTF-8
        raise ConfigError(f"{path}: is not valid TOML: {error}") from error
    if path.name != SHARED:
        return table
    tool = table.get("tool", {})
    return tool.get("ocrlint") if isinstance(tool, dict) else None


def _settings(path: Path, table: object) -> Settings:
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: tool.ocrlint must be a table")
    _refuse_unknown(path, table)
    for key, value in table.items():
        # One by one: a message of msgspec alone does not say which rule of `severity` it means. It does say
        # which field of `llm`, whose fields are only complete together.
        parts = (
            {f"{key}.{name}": {key: {name: part}} for name, part in value.items()}
            if isinstance(value, dict) and key != "llm"
            else {}
        )
        for name, part in (parts or {key: {key: value}}).items():
            try:
                msgspec.convert(part, Settings)
            except msgspec.ValidationError as error:
                place = str(error).partition(" - at `$.")[2].rstrip("`") if key == "llm" else name
                raise ConfigError(f"{path}: {place}: {_plain(error, name)}") from error
    settings = msgspec.convert(table, Settings)
    base = path.resolve().parent
    return replace(
        settings,
        rulesets=tuple(str(base / ruleset) for ruleset in settings.rulesets),
        cache_dir=settings.cache_dir and str(base / settings.cache_dir),
        memory=settings.memory and str(base / settings.memory),
        lexicon=_words(path, base / settings.lexicon)
        if isinstance(settings.lexicon, str)
        else settings.lexicon,
    )


def _refuse_unknown(path: Path, table: dict[str, Any]) -> None:
    from difflib import get_close_matches

    known = Settings.__struct_encode_fields__
    for key in table:
        if key not in known:
            near = get_close_matches(key.lower().replace("_", "-"), known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(known)}"
            raise ConfigError(f"{path}: unknown key {key!r}; {hint}")


def _plain(error: msgspec.ValidationError, key: str) -> str:
    """The message in the words of TOML, with what is allowed."""
    text = str(error).split(" - at ")[0]
    for theirs, ours in (
        ("`array`", "a list"),
        ("`object`", "a table"),
        ("`str`", "a string"),
        ("`str | array`", "a list, or a path"),
    ):
        text = text.replace(theirs, ours)
    allowed = _choices(get_type_hints(Settings)[key.partition(".")[0].replace("-", "_")])
    return f"{text}; allowed are {', '.join(allowed)}" if allowed else text


def _choices(kind: object) -> tuple[str, ...]:
    """The words that a `Literal` inside `kind` allows."""
    if get_origin(kind) is Literal:
        return get_args(kind)
    return tuple(word for part in get_args(kind) for word in _choices(part))


def _words(config: Path, path: Path) -> tuple[str, ...]:
    try:
        return tuple(word for line in path.read_text("utf-8-sig").splitlines() if (word := line.strip()))
    except (OSError, UnicodeDecodeError) as error:
        why = reason(error) if isinstance(error, OSError) else "is not UTF-8"
        raise ConfigError(f"{config}: lexicon: {path}: {why}") from error


def system_language(environment: Mapping[str, str]) -> Literal["en", "zh"]:
    """The language of messages that the locale asks for."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
