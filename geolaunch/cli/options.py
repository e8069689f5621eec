"""The options that several commands share, each kind as one record, and what they choose.

Every command loads this module, so the records are named tuples, the cheapest to define.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from geolaunch.cli.output import FORMATS, where_help
from geolaunch.errors import InputError
from geolaunch.names import ENGLISH, languages

if TYPE_CHECKING:
    from geolaunch.report.model import Launch

__all__ = [
    "Filters",
    "Language",
    "PageOptions",
    "ZoneOptions",
    "chosen",
    "filtered",
    "format_option",
    "named",
    "named_missiles",
    "output_option",
    "page_options",
    "refuse_beside",
    "scene_options",
    "warned",
    "with_tables",
    "zone_options",
]

Decorator = Callable[[Any], Any]

# --- which launches -------------------------------------------------------------------------------


class Filters(NamedTuple):
    """What launches of the catalogue must match; None where anything will do."""

    missile: str | None = None
    missile_class: str | None = None
    site: str | None = None
    outcome: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None

    def given(self) -> dict[str, str]:
        """Return the filters that were given, by name."""
        return {name: value for name, value in self._asdict().items() if value is not None}


class Language(click.types.StringParamType):
    """A language of pages, one of those that the data files are of; `words` refuses others."""

    name = "language"

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """Return the languages there are, listed only when help is printed."""
        return f"[{'|'.join(languages())}]"


def filtered(command: Any) -> Any:
    """Add the options that choose launches of the catalogue; the command takes them as `filters`.

    The folder of a user's own tables is an argument by itself, as in `with_tables`.
    """
    options = (
        click.option("--missile", help="Of this type: any name or alias."),
        click.option("--class", "missile_class", help="SRBM, MRBM, IRBM, ICBM, SLBM, SLV, cruise."),
        click.option("--site", help="From this launch site, as the press names it."),
        click.option("--outcome", help="success, failure, disputed or unknown."),
        click.option("--since", help="From this day on, YYYY, YYYY-MM or YYYY-MM-DD."),
        click.option("--until", help="Up to this day, included."),
        click.option("--words", "text", help="With these words in any of its reports."),
        with_tables,
    )
    return _with(options, _collected(Filters, "filters", command))


def with_tables(command: Any) -> Any:
    """Add the option that names tables of a user's own to a command, which takes it as `folder`."""
    return click.option(
        "--catalogue",
        "folder",
        metavar="FOLDER",
        help="Tables of your own, added to ours; see data/TABLES.md.",
    )(command)


def named(given: str, folder: str | None) -> tuple[Launch, ...]:
    """Return the launches that an INPUT names: of a report file, or of the catalogues."""
    from geolaunch.catalogue.inputs import launches

    if folder is not None:
        return chosen(given, folder)
    return warned(launches(given), given)


def warned(launches: Sequence[Launch], where: str) -> tuple[Launch, ...]:
    """Return launches after saying on standard error what does not agree in them.

    Raises InputError if that is impossible. What ships is checked already and passed on at once.
    """
    own = [launch for launch in launches if not launch.in_catalogue]
    if own:
        from geolaunch.checks.quick import quick_findings, refuse_impossible

        refuse_impossible(own, where)
        if not click.get_current_context().obj["quiet"]:
            for finding in dict.fromkeys(quick_findings(own)):
                where = f"{finding.launch} {finding.check}"
                click.echo(f"{finding.severity}: {where}: {finding.text}", err=True)
    return tuple(launches)


def named_missiles(given: str, folder: str | None) -> tuple[Launch, ...]:
    """Return what an INPUT names; a launch reported missile by missile as one for each of them."""
    from geolaunch.catalogue.launches import by_missile

    return tuple(missile for launch in named(given, folder) for missile in by_missile(launch))


def chosen(
    given: str | None, folder: str | None, filters: Filters | None = None
) -> tuple[Launch, ...]:
    """Return the launches that an INPUT and filters choose, of our catalogue and a user's own."""
    from geolaunch.catalogue.launches import find, load

    known: Sequence[Launch] | None = None
    if folder is not None:
        from geolaunch.catalogue.user_tables import joined, read_catalogue

        known = joined(read_catalogue(folder))
    launches = find(given, known) if given else known if known is not None else load()
    wanted = filters.given() if filters else {}
    if not any(wanted.values()):
        return warned(launches, folder or "")
    from geolaunch.catalogue.selection import select

    passed = select(launches, **wanted)
    if not passed:
        listed = ", ".join(f"{key} {value!r}" for key, value in wanted.items() if value)
        raise InputError(f"no launch passes {listed}; `geolaunch catalogue` lists them all")
    return warned(passed, folder or "")


