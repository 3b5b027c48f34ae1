"""The zip package: parts by name, raw copies, the same bytes for the same input."""

from __future__ import annotations

import io
import zipfile

import pytest

from cbsc_xl.errors import TemplateError
from cbsc_xl.workbook.package import Member, Package
from tests.workbook.books import excel_book, excel_parts, packed, raw


def test_a_package_is_written_as_it_was_read() -> None:
    book = excel_book()
    package = Package(book)
    assert package.names() == list(excel_parts())
    assert {name: package[name] for name in package.names()} == excel_parts()
    assert raw(package.write({})) == raw(book)


def test_a_changed_part_takes_the_place_of_the_old_one() -> None:
    package = Package(excel_book())
    written = package.write({"xl/styles.xml": Member.of("xl/styles.xml", "<новий/>".encode())})
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == package.names()
        assert archive.read("xl/styles.xml").decode() == "<новий/>"
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert package["xl/styles.xml"] == excel_parts()["xl/styles.xml"]


def test_parts_are_replaced_and_removed_in_a_copy() -> None:
    package = Package(excel_book())
    copy = package.copy()
    copy.replace("xl/styles.xml", b"<x/>")
    copy.remove("xl/calcChain.xml")
    assert copy["xl/styles.xml"] == b"<x/>"
    assert "xl/calcChain.xml" not in copy
    assert "xl/calcChain.xml" in package
    assert Package(copy.write({})).names() == copy.names()


def test_packages_of_streaming_writers_are_read() -> None:
    class Pipe(io.BytesIO):
        def tell(self) -> int:
            raise OSError("a pipe has no position")

    stream = Pipe()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/", "")
        archive.writestr("xl/a.xml", "<a/>" * 1000)
    data = stream.getvalue()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.getinfo("xl/a.xml").flag_bits & 8  # sizes stand behind the data, as a pipe needs it
    written = Package(data).write({})
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert archive.namelist() == ["xl/a.xml"]
        assert archive.read("xl/a.xml") == b"<a/>" * 1000
        assert not archive.infolist()[0].flag_bits & 8


def test_a_part_that_is_there_twice_is_refused() -> None:
    stream = io.BytesIO(packed({"a.xml": b"<a/>"}))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a.xml", "<b/>")
    with pytest.raises(TemplateError, match=r"holds the part a\.xml twice"):
        Package(stream.getvalue())


def test_a_missing_part_is_named() -> None:
    with pytest.raises(
        TemplateError, match=r"The workbook lacks the part xl/none\.xml: save it again in Excel"
    ):
        Package(excel_book())["xl/none.xml"]
