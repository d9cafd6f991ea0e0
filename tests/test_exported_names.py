"""What `import perfxl` offers is `__all__`, no more and no less."""

from __future__ import annotations

import subprocess
import sys

import perfxl


class DescribeThePublicNames:
    def it_offers_every_name_of_all(self):
        for name in perfxl.__all__:
            assert getattr(perfxl, name) is not None

    def it_lists_them_in_order(self):
        assert perfxl.__all__ == sorted(perfxl.__all__, key=str.casefold)
        assert {*perfxl.__all__, "__version__"} == set(dir(perfxl))

    def it_says_so_when_a_name_is_not_public(self):
        assert not hasattr(perfxl, "opc_package")

    def it_loads_nothing_until_it_is_asked(self):
        code = "import sys, perfxl; print([m for m in sys.modules if m.startswith('perfxl.')])"
        assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"
