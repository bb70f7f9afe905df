import numba

from waterbed.numerics.compiled import compiled


def double(number):
    return 2 * number


def test_a_compiled_function_answers_as_before():
    assert compiled(double)(21) == 42


def test_without_a_folder_to_keep_code_in_it_compiles_all_the_same(monkeypatch):
    plain = numba.njit

    def refuse(*functions, cache=False):
        if cache:
            message = "cannot cache function: no locator available"
            raise RuntimeError(message)
        return plain(*functions)

    monkeypatch.setattr(numba, "njit", refuse)
    assert compiled(double)(21) == 42
