"""The command line: the group of all commands, and their exit codes.

A command is a thin shell over one library function, in a module of its own that is imported when
the command is asked for, so that no command loads what another needs. Results go to standard output
or to `-o FILE`, messages to standard error. Exit codes: 0 done, 2 the input cannot be used (one
clear message), 1 an internal error.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from importlib import import_module
from typing import Any

import click

from geolaunch.errors import GeolaunchError, InputError
from geolaunch.version import VERSION

__all__ = ["main", "run"]

# The module of each command, and its name there. Modules that load numpy, shapely or folium are
# imported in the functions that need them, so that `show`, `places` and `schema` answer at once.
COMMANDS = {
    "catalogue": ("geolaunch.cli.catalogue", "catalogue"),
    "check": ("geolaunch.cli.check", "check"),
    "map": ("geolaunch.cli.map", "map_"),
    "places": ("geolaunch.cli.places", "places"),
    "profile": ("geolaunch.cli.flight", "profile"),
    "read": ("geolaunch.cli.read", "read"),
    "rings": ("geolaunch.cli.rings", "rings"),
    "schema": ("geolaunch.cli.places", "schema"),
    "settle": ("geolaunch.cli.settle", "settle"),
    "show": ("geolaunch.cli.show", "show"),
    "tally": ("geolaunch.cli.tally", "tally"),
    "track": ("geolaunch.cli.flight", "track"),
    "zone": ("geolaunch.cli.zone", "zone"),
}


class Commands(click.Group):
    """The commands, with our errors turned into exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an InputError is one message and exit code 2, any other error 1."""
        try:
            return super().invoke(ctx)
        except InputError as error:
            click.echo(f"geolaunch: {error}", err=True)
            ctx.exit(2)
        except GeolaunchError as error:
            click.echo(f"geolaunch: {error}", err=True)
            ctx.exit(1)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except Exception as error:
            if ctx.params.get("verbose"):
                import traceback  # here, as it is seldom needed

                traceback.print_exc()
            name = type(error).__name__
            click.echo(f"geolaunch: an internal error ({name}: {error}); -v shows where", err=True)
            ctx.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, "--version", message="geolaunch %(version)s")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say more: evidence used and not, tracebacks.")
@click.pass_context
def main(ctx: click.Context, *, quiet: bool, verbose: bool) -> None:
    """Draw reported missile launches as honest maps.

    geolaunch turns what reports say of a missile test into estimated impact zones with their
    uncertainty. It explains what others reported; every figure keeps its source.

    Exit codes: 0 done; 2 the input cannot be used; 1 an internal error.
    """
    ctx.obj = {"quiet": quiet, "verbose": verbose}


def run() -> None:
    """Run the command line as a process of its own.

    At its end Python looks through all that the imports made for cyclic garbage once more, a fifth
    of the time of a map; frozen objects are left alone. And it does so all along while they load,
    a tenth of the time; what loads stays, so that it need not look before there are many more.
    """
    gc.set_threshold(100_000, 50, 50)
    atexit.register(gc.freeze)
    main(prog_name="geolaunch")
