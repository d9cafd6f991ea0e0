"""What happens when things go wrong: the original is as it was, nothing is left behind, and there is a sentence."""

from __future__ import annotations

import hashlib
import os
import pickle
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from perfxl.errors import PerfxlError, UnreadableFile, UnsupportedFile, UnwritableTarget
from perfxl.opc.atomic import replacing
from perfxl.writeback import Receipt, annotate, clean, verify
from tests.opc.packages import LINKS, book, raw, read, relationships, sheet, zipped

NOTES = [("表一", "B2", "error", "填写 93，应为 96。")]
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and permissions of Unix")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return zipped(book(sheet("<sheetData/>")), tmp_path / "填报.xlsx")


def refused(kind: type[PerfxlError], path: Path, target: Path | None = None, **options) -> PerfxlError:
    before = path.read_bytes() if path.is_file() else None
    beside = set(path.parent.rglob("*"))
    with pytest.raises(kind) as caught:
        annotate(path, target or path.with_suffix(".out"), NOTES, **options)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert set(path.parent.rglob("*")) == beside
    assert caught.value.zh.endswith("。") and caught.value.en.endswith(".")
    assert caught.value.zh.count("。") == 1
    return caught.value


class DescribeAFileThatCannotBeUsed:
    def it_may_be_missing(self, tmp_path: Path):
        assert "不存在" in refused(UnreadableFile, tmp_path / "no.xlsx").zh

    def it_may_be_a_folder(self, tmp_path: Path):
        assert "文件夹" in refused(UnreadableFile, tmp_path, tmp_path / "out.xlsx").zh

    def it_may_be_empty(self, tmp_path: Path):
        (tmp_path / "a.xlsx").write_bytes(b"")
        assert "空" in refused(UnreadableFile, tmp_path / "a.xlsx").zh

    def it_may_be_no_zip(self, tmp_path: Path):
        (tmp_path / "a.xlsx").write_text("单位,金额\n")
        assert "不是 Excel 工作簿" in refused(UnreadableFile, tmp_path / "a.xlsx").zh

    def it_may_be_truncated(self, path: Path):
        path.write_bytes(path.read_bytes()[:-40])
        assert "损坏" in refused(UnreadableFile, path).zh

    def it_may_be_some_other_zip(self, tmp_path: Path):
        assert "没有工作簿" in refused(UnreadableFile, zipped({"a.txt": "a"}, tmp_path / "a.xlsx")).zh

    def it_may_be_a_word_document(self, tmp_path: Path):
        parts = book() | {"xl/workbook.xml": '<w:document xmlns:w="urn:w"/>'}
        assert "另一种文档" in refused(UnreadableFile, zipped(parts, tmp_path / "a.docx")).zh

    def it_may_be_an_ods(self, tmp_path: Path):
        parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}
        assert "另存为 .xlsx" in refused(UnsupportedFile, zipped(parts, tmp_path / "a.ods")).zh

    def it_may_be_an_xlsb(self, tmp_path: Path):
        parts = book() | {
            "_rels/.rels": relationships(("rId1", f"{LINKS}/officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": b"\x83\x01",
        }
        assert ".xlsb" in refused(UnsupportedFile, zipped(parts, tmp_path / "a.xlsb")).zh

    def it_may_be_an_old_xls(self, tmp_path: Path):
        data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "Workbook\0".encode("utf-16-le")
        (tmp_path / "a.xls").write_bytes(data)
        assert ".xls" in refused(UnsupportedFile, tmp_path / "a.xls").zh

    def it_may_be_a_bomb(self, tmp_path: Path):
        path = zipped(book() | {"xl/media/bomb.xml": b" " * 40_000_000}, tmp_path / "a.xlsx")
        assert "大得不正常" in refused(UnreadableFile, path).zh

    def it_may_lie_about_its_sizes(self, tmp_path: Path):
        blown = sheet(" " * 3_000_000)
        path, size = zipped(book(blown), tmp_path / "a.xlsx"), len(blown.encode()).to_bytes(4, "little")
        path.write_bytes(path.read_bytes().replace(size, (300).to_bytes(4, "little")))
        assert "大得不正常" in refused(UnreadableFile, path).zh

    def it_may_define_entities(self, tmp_path: Path):
        evil = '<!DOCTYPE a [<!ENTITY b "c">]><worksheet xmlns="x">&b;</worksheet>'
        assert "sheet1.xml" in refused(UnreadableFile, zipped(book(evil), tmp_path / "a.xlsx")).zh

    def it_may_hold_broken_xml(self, tmp_path: Path):
        path = zipped(book(sheet("<sheetData>")), tmp_path / "a.xlsx")
        assert "sheet1.xml" in refused(UnreadableFile, path).zh


class DescribeAPartThatIsOnlyCopied:
    """It is copied as it lies, without being opened; its digest is taken when the receipt is asked for it."""

    @pytest.fixture
    def damaged(self, tmp_path: Path) -> Path:
        path = zipped(book() | {"xl/media/a.bin": b"picture"}, tmp_path / "a.xlsx", stored=True)
        path.write_bytes(path.read_bytes().replace(b"picture", b"pixture"))
        return path

    def it_may_be_damaged(self, damaged: Path):
        receipt = annotate(damaged, damaged.with_suffix(".out"), NOTES)
        assert raw(damaged.with_suffix(".out"))["xl/media/a.bin"] == raw(damaged)["xl/media/a.bin"]
        with pytest.raises(UnreadableFile, match="损坏"):
            _ = receipt.untouched["xl/media/a.bin"]

    def it_cannot_be_damaged_where_a_receipt_is_to_be_written(self, damaged: Path):
        assert "损坏" in refused(UnreadableFile, damaged, receipt=damaged.with_name("receipt.json")).zh

    def it_has_the_digest_of_what_was_copied_whatever_becomes_of_the_file(self, path: Path):
        before = {name: hashlib.sha256(data).hexdigest() for name, data in read(path).items()}
        receipt = annotate(path, path, NOTES)
        path.unlink()
        assert {**receipt.untouched} == {name: before[name] for name in receipt.untouched}
        assert set(before) == {*receipt.untouched, *receipt.changed}
        assert pickle.loads(pickle.dumps(receipt)) == receipt == Receipt.from_json(receipt.to_json())


class DescribeASignedWorkbook:
    @pytest.fixture
    def signed(self, tmp_path: Path) -> Path:
        origin = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
        rels = relationships(
            ("rId1", f"{LINKS}/officeDocument", "xl/workbook.xml"), ("rId2", origin, "_xmlsignatures/origin.xml")
        )
        parts = book() | {"_rels/.rels": rels, "_xmlsignatures/origin.xml": "<a/>"}
        return zipped(parts, tmp_path / "a.xlsx")

    def it_is_refused(self, signed: Path):
        assert "数字签名" in refused(UnwritableTarget, signed).zh

    def but_it_is_marked_when_told_to(self, signed: Path):
        receipt = annotate(signed, signed.with_suffix(".out"), NOTES, allow_break_signature=True)
        assert any("签名" in warning for warning in receipt.warnings)

    def it_may_be_cleaned_when_there_is_nothing_to_take_out(self, signed: Path):
        clean(signed, signed.with_suffix(".out"))
        assert signed.with_suffix(".out").read_bytes() == signed.read_bytes()


class DescribeAnEncryptedWorkbook:
    @pytest.fixture
    def encrypted(self, path: Path) -> Path:
        pytest.importorskip("msoffcrypto")
        from perfxl.opc.compound import encrypt

        path.write_bytes(encrypt(path.read_bytes(), "秘密"))
        return path

    def it_asks_for_its_password(self, encrypted: Path):
        assert "已加密" in refused(UnreadableFile, encrypted).zh

    def it_says_that_a_password_is_wrong(self, encrypted: Path):
        assert "密码不对" in refused(UnreadableFile, encrypted, password="x").zh

    def it_is_marked_and_written_encrypted_again(self, encrypted: Path, tmp_path: Path):
        marked, cleaned = tmp_path / "b.xlsx", tmp_path / "c.xlsx"
        annotate(encrypted, marked, NOTES, password="秘密")
        assert "已加密" in refused(UnreadableFile, marked).zh
        receipt = clean(marked, cleaned, password="秘密")
        assert receipt.exact and receipt.removed


class DescribeAWorkbookThatExcelEncryptedByItself:
    """Its password is Excel's own; Excel opens it without asking, and so must we."""

    @pytest.fixture
    def encrypted(self, path: Path) -> Path:
        pytest.importorskip("msoffcrypto")
        from perfxl.opc.compound import EXCELS_OWN, encrypt

        path.write_bytes(encrypt(path.read_bytes(), EXCELS_OWN))
        return path

    @pytest.mark.parametrize("password", [None, "别的"])
    def it_is_marked_and_stays_as_it_was_encrypted(self, encrypted: Path, tmp_path: Path, password: str | None):
        from perfxl.opc.compound import EXCELS_OWN, decrypt

        marked, cleaned = tmp_path / "b.xlsx", tmp_path / "c.xlsx"
        receipt = annotate(encrypted, marked, NOTES, password=password)
        assert verify(receipt, encrypted, marked) == []
        assert decrypt(marked.read_bytes(), None).password == EXCELS_OWN
        assert clean(marked, cleaned).exact


class DescribeATargetThatCannotBeWritten:
    def it_may_be_open_in_excel(self, path: Path):
        path.with_name(f"~${path.name}").write_bytes(b"")
        assert "打开" in refused(UnwritableTarget, path, path).zh

    def it_may_be_open_in_libreoffice(self, path: Path):
        path.with_name(f".~lock.{path.name}#").write_bytes(b"")
        assert "打开" in refused(UnwritableTarget, path, path).zh

    def it_may_be_a_folder(self, path: Path, tmp_path: Path):
        (tmp_path / "d").mkdir()
        assert "文件夹" in refused(UnwritableTarget, path, tmp_path / "d").zh

    def it_may_be_in_a_folder_that_does_not_exist(self, path: Path, tmp_path: Path):
        assert "文件夹不存在" in refused(UnwritableTarget, path, tmp_path / "no" / "a.xlsx").zh

    def it_may_be_below_a_file(self, path: Path):
        assert "文件夹不存在" in refused(UnwritableTarget, path, path / "a.xlsx").zh

    @UNIX
    def it_may_be_in_a_read_only_folder(self, path: Path, tmp_path: Path):
        annotate(path, tmp_path / "b.xlsx", NOTES)  # what is imported on the way may be out of nobody's reach
        path.chmod(0o644)
        tmp_path.chmod(0o555)
        for folder in (*tmp_path.parents[:3], Path(sys.prefix)):
            if folder.owner() != "nobody" and not folder.stat().st_mode & 0o001:
                folder.chmod(folder.stat().st_mode | 0o011)
        try:
            assert in_child(lambda: refused(UnwritableTarget, path, path).zh, as_nobody=True).startswith("没有写入")
        finally:
            tmp_path.chmod(0o755)

    @UNIX
    def it_may_not_fit_on_the_disk(self, tmp_path: Path):
        path = zipped(book() | {"xl/media/a.bin": os.urandom(300_000)}, tmp_path / "a.xlsx")

        def limited() -> str:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
            return refused(UnwritableTarget, path, path).zh

        assert "没有写出" in in_child(limited)

    @UNIX
    def it_may_be_on_a_full_disk(self, tmp_path: Path):
        disk = tmp_path / "disk"
        disk.mkdir()
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=400k", "none", disk], capture_output=True, check=False
        )
        if done.returncode:
            pytest.skip("mounting a small disk is not permitted here")
        try:
            path = zipped(book() | {"xl/media/a.bin": os.urandom(250_000)}, disk / "a.xlsx")
            assert "磁盘空间不足" in refused(UnwritableTarget, path, path).zh
        finally:
            subprocess.run(["umount", disk], check=True)

    def it_keeps_its_permissions_and_is_followed_when_it_is_a_link(self, path: Path, tmp_path: Path):
        path.chmod(0o640)
        (tmp_path / "link.xlsx").symlink_to(path)
        annotate(path, tmp_path / "link.xlsx", NOTES)
        assert (tmp_path / "link.xlsx").is_symlink()
        assert path.stat().st_mode & 0o777 == 0o640
        assert "xl/comments1.xml" in read(path)


@UNIX
class DescribeAKill:
    def it_leaves_the_original_or_the_result_whole_at_any_moment(self, tmp_path: Path):
        path, original, whole = killable(tmp_path)
        swept = 0
        for moment in moments():
            path.write_bytes(original)
            killed(lambda: annotate(path, path, NOTES), moment)
            assert path.read_bytes() in whole
            if debris(tmp_path):
                swept += 1
                annotate(path, path, NOTES)
            assert debris(tmp_path) == []
        assert swept <= 20, "only the moment between naming and renaming may leave something, until the next write"

    def it_leaves_nothing_at_all_where_the_result_is_a_new_file(self, tmp_path: Path):
        path, original, whole = killable(tmp_path)
        result = tmp_path / "c.xlsx"

        def write() -> None:
            result.unlink(missing_ok=True)
            annotate(path, result, NOTES)

        for moment in moments():
            killed(write, moment)
            assert path.read_bytes() == original
            assert not result.exists() or result.read_bytes() in whole
            assert debris(tmp_path) == []

    def it_leaves_what_the_next_write_sweeps_where_files_must_have_a_name(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
        path, original, whole = killable(tmp_path)
        for moment in moments(40):
            path.write_bytes(original)
            killed(lambda: annotate(path, path, NOTES), moment)
            assert path.read_bytes() in whole
            annotate(path, path, NOTES)
            assert debris(tmp_path) == []

    @pytest.mark.parametrize("call", ["fsync", "replace"])
    def it_leaves_its_file_until_the_next_write_when_killed_at_that_very_call(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
    ):
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
        path, original, _ = killable(tmp_path)
        path.write_bytes(original)
        killed_at(call, lambda: annotate(path, path, NOTES))
        assert path.read_bytes() == original
        assert len(debris(tmp_path)) == 1
        annotate(path, path, NOTES)
        assert debris(tmp_path) == []

    def it_leaves_alone_what_a_living_writer_holds(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
        target = tmp_path / "a.xlsx"
        with replacing(target) as first:
            first.write(b"first")
            with replacing(target) as second:
                second.write(b"second")
            assert target.read_bytes() == b"second"
        assert target.read_bytes() == b"first"
        assert debris(tmp_path) == []

    def it_leaves_nothing_when_interrupted_from_the_keyboard(self, path: Path, monkeypatch: pytest.MonkeyPatch):
        def interrupted(_: int) -> None:
            raise KeyboardInterrupt

        before = path.read_bytes()
        monkeypatch.setattr(os, "fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            annotate(path, path, NOTES)
        assert path.read_bytes() == before
        assert list(path.parent.iterdir()) == [path]

    def it_leaves_nothing_either_where_files_must_have_a_name(self, path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
        self.it_leaves_nothing_when_interrupted_from_the_keyboard(path, monkeypatch)
        monkeypatch.undo()
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
        annotate(path, path, NOTES)
        assert list(path.parent.iterdir()) == [path]


def killable(folder: Path) -> tuple[Path, bytes, set[bytes]]:
    """A workbook, its bytes, and what it may hold after any kill."""
    path = zipped(book() | {"xl/media/a.bin": os.urandom(200_000)}, folder / "a.xlsx")
    annotate(path, folder / "b.xlsx", NOTES)
    return path, path.read_bytes(), {path.read_bytes(), (folder / "b.xlsx").read_bytes()}


def moments(number: int = 200) -> Iterator[float]:
    choose = random.Random(7)
    return (choose.uniform(0, 0.02) for _ in range(number))


def killed(act: Callable[[], object], after: float) -> None:
    """Do something again and again in a process of its own, and kill that."""
    child = os.fork()
    if child == 0:
        try:
            while True:
                act()
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def killed_at(call: str, act: Callable[[], object]) -> None:
    """Do something in a process of its own that is killed when it calls this function of the system."""
    child = os.fork()
    if child == 0:
        try:
            setattr(os, call, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
            act()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


def debris(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.name not in ("a.xlsx", "b.xlsx", "c.xlsx"))


def in_child(act, *, as_nobody: bool = False) -> str:
    """What an action says in a process of its own, perhaps one without root's rights."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        said = "?"
        try:
            if as_nobody and os.geteuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            said = act()
        except BaseException as problem:
            said = repr(problem)
        finally:
            os.write(writer, said.encode())
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return said
