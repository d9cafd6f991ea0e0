from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

import pytest

from perfxl.rollup.sources import limits, spool, zips
from perfxl.rollup.sources.model import Aside, Found
from perfxl.rollup.sources.spool import Spool
from perfxl.rollup.sources.walk import walk
from tests.rollup.filings import mail, zipped

BOOK = b"PK not read here"


def found(tmp_path: Path, *paths: object) -> tuple[list[Found], list[Aside]]:
    home = tmp_path / "spool"
    home.mkdir(exist_ok=True)
    all_ = list(walk([str(path) for path in paths], Spool(home)))
    return [each for each in all_ if isinstance(each, Found)], [each for each in all_ if isinstance(each, Aside)]


def file(path: Path, data: bytes = BOOK) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


class DescribeFolders:
    def it_finds_the_workbooks_below_a_folder_in_the_order_of_their_names(self, tmp_path: Path):
        for name in ("b/2.xlsx", "a/1.xls", "c.ods"):
            file(tmp_path / "in" / name)
        books, _ = found(tmp_path, tmp_path / "in")
        assert [Path(book.shown).name for book in books] == ["c.ods", "1.xls", "2.xlsx"]

    def it_expands_globs_and_names_a_path_that_is_not_there(self, tmp_path: Path):
        file(tmp_path / "in" / "1.xlsx")
        books, aside = found(tmp_path, tmp_path / "*" / "*.xlsx", tmp_path / "none.xlsx")
        assert len(books) == 1
        assert [each.reason for each in aside] == ["没有这个文件或文件夹。"]

    def it_takes_a_file_named_twice_once(self, tmp_path: Path):
        one = file(tmp_path / "in" / "1.xlsx")
        assert len(found(tmp_path, one, tmp_path / "in")[0]) == 1

    def it_leaves_lock_files_aside_and_names_other_documents(self, tmp_path: Path):
        for name in ("~$1.xlsx", "报告.docx", "a.rar", "图.jpg"):
            file(tmp_path / "in" / name)
        books, aside = found(tmp_path, tmp_path / "in")
        assert books == []
        assert sorted(each.why for each in aside) == ["ignored", "ignored", "not_a_workbook", "unreadable"]

    @pytest.mark.skipif(sys.platform != "linux", reason="names of files are text elsewhere")
    @pytest.mark.parametrize("kind", ["xlsx", "zip"])
    def it_reads_a_file_whose_name_is_no_unicode(self, tmp_path: Path, kind: str):
        """As a zip of Chinese Windows leaves it that was unpacked on Linux."""
        (tmp_path / "in").mkdir()
        data = BOOK if kind == "xlsx" else zipped({"a.xlsx": BOOK})
        (tmp_path / "in" / os.fsdecode(f"残联.{kind}".encode("gbk"))).write_bytes(data)
        ((book,), _) = found(tmp_path, tmp_path / "in")
        assert f"/in/残联.{kind}" in book.shown
        assert Path(book.location).read_bytes() == BOOK
        assert book.link == ""

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
    def it_does_not_wait_for_a_pipe(self, tmp_path: Path):
        (tmp_path / "in").mkdir()
        os.mkfifo(tmp_path / "in" / "1.xlsx")
        assert [each.why for each in found(tmp_path, tmp_path / "in")[1]] == ["ignored"]


