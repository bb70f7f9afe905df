import importlib

import numba

from waterbed.numerics.compiled import compiled, inlined


def double(number):
    return 2 * number


def test_a_compiled_function_answers_as_before():
    assert compiled(double)(21) == 42


def test_without_a_folder_to_keep_code_in_it_compiles_all_the_same(monkeypatch):
    plain = numba.njit

    def refuse(*functions, cache=False, **options):
        if cache:
            message = "cannot cache function: no locator available"
            raise RuntimeError(message)
        return plain(*functions, **options)

    monkeypatch.setattr(numba, "njit", refuse)
    assert compiled(double)(21) == 42


def test_code_is_kept_until_any_module_of_the_package_changes(monkeypatch, tmp_path):
    file = tmp_path / "kept_code.py"
    file.write_text("def triple(number):\n    return 3 * number\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    triple = importlib.import_module("kept_code").triple
    for package, hits in (("as it is", 0), ("as it is", 1), ("changed", 0), ("changed", 1)):
        monkeypatch.setattr(f"{compiled.__module__}._package", lambda named=package: named)
        made = compiled(triple)
        assert made(4) == 12
        assert sum(made.stats.cache_hits.values()) == hits


def test_an_inlined_step_is_part_of_its_caller():
    step = inlined(double)
    caller = numba.njit(lambda number: step(number) + 1)
    assert caller(20) == 41
