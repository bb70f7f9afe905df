from waterbed.cli.options import answer
from waterbed.report import Table


def test_notes_do_not_act_on_a_terminal(capsys):
    answer(Table("t", ("a",), (("b",),), ("said\x1b[2J",)), None, as_json=False, output=None)
    assert "· said\ufffd[2J" in capsys.readouterr().out
