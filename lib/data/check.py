"""Check a data package and say what is wrong: `python -m lib.data.check DIR [--lang vi|en]`."""

from __future__ import annotations

import argparse
from pathlib import Path

from lib.data.package import load
from lib.data.paths import default_root
from lib.data.problem import PackageError
from lib.model.vocabulary import Lang, words
from lib.text import translator


def main(arguments: list[str] | None = None) -> int:
    """Print every problem by file, row and column. Returns 1 if there is any, else 0."""
    parser = argparse.ArgumentParser(prog="python -m lib.data.check", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=default_root())
    parser.add_argument("--lang", choices=words(Lang), default="vi")
    chosen = parser.parse_args(arguments)
    n_ = translator(chosen.lang).ngettext
    _ = translator(chosen.lang).gettext
    try:
        package = load(chosen.folder)
    except PackageError as error:
        for problem in error.problems:
            print(problem.text(chosen.lang))
        count = len(error.problems)
        print(n_("{count} problem.", "{count} problems.", count).format(count=count))
        return 1
    print(
        _(
            "The package is sound: version {version}, {rows} observations, {targets} targets."
        ).format(
            version=package.version,
            rows=len(package.observations),
            targets=len(package.targets),
        )
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