# --- whose claims, and which regions --------------------------------------------------------------


class ZoneOptions(NamedTuple):
    """Whose claims make a zone, and the chances of its regions; () for the usual ones."""

    source: str
    levels: tuple[float, ...]
    assume: Any


def zone_options(command: Any) -> Any:
    """Add the options that say how a zone is made; the command takes them as `zone_by`."""
    options = (
        click.option(
            "--source",
            default="combined",
            show_default=True,
            metavar="ORIGINATOR",
            help="What one originator says alone.",
        ),
        click.option(
            "--level",
            "levels",
            multiple=True,
            type=float,
            metavar="CHANCE",
            help="A region's chance, like 0.9; may be repeated.  [default: 0.5, 0.9]",
        ),
        click.option(
            "--assume",
            type=click.Choice(["auto", "no-overflight", "none"]),
            default="auto",
            show_default=True,
            help="Whether a launch from North Korea is assumed to have crossed no other country: "
            "where a statement by Seoul or Tokyo was read, at any rate, or never.",
        ),
    )
    return _with(options, _collected(ZoneOptions, "zone_by", command))


# --- how a page looks -----------------------------------------------------------------------------


class PageOptions(NamedTuple):
    """How a page looks and reads, and whether it is opened at once."""

    sea_names: str
    lang: str
    editorial_status: str | None
    embed: bool
    open_: bool


def page_options(command: Any) -> Any:
    """Add the options that say how a page looks and reads; the command takes them as `page`."""
    options = (
        click.option(
            "--sea-names",
            default="",
            metavar="CODES",
            help='House style of sea names: "sj,es", "es,sj", "es", ...',
        ),
        click.option(
            "--lang",
            type=Language(),
            default=ENGLISH,
            show_default=True,
            help="Language of the page's own words.",
        ),
        click.option(
            "--status",
            "editorial_status",
            type=click.Choice(["draft", "published", "corrected"]),
            help="How far the map has come; a draft and a corrected map bear a mark.",
        ),
        click.option(
            "--embed", is_flag=True, help="A page for an iframe: title, map, sources in one line."
        ),
        click.option("--open", "open_", is_flag=True, help="Open the page in a browser."),
    )
    return _with(options, _collected(PageOptions, "page", command))


def scene_options(page: PageOptions) -> dict[str, Any]:
    """Return what a scene takes of the page's options; InputError for unknown sea names."""
    from geolaunch.places.seas import parse_sea_names

    return {
        "sea_names": parse_sea_names(page.sea_names),
        "lang": page.lang,
        "editorial_status": page.editorial_status or "",
    }


# --- options that have no meaning together --------------------------------------------------------


def refuse_beside(what: str, names: Iterable[str]) -> None:
    """Raise InputError if options were given that are of no use beside `what`, so none is dropped.

    `names` are those of the parameters that the command takes them as; a default is not given.
    """
    ctx, wanted = click.get_current_context(), set(names)
    given = [
        max(option.opts, key=len)
        for option in ctx.command.params
        if option.name in wanted
        and ctx.get_parameter_source(option.name) is click.core.ParameterSource.COMMANDLINE
    ]
    if given:
        raise InputError(f"got {', '.join(given)} with {what}; wanted one or the other")


# --- what is written, and where -------------------------------------------------------------------


def output_option(command: str, default: str = "-") -> Decorator:
    """Return the option that says where a command's result goes."""
    if default == "-":
        words = f"{where_help(command)}; standard output without it."
    else:
        words = f"{where_help(command)}; - for standard output."
    return click.option(
        "-o",
        "--output",
        default=default,
        show_default=default != "-",
        metavar="FILE",
        help=words,
    )


def format_option(command: str) -> Decorator:
    """Return the option that names the format of a command's result."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice([known.name for known in FORMATS[command]]),
        help=f"What to write; the ending of -o FILE without it, else a {FORMATS[command][0].name}.",
    )


def _with(options: Sequence[Decorator], command: Any) -> Any:
    """Return a command with options, the first of them first in its help."""
    for option in reversed(options):
        command = option(command)
    return command


def _collected(record: type[NamedTuple], name: str, command: Any) -> Any:
    """Return a command that takes the options of a record's fields as that record, by `name`."""

    @wraps(command)
    def collecting(*args: Any, **values: Any) -> Any:
        own = record._make(values.pop(field) for field in record._fields)
        return command(*args, **{name: own}, **values)

    return collecting
