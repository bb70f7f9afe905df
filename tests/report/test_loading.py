import subprocess
import sys

import pytest

from waterbed import report


@pytest.mark.parametrize("heavy", ["altair", "vl_convert", "jinja2", "waterbed.check"])
def test_naming_the_reports_loads_nothing_heavy(heavy):
    code = f"import sys, waterbed.report; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_page_needs_no_altair():
    code = "import sys, waterbed.report as r; r.as_page; sys.exit('altair' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("name", report.__all__)
def test_every_name_is_there(name):
    assert getattr(report, name) is not None


def test_a_wrong_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'pie_chart'"):
        report.pie_chart  # noqa: B018 - the access is the test
