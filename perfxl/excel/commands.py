"""`perfxl addin build|install|uninstall|status`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from argparse import _SubParsersAction


Say: TypeAlias = Callable[[str, str], None]
"""How a sentence, in Chinese and in English, reaches the person."""


def add_parser(commands: _SubParsersAction[argparse.ArgumentParser], say: Say) -> None:
    """Add the command `addin` to those of perfxl."""
    parser = commands.add_parser("addin", help="Excel 功能区 / the ribbon")
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    build = actions.add_parser("build", help="生成加载项或带按钮的模板 / build the add-in, or a template")
    build.add_argument("template", nargs="?", metavar="TEMPLATE.xlsx", help="不写则生成加载项 perfxl.xlam")
    build.add_argument("-o", "--out", metavar="OUT", help="写到哪里")
    build.set_defaults(run=partial(_build, say))
    install = actions.add_parser("install", help="装到当前用户的启动文件夹 / for this user")
    install.add_argument("--mode", choices=("live", "copy"), help="直接读写打开的工作簿，或经由副本（WPS）；默认自动")
    install.set_defaults(run=partial(_install, say))
    actions.add_parser("uninstall", help="卸载 / take it away").set_defaults(run=partial(_uninstall, say))
    actions.add_parser("status", help="是否装好 / how things stand").set_defaults(run=partial(_status, say))


def _build(say: Say, arguments: argparse.Namespace) -> int:
    from perfxl.excel.addin import addin
    from perfxl.excel.places import NAME
    from perfxl.excel.template import with_macros
    from perfxl.opc.atomic import replacing

    template = Path(arguments.template) if arguments.template else None
    target = Path(arguments.out or (template.with_suffix(".xlsm") if template else NAME))
    data = with_macros(template) if template else addin(sys.platform)
    with replacing(target) as out:
        out.write(data)
    say(f"已生成 {target}", f"wrote {target}")
    return 0


def _install(say: Say, arguments: argparse.Namespace) -> int:
    from perfxl.excel.install import install
    from perfxl.excel.places import places

    there = places()
    install(there, arguments.mode)
    say(f"已安装 {there.addin}；重新打开 Excel 就有“绩效自评”。", f"installed {there.addin}; restart Excel")
    return 0


def _uninstall(say: Say, arguments: argparse.Namespace) -> int:
    from perfxl.excel.install import uninstall
    from perfxl.excel.places import places

    if uninstall(places()):
        say("已卸载。", "uninstalled")
    else:
        say("本来就没有安装。", "nothing was installed")
    return 0


def _status(say: Say, arguments: argparse.Namespace) -> int:
    from perfxl.excel.install import is_current, status
    from perfxl.excel.places import places

    there = places()
    for zh, en in status(there):
        say(zh, en)
    return 0 if is_current(there) else 1
