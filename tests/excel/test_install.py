"""Installing for one user, with a home that is not ours."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest

from perfxl.errors import PerfxlError, UnwritableTarget
from perfxl.excel import commands
from perfxl.excel.addin import addin
from perfxl.excel.applescript import script
from perfxl.excel.install import command, install, is_current, status, uninstall
from perfxl.excel.places import Places, places
from perfxl.excel.worker import MODES


@pytest.fixture
def windows(tmp_path: Path) -> Places:
    return places("win32", tmp_path, {"APPDATA": str(tmp_path / "AppData" / "Roaming")})


@pytest.fixture
def mac(tmp_path: Path) -> Places:
    return places("darwin", tmp_path, {})


def everything(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


class DescribeThePlaces:
    def it_uses_the_start_folder_of_the_user_on_windows(self, windows: Places, tmp_path: Path):
        assert windows.addin == tmp_path / "AppData/Roaming/Microsoft/Excel/XLSTART/perfxl.xlam"

    def it_finds_that_folder_without_the_environment_too(self, tmp_path: Path):
        assert places("win32", tmp_path, {}).start == tmp_path / "AppData/Roaming/Microsoft/Excel/XLSTART"

    def it_uses_office_s_own_folder_on_a_mac(self, mac: Places, tmp_path: Path):
        assert mac.start.is_relative_to(tmp_path / "Library/Group Containers/UBF8T346G9.Office")

    def it_lays_nothing_but_the_addin_where_excel_opens_every_file(self, windows: Places):
        install(windows, "copy", "win32")
        assert [path.name for path in windows.start.iterdir() if path.is_file()] == ["perfxl.xlam"]


class DescribeInstalling:
    def it_writes_addin_and_command_and_nothing_else(self, windows: Places, tmp_path: Path):
        install(windows, "copy", "win32")
        start = "AppData/Roaming/Microsoft/Excel/XLSTART"
        assert everything(tmp_path) == {f"{start}/perfxl.xlam", f"{start}/perfxl/command.txt"}
        assert windows.addin.read_bytes() == addin()

    def it_writes_on_a_mac_a_script_that_excel_cannot_write(self, mac: Places, tmp_path: Path):
        install(mac, system="darwin")
        office = "Library/Group Containers/UBF8T346G9.Office"
        assert everything(tmp_path) == {
            f"{office}/User Content.localized/Startup.localized/Excel/perfxl.xlam",
            f"{office}/perfxl/command.txt",
            "Library/Application Scripts/com.microsoft.Excel/perfxl.applescript",
        }
        assert mac.command.read_text(encoding="utf-8").startswith("copy\n")
        assert mac.addin.read_bytes() == addin("darwin") != addin()

    def it_leaves_nothing_behind_on_a_mac(self, mac: Places, tmp_path: Path):
        install(mac, system="darwin")
        assert uninstall(mac)
        assert everything(tmp_path) == set()

    def it_leaves_nothing_behind_when_uninstalled(self, windows: Places, tmp_path: Path):
        install(windows, "copy", "win32")
        (windows.work / "input.xlsx").write_bytes(b"left over")
        assert uninstall(windows)
        assert everything(tmp_path) == set()
        assert windows.start.is_dir()

    def it_leaves_other_addins_alone(self, windows: Places):
        windows.start.mkdir(parents=True)
        (windows.start / "PERSONAL.XLSB").write_bytes(b"mine")
        install(windows, "copy", "win32")
        uninstall(windows)
        assert (windows.start / "PERSONAL.XLSB").read_bytes() == b"mine"

    def it_says_so_when_there_was_nothing_to_uninstall(self, windows: Places):
        assert not uninstall(windows)

    def it_has_a_sentence_for_a_folder_that_cannot_be_written(self, tmp_path: Path):
        (tmp_path / "XLSTART").write_text("a file where the folder should be")
        with pytest.raises(UnwritableTarget, match="安全策略"):
            install(Places(tmp_path / "XLSTART"), "copy")


class DescribeTheCommand:
    def it_runs_this_very_python_shut_off_from_its_surroundings(self):
        assert command(Path(sys.executable), "linux") == f'"{sys.executable}" -I -m perfxl.excel.worker'

    def it_runs_without_a_console_window_on_windows(self, tmp_path: Path):
        (tmp_path / "pythonw.exe").touch()
        assert PureWindowsPath(command(tmp_path / "python.exe", "win32").split('"')[1]).name == "pythonw.exe"

    def it_is_written_with_the_mode_before_it(self, windows: Places):
        install(windows, "copy", "win32")
        mode, line = windows.command.read_text(encoding="utf-8").splitlines()
        assert (mode, line) == ("copy", command(Path(sys.executable), "win32"))

    def it_does_not_import_what_lies_in_the_folder_it_is_started_in(self, tmp_path: Path):
        """A workbook's folder may hold a perfxl.py or an xlwings.conf of the sender's."""
        (tmp_path / "perfxl.py").write_text("open('ran', 'w')")
        (tmp_path / "sitecustomize.py").write_text("open('ran', 'w')")
        words = [sys.executable, *command(Path(sys.executable)).split()[1:], "copy", "no-such-action"]
        environment = {"PYTHONPATH": str(tmp_path), "PYTHONSTARTUP": str(tmp_path / "perfxl.py")}
        done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert (done.returncode, "MODE (copy, live)" in done.stderr) == (2, True)
        assert not (tmp_path / "ran").exists()


class DescribeTheStatus:
    def it_says_that_nothing_is_installed_and_where_it_would_be(self, windows: Places):
        ((zh, en),) = status(windows)
        assert "没有安装" in zh
        assert str(windows.addin) in en
        assert not is_current(windows)

    def it_says_how_buttons_reach_python(self, windows: Places):
        install(windows, "copy", "win32")
        assert is_current(windows)
        assert "经由副本" in status(windows)[-1][0]

    def it_tells_an_addin_of_another_version(self, windows: Places):
        install(windows, "copy", "win32")
        windows.addin.write_bytes(b"older")
        assert any("不是同一版本" in zh for zh, _ in status(windows))
        assert not is_current(windows)

    def it_tells_a_python_that_is_gone(self, windows: Places):
        install(windows, "copy", "win32")
        windows.command.write_text('copy\n"C:\\gone\\python.exe" -I -m perfxl.excel.worker\n', encoding="utf-8")
        assert "找不到" in status(windows)[-1][0]

    def it_says_how_a_mac_reaches_python_and_when_the_script_is_gone(self, mac: Places):
        install(mac, system="darwin")
        assert is_current(mac, "darwin")
        assert "经由副本" in status(mac, "darwin")[-1][0]
        assert mac.script is not None
        mac.script.unlink()
        assert "重新安装" in status(mac, "darwin")[-1][0]


class DescribeTheScriptOfAMac:
    def it_runs_only_the_words_it_knows(self):
        text = script(Path("/usr/local/bin/python3"), "-I -m perfxl.excel.worker")
        allowed = re.search(r"is not in \{(.*)\} then return", text)
        assert allowed is not None
        assert allowed[1].replace('"', "").split(", ") == [f"copy {action}" for action in MODES["copy"]]
        assert re.findall(r"do shell script (.*)", text) == [
            '"/usr/local/bin/python3 -I -m perfxl.excel.worker" & " " & request & " > /dev/null 2>&1; true"'
        ]

    def it_quotes_a_path_for_the_shell_and_for_applescript(self, tmp_path: Path):
        """Read back as AppleScript reads it, then run by a shell: the very program runs, with the very words."""
        python = tmp_path / "my \"tools\" $(touch ran) 'x' back\\slash" / "python"
        python.parent.mkdir()
        python.write_text('#!/bin/sh\necho "$0|$*"\n')
        python.chmod(0o755)
        line = re.search(r'do shell script "((?:[^"\\]|\\.)*)"', script(python, "-I -m worker"))
        assert line is not None
        command = re.sub(r"\\(.)", r"\1", line[1])
        done = subprocess.run(["/bin/sh", "-c", f"{command} copy score"], cwd=tmp_path, capture_output=True, text=True)
        assert done.stdout.strip() == f"{python}|-I -m worker copy score"
        assert not (tmp_path / "ran").exists()

    def it_asks_for_a_python_under_a_plain_path(self):
        with pytest.raises(PerfxlError, match="只含英文"):
            script(Path("/Users/张三/python"), "-I -m perfxl.excel.worker")


class DescribeTheCommandLine:
    def run(self, monkeypatch: pytest.MonkeyPatch, home: Path, *words: str) -> tuple[int, list[str]]:
        monkeypatch.setenv("HOME", str(home))
        monkeypatch.delenv("APPDATA", raising=False)
        said: list[str] = []
        parser = argparse.ArgumentParser()
        commands.add_parser(parser.add_subparsers(), lambda zh, en: said.append(zh))
        arguments = parser.parse_args(["addin", *words])
        return arguments.run(arguments), said

    @pytest.mark.skipif(sys.platform != "linux", reason="the home folder is given in the way of Linux")
    def it_installs_tells_and_uninstalls(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
        assert self.run(monkeypatch, tmp_path, "status")[0] == 1
        assert self.run(monkeypatch, tmp_path, "install", "--mode", "copy")[0] == 0
        code, said = self.run(monkeypatch, tmp_path, "status")
        assert code == 0
        assert str(tmp_path) in said[0]
        assert self.run(monkeypatch, tmp_path, "uninstall")[1] == ["已卸载。"]
        assert self.run(monkeypatch, tmp_path, "uninstall")[1] == ["本来就没有安装。"]
        assert everything(tmp_path) == set()

    def it_builds_the_addin_and_a_template_with_buttons(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, closed: Path
    ):
        self.run(monkeypatch, tmp_path, "build", "-o", str(tmp_path / "my.xlam"))
        assert (tmp_path / "my.xlam").read_bytes() == addin()
        self.run(monkeypatch, tmp_path, "build", str(closed))
        assert closed.with_suffix(".xlsm").read_bytes()[:2] == b"PK"