class DescribeZips:
    def it_opens_zips_inside_zips(self, tmp_path: Path):
        outer = file(tmp_path / "省.zip", zipped({"市.zip": zipped({"县/残联.xlsx": BOOK})}))
        books, _ = found(tmp_path, outer)
        assert books[0].shown.endswith("省.zip/市.zip/县/残联.xlsx")
        assert Path(books[0].location).read_bytes() == BOOK
        assert books[0].link == str(outer)

    @pytest.mark.parametrize(
        "name", ["../../etc/x.xlsx", "/root/x.xlsx", "C:\\x.xlsx", "a\nb.xlsx", "=cmd|' /C calc'!A0.xlsx"]
    )
    def it_never_writes_where_a_name_says(self, tmp_path: Path, name: str):
        books, _ = found(tmp_path, file(tmp_path / "a.zip", zipped({name: BOOK})))
        assert Path(books[0].location).is_relative_to(tmp_path / "spool")
        inside = books[0].shown.removeprefix(f"{tmp_path.as_posix()}/a.zip/")
        assert ".." not in inside
        assert "\n" not in inside
        assert not inside.startswith(("/", "C:"))

    def it_reads_names_of_chinese_windows(self, tmp_path: Path):
        path = file(tmp_path / "a.zip", zipped({"AAAA.xlsx": BOOK}))
        path.write_bytes(path.read_bytes().replace(b"AAAA", "残联".encode("gbk")))
        assert found(tmp_path, path)[0][0].shown.endswith("残联.xlsx")

    def it_keeps_one_copy_of_a_content_that_comes_a_thousand_times(self, tmp_path: Path):
        books, _ = found(tmp_path, file(tmp_path / "a.zip", zipped({f"{n}.xlsx": BOOK for n in range(1000)})))
        assert len(books) == 1000
        assert len(list((tmp_path / "spool").rglob("*.xlsx"))) == 1

    def it_stops_a_member_that_swells(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(spool, "MEMBER_BYTES", 1000)
        bomb = zipped({"bomb.xlsx": bytes(10**6), "fine.xlsx": BOOK})
        books, aside = found(tmp_path, file(tmp_path / "a.zip", bomb))
        assert [Path(book.shown).name for book in books] == ["fine.xlsx"]
        assert aside[0].why == "limit"

    def it_stops_a_container_that_gives_too_much(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr("perfxl.rollup.sources.walk.Budget", lambda: spool.Budget(3000))
        many = zipped({f"{n}.xlsx": bytes([n]) * 1000 for n in range(9)})
        books, aside = found(tmp_path, file(tmp_path / "a.zip", many))
        assert (len(books), [each.why for each in aside]) == (3, ["limit"])

    def it_stops_at_zips_nested_without_end(self, tmp_path: Path):
        data = zipped({"x.xlsx": BOOK})
        for _ in range(limits.DEPTH + 3):
            data = zipped({"in.zip": data})
        books, aside = found(tmp_path, file(tmp_path / "a.zip", data))
        assert (books, [each.why for each in aside]) == ([], ["limit"])

    @pytest.mark.parametrize("damage", [lambda data: data[: len(data) // 2], lambda data: b"PK", lambda data: b""])
    def it_names_a_damaged_zip(self, tmp_path: Path, damage):
        whole = zipped({f"{n}.xlsx": os.urandom(500) for n in range(5)})
        _, aside = found(tmp_path, file(tmp_path / "a.zip", damage(whole)))
        assert [each.why for each in aside] == ["unreadable"]

    def it_names_members_with_a_password(self, tmp_path: Path):
        path = file(tmp_path / "a.zip", zipped({"x.xlsx": BOOK}))
        data = bytearray(path.read_bytes())
        at = data.rfind(b"PK\x01\x02")
        data[at + 8] |= 1
        path.write_bytes(data)
        assert "密码" in found(tmp_path, path)[1][0].reason

    def it_refuses_a_directory_without_end(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(zips, "_MOST", 3)
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for n in range(5):
                archive.writestr(f"{n}.xlsx", b"x")
        assert [each.why for each in found(tmp_path, path)[1]] == ["unreadable"]


class DescribeMails:
    def it_takes_attachments_with_the_time_of_the_mail(self, tmp_path: Path):
        path = file(tmp_path / "1.eml", mail({"残联 自评表.xlsx": BOOK}))
        (book,), _ = found(tmp_path, path)
        assert book.shown.endswith("1.eml/残联 自评表.xlsx")
        assert book.submission is not None
        assert (book.submission.time, book.submission.basis) == ("2021-03-15T09:30:00", "邮件")

    def it_believes_our_own_server_more_than_the_sender(self, tmp_path: Path):
        path = file(tmp_path / "1.eml", mail({"a.xlsx": BOOK}, received="Wed, 17 Mar 2021 01:00:00 +0000"))
        assert found(tmp_path, path)[0][0].submission.time == "2021-03-17T09:00:00"

    def it_opens_zips_attached_to_mails_and_forwarded_mails(self, tmp_path: Path):
        from email.message import EmailMessage

        outer = EmailMessage()
        outer["Date"] = "Mon, 15 Mar 2021 09:30:00 +0800"
        outer.set_content("转发")
        from email import message_from_bytes, policy

        outer.add_attachment(message_from_bytes(mail({"包.zip": zipped({"a.xlsx": BOOK})}), policy=policy.default))
        books, _ = found(tmp_path, file(tmp_path / "1.eml", bytes(outer)))
        assert books[0].shown.endswith("包.zip/a.xlsx")

    def it_takes_every_mail_of_a_mailbox(self, tmp_path: Path):
        mails = [mail({f"{n}.xlsx": BOOK}).replace(b"\r\n", b"\n") for n in range(3)]
        box = b"".join(b"From a@example.cn Mon Mar 15 09:30:00 2021\n" + one + b"\n\n" for one in mails)
        books, _ = found(tmp_path, file(tmp_path / "in.mbox", box))
        assert [Path(book.shown).name for book in books] == ["0.xlsx", "1.xlsx", "2.xlsx"]

    def it_takes_attachments_of_outlook_mails(self, tmp_path: Path):
        from struct import pack

        from perfxl.excel.vba.compound import compound_file

        ticks = 132_602_826_000_000_000
        tree = {
            "__properties_version1.0": bytes(32) + pack("<IIQ", 0x0E060040, 6, ticks),
            "__attach_version1.0_#00000000": {
                "__substg1.0_3707001F": "残联.xlsx".encode("utf-16-le"),
                "__substg1.0_37010102": BOOK * 500,
            },
        }
        (book,), _ = found(tmp_path, file(tmp_path / "1.msg", compound_file(tree)))
        assert book.shown.endswith("1.msg/残联.xlsx")
        assert Path(book.location).read_bytes() == BOOK * 500
        assert book.submission.time.startswith("2021-03-1")

    def it_takes_attachments_whatever_they_are_called(self, tmp_path: Path):
        names = ["../../上.xlsx", "C:\\x\\盘.xlsx", "长" * 2000 + ".xlsx", "=1+1.xlsx", "a\u202exslx.xlsx", ".xlsx"]
        books, aside = found(tmp_path, file(tmp_path / "1.eml", mail(dict.fromkeys(names, BOOK))))
        assert (len(books), aside) == (len(names), [])
        assert not any(".." in book.shown.removeprefix(str(tmp_path)) or "\u202e" in book.shown for book in books)

    def it_says_so_where_a_mail_has_more_attachments_than_are_taken(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr("perfxl.rollup.sources.mail._MOST_PARTS", 4)
        books, aside = found(tmp_path, file(tmp_path / "1.eml", mail({f"{n}.xlsx": BOOK for n in range(9)})))
        assert (len(books), [each.why for each in aside]) == (2, ["unreadable"])
        assert "其余未读" in aside[0].reason

    def it_names_a_mail_whose_attachment_was_forgotten(self, tmp_path: Path):
        for name, attached in {"1.eml": {}, "2.eml": {"签名.png": b"x"}, "3.eml": {"a.xlsx": BOOK}}.items():
            file(tmp_path / "in" / name, mail(attached))
        _, aside = found(tmp_path, tmp_path / "in")
        named = [Path(each.shown).name for each in aside if each.why == "not_a_workbook"]
        assert named == ["1.eml", "2.eml"]

    @pytest.mark.parametrize("name", ["1.eml", "1.msg", "1.mbox"])
    def it_names_what_only_looks_like_a_mail(self, tmp_path: Path, name: str):
        _, aside = found(tmp_path, file(tmp_path / name, os.urandom(3000)))
        assert [each.why for each in aside] == ["unreadable"]


class DescribeAddresses:
    def it_lists_files_at_an_fsspec_address(self, tmp_path: Path):
        import fsspec

        memory = fsspec.filesystem("memory")
        for name, data in {"/in/a.xlsx": BOOK, "/in/b.zip": zipped({"c.xlsx": BOOK})}.items():
            memory.pipe(name, data)
        books, _ = found(tmp_path, "memory://in")
        assert [book.location.startswith("memory://") for book in books] == [True, False]
        memory.rm("/in", recursive=True)
