"""Settings: the options of rules and of runs, and how the settings of a project are found.

They are in `ocrlint.toml`, or in `pyproject.toml` under ``[tool.ocrlint]``; the file nearest to a text,
upward from its folder, is the one that counts. Texts without one have the settings of the user's own
`ocrlint.toml` in the folder where the system keeps such files.

A project comes with its texts, and often from a stranger. So its file names no address that text is sent to
(`llm`): that the user's own file does, or one named on the command line. Nor does it name a place outside
the project to write to.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

import msgspec
from msgspec.structs import replace

from lint.core.encoding import EncodingError, named
from lint.core.messages import Notice, at, message, message_of, suggestion
from lint.core.source import SourceError, real
from lint.settings.foreign_messages import value_error
from lint.settings.llm import Llm, LlmError
from lint.settings.locations import OWN, SHARED, is_there, system_language, user_file
from lint.settings.options import Options
from lint.settings.settings_files import (
    MOST_BYTES,
    MOST_MEMORY,
    ConfigError,
    check_file,
    read_toml,
    read_words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ConfigError", "Options", "Project", "Projects", "Settings", "load", "system_language"]


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
    """A language model to ask about doubted characters; see `lint.settings.llm`. Never from a project's
    file."""
    severity: dict[str, Literal["error", "warning", "info"]] = {}
    """By rule (its code, the code's beginning, or its name): how bad its findings are."""
    safety: dict[str, Literal["safe", "suggested", "manual"]] = {}
    """By rule: the least cautious safety its fixes may have; a setting never makes a fix safer."""
    images: str = ""
    """Where the images of pages are, for the review: a path from the file, with {page} and perhaps {name}."""
    encoding: str | None = None
    """The encoding of the files, as `lint.core.encoding.named` has it; None: each file's is found out."""
    language: Literal["en", "zh"] | None = None
    cache_dir: str | None = None
    """Where results are kept for the next run; starts at the file, as the paths of `rulesets` do."""

    def options(self) -> dict[str, object]:
        """What is said here of `Options`."""
        said = {name: getattr(self, name) for name in Options.__struct_fields__}
        return {name: value for name, value in said.items() if value}


class Project(NamedTuple):
    """Settings, and the folder and file they come from."""

    settings: Settings
    folder: Path
    origin: Path | None = None
    found: bool = False
    """Whether the file was found beside or above the texts: then it may be a stranger's."""
    llm_origin: Path | None = None
    """The file that `llm` comes from."""
    words: Path | None = None
    """The file of its lexicon."""

    @property
    def reads(self) -> tuple[Path, ...]:
        """The files that it is read from, and those that it names."""
        named = (*self.settings.rulesets, self.settings.memory, self.words, self.origin, self.llm_origin)
        return tuple(Path(path) for path in named if path)

    def writable(self, key: str, path: Path) -> Path:
        """`path`, the setting `key`, as a place to write to.

        Raises:
            ConfigError: A file that was found names a place outside its folder, links followed.
        """
        if self.found and not real(path).is_relative_to(real(self.folder)):
            raise ConfigError(
                message(
                    "{file}: {key}: {path} lies outside the project, where its settings let nothing be "
                    "written; name it on the command line",
                    "{file}：{key}：{path} 在项目之外，项目的设置不能让程序写到那里；请在命令行中指定",
                    file=self.origin,
                    key=key,
                    path=path,
                )
            )
        return path

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
    """Finds the project of a folder: the nearest configuration upward from it, each file read once.

    `fixed` counts everywhere instead, and then the user's own file is not read either.
    """

    def __init__(self, *, fixed: Project | None = None, **overrides: Any) -> None:
        self._fixed = fixed
        self._overrides = overrides
        self._known: dict[Path, Project | None] = {}

    @cached_property
    def _users(self) -> Project | None:
        """What the user's own file says, if there is one."""
        path = user_file()
        return None if path is None or not is_there(path) else load(path)._replace(folder=Path.cwd())

    @cached_property
    def _default(self) -> Project:
        """What counts where no project is found."""
        return (self._fixed or self._users or Project(Settings(), Path.cwd())).override(**self._overrides)

    def of(self, folder: Path) -> Project:
        """The project that `folder` belongs to."""
        if self._fixed is not None:
            return self._default
        return self._nearest(real(folder)) or self._default

    def _nearest(self, folder: Path) -> Project | None:
        climbed: list[Path] = []
        found: Project | None = None
        for place in (folder, *folder.parents):
            if place in self._known:
                found = self._known[place]
                break
            climbed.append(place)
            if project := self._project_in(place):
                found = project.override(**self._overrides)
                break
        self._known.update(dict.fromkeys(climbed, found))
        return found

    def _project_in(self, folder: Path) -> Project | None:
        """The project that begins in `folder`, if one does; `ocrlint.toml` goes before `pyproject.toml`."""
        users = self._users
        for name in (OWN, SHARED):
            path = folder / name
            if users and users.origin and real(users.origin.parent) / OWN == path:
                return users
            if is_there(path) and (table := _table(path)) is not None:
                _refuse_llm(path, table)
                project = Project(
                    _settings(path, table), folder, path, found=True, words=_words_file(path, table)
                )
                return project if users is None else _with_llm(project, users)
        return None


def _with_llm(project: Project, users: Project) -> Project:
    """`project` with the language model that the user's own file names."""
    settings = replace(project.settings, llm=users.settings.llm)
    return project._replace(settings=settings, llm_origin=users.llm_origin)


def load(path: Path) -> Project:
    """The project that the configuration at `path` describes, which the user has named."""
    table = _table(path, named=True)
    if table is None:
        raise ConfigError(
            message(
                "{path}: there is no table [tool.ocrlint]; add one, or name another file",
                "{path}：其中没有 [tool.ocrlint] 表；请添加，或指定其他文件",
                path=path,
            )
        )
    words = _words_file(path, table)
    return Project(_settings(path, table), real(path).parent, path, llm_origin=path, words=words)


def from_options(options: Mapping[str, object]) -> Project:
    """The project with settings that Python code gives; their paths start at the working folder.

    Raises:
        ConfigError: A value that can't be followed.
    """
    table = {name.replace("_", "-"): value for name, value in options.items()}
    return Project(_settings(Path("options"), table), Path.cwd())


def _table(path: Path, *, named: bool = False) -> dict[str, Any] | None:
    """What `path` says to ocrlint; None when it is a pyproject.toml that does not mention it."""
    table, _ = read_toml(path, named=named)
    if path.name != SHARED:
        return table
    tool = table.get("tool", {})
    return tool.get("ocrlint") if isinstance(tool, dict) else None


def _refuse_llm(path: Path, table: object) -> None:
    if isinstance(table, dict) and "llm" in table:
        raise ConfigError(
            message(
                "{path}: llm: a project's file must not say where text and keys are sent; move the table to "
                "your own settings ({own}), or name a file of yours with --config",
                "{path}：llm：项目的文件不能决定文本和密钥发往何处；请把这个表移到您自己的设置（{own}），"
                "或用 --config 指定您自己的文件",
                path=path,
                own=user_file(),
            )
        )


def _settings(path: Path, table: object) -> Settings:
    if not isinstance(table, dict):
        raise ConfigError(
            message("{path}: tool.ocrlint must be a table", "{path}：tool.ocrlint 必须是表", path=path)
        )
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
                raise ConfigError(at(path, at(place, _plain(error, name)))) from error
    settings = msgspec.convert(table, Settings)
    lexicon = settings.lexicon
    return replace(
        settings,
        rulesets=tuple(_file(path, "rulesets", ruleset) for ruleset in settings.rulesets),
        cache_dir=settings.cache_dir and _path(path, "cache-dir", settings.cache_dir),
        memory=settings.memory and _file(path, "memory", settings.memory, most=MOST_MEMORY),
        encoding=settings.encoding and _encoding(path, settings.encoding),
        lexicon=_words(path, lexicon) if isinstance(lexicon, str) else lexicon,
    )


def _path(config: Path, key: str, said: str) -> str:
    """The path that the file `config` names as `key`; it starts at the file."""
    if said.startswith(("//", "\\\\")):
        raise ConfigError(
            message(
                "{file}: {key}: {said} is an address on the network; name a file here",
                "{file}：{key}：{said} 是网络地址；请指定本机的文件",
                file=config,
                key=key,
                said=said,
            )
        )
    if "\0" in said:
        raise ConfigError(
            message(
                "{file}: {key}: no path has a NUL in it; choose another path",
                "{file}：{key}：路径中不能有 NUL；请换个路径",
                file=config,
                key=key,
            )
        )
    return str(real(config).parent / said)


def _file(config: Path, key: str, said: str, most: int = MOST_BYTES) -> str:
    """As `_path`: that of a file of up to `most` bytes. There need be none yet."""
    path = _path(config, key, said)
    try:
        check_file(Path(path), most)
    except SourceError as error:
        raise ConfigError(at(config, at(key, at(path, error)))) from error
    return path


def _words(config: Path, said: str) -> tuple[str, ...]:
    path = _path(config, "lexicon", said)
    try:
        return read_words(Path(path))
    except SourceError as error:
        raise ConfigError(at(config, at("lexicon", at(path, error)))) from error


def _encoding(path: Path, name: str) -> str:
    try:
        return named(name)
    except EncodingError as error:
        raise ConfigError(at(path, at("encoding", error))) from error


def _refuse_unknown(path: Path, table: dict[str, Any]) -> None:
    from difflib import get_close_matches

    known = Settings.__struct_encode_fields__
    for key in table:
        if key not in known:
            near = get_close_matches(key.lower().replace("_", "-"), known, n=1)
            raise ConfigError(
                message(
                    "{path}: unknown key {key!r}; {hint}",
                    "{path}：没有 {key!r} 这个设置；{hint}",
                    path=path,
                    key=key,
                    hint=suggestion(near, known),
                )
            )


def _plain(error: msgspec.ValidationError, key: str) -> Notice:
    """The message in the words of TOML, with what is allowed."""
    said = message_of(error.__cause__) if isinstance(error.__cause__, LlmError) else str(error)
    if isinstance(said, Notice):
        return said
    text = said.split(" - at ")[0]
    for theirs, ours in (
        ("`array`", "a list"),
        ("`object`", "a table"),
        ("`str`", "a string"),
        ("`str | array`", "a list, or a path"),
    ):
        text = text.replace(theirs, ours)
    allowed = _choices(get_type_hints(Settings)[key.partition(".")[0].replace("-", "_")])
    said = value_error(text)
    if not allowed:
        return said
    return message(
        "{said}; allowed are {allowed}", "{said}；可用的有 {allowed}", said=said, allowed=", ".join(allowed)
    )


def _choices(kind: object) -> tuple[str, ...]:
    """The words that a `Literal` inside `kind` allows."""
    if get_origin(kind) is Literal:
        return get_args(kind)
    return tuple(word for part in get_args(kind) for word in _choices(part))


def _words_file(config: Path, table: dict[str, Any]) -> Path | None:
    lexicon = table.get("lexicon")
    return real(config).parent / lexicon if isinstance(lexicon, str) else None
