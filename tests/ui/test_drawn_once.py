"""What is the same on every page is drawn once in each language, and takes nothing from the page."""

import pytest
from django.template import engines
from django.utils import translation


def template(text):
    return engines["django"].from_string("{% load once i18n %}" + text)


def test_it_is_drawn_at_the_first_look_and_kept():
    page = template("{% now 'u' %} {% once %}{% now 'u' %}{% endonce %}")
    (moment, kept), (later, same) = (page.render({}).split() for _look in range(2))
    assert moment != later
    assert kept == same


def test_each_language_has_its_own():
    page = template("{% once %}{% translate 'Save' %}{% endonce %}")
    shown = []
    for language in ("vi", "en", "vi"):
        with translation.override(language):
            shown.append(page.render({}))
    assert shown == ["Lưu", "Save", "Lưu"]


@pytest.mark.parametrize("name", ["An", "Bình"])
def test_nothing_of_a_page_gets_into_it(name):
    page = template("{{ name }}{% once %}[{{ name }}]{% endonce %}")
    assert page.render({"name": name}) == f"{name}[]"
