"""What a service or selector takes and gives is written down: every public function's signature is annotated."""

import ast

import pytest

from tests.test_house_rules import files_of_kind, show, tree_of


@pytest.mark.parametrize("path", files_of_kind("services", "selectors"), ids=show)
def test_public_functions_are_annotated(path):
    bare = [
        function.name
        for function in tree_of(path).body
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_") and not is_annotated(function)
    ]
    assert bare == []


def is_annotated(function: ast.FunctionDef) -> bool:
    arguments = [*function.args.args, *function.args.kwonlyargs]
    return function.returns is not None and all(a.annotation is not None for a in arguments)
