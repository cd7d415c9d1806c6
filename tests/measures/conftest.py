"""Every frame that a measure declares holds to its declaration, whichever test makes it."""

from typing import Any

import dataframely as dy
import polars as pl
import pytest


@pytest.fixture(autouse=True)
def declared_frames_are_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    as_declared = dy.Schema.cast.__func__  # type: ignore[attr-defined]  # of a class method

    def cast(cls: type[dy.Schema], df: pl.DataFrame) -> dy.DataFrame[Any]:
        valid: dy.DataFrame[Any] = cls.validate(as_declared(cls, df))
        return valid

    monkeypatch.setattr(dy.Schema, "cast", classmethod(cast))
