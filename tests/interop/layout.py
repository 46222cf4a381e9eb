"""Where a release has the files of its tables: the tables of data, the view for people above them, and the tables of provenance apart."""

from pathlib import Path


def parquet_files(release: Path) -> dict[str, Path]:
    """Every Parquet file by the name of its table; the tables of data first."""
    places = ("data/parquet", "data", "provenance")
    files = [path for place in places for path in sorted((release / place).glob("*.parquet"))]
    return {path.stem: path for path in files}


def tables(release: Path) -> list[str]:
    """The names of all tables."""
    return sorted(parquet_files(release))


def data_tables(release: Path) -> list[str]:
    """The tables of data, which every format has."""
    return sorted(path.stem for path in (release / "data/parquet").glob("*.parquet"))


def views(release: Path) -> list[str]:
    """What says again, for people, what the tables of data say: spreadsheets and databases have it too."""
    return sorted(path.stem for path in (release / "data").glob("*.parquet"))


def shown(release: Path) -> list[str]:
    """The tables of the formats that people look at: all but those of provenance."""
    return sorted([*data_tables(release), *views(release)])


def parquet(release: Path, table: str) -> Path:
    return parquet_files(release).get(table, release / f"data/parquet/{table}.parquet")


def csv(release: Path, table: str) -> Path:
    return release / (f"data/{table}.csv" if table in views(release) else f"data/csv/{table}.csv")


def encoding(release: Path, table: str) -> str:
    """Of the CSV file: that of the view begins with a byte order mark, without which spreadsheets show no Chinese."""
    return "utf-8-sig" if table in views(release) else "utf-8"
