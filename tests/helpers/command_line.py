"""How tests run the command line in this process."""

from __future__ import annotations

from click.testing import CliRunner, Result

from geolaunch.cli.main import main


def run(*arguments: str, given: str | None = None) -> Result:
    """Run a command; `given` is what it reads from standard input."""
    return CliRunner().invoke(main, list(arguments), input=given)


def refused(*arguments: str, given: str | None = None) -> str:
    """The one message of a command that must be refused."""
    result = run(*arguments, given=given)
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    assert result.stdout == ""
    return result.stderr
