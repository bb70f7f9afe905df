import pytest

from waterbed.cli.named import in_options


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("got horizon_months=0, gap_months=-1.", "got --months 0, --gap-months -1."),
        ("scale='foo': log, negative binomial.", "--scale foo: log, negative-binomial."),
        ("level='x': damped, random walk.", "--level x: damped, random-walk."),
        ("masked: got 1. Use gap_months.", "--mask: got 1. Use --gap-months."),
        ("negative binomial counts take no donors", "negative binomial counts take no donors"),
        ("the level is masked: by noise", "the level is masked: by noise"),
    ],
)
def test_parameters_have_the_names_of_options_and_prose_stays(said, named):

    assert in_options(said) == named
