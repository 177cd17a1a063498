import pytest

from records.placeholders import differences


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        ("about %(date)s", "vers le %(date)s"),
        ("%(a)s after %(b)s", "%(b)s précède %(a)s, dit %(b)s"),
        ("%d of %s", "%i sur %s"),
        ("{name} met {}", "{} a rencontré {name}"),
        ("50% of pledges", "50 % des promesses"),
        ("100%% of %(sum)s", "100 %% de %(sum)s"),
        ("no placeholder", "aucun"),
    ],
)
def test_a_translation_that_keeps_the_placeholders_has_no_difference(original, translation):
    assert differences(original, translation) == []


@pytest.mark.parametrize(
    ("original", "translation", "problem"),
    [
        ("about %(date)s", "environ", "lacks %(date)s"),
        ("about", "vers %(date)s", "has %(date)s, unknown to the original"),
        ("%s and %s", "%s", "lacks %s"),
        ("%s has %d", "%d de %s", "has %-placeholders in another order than the original"),
        ("met {name}", "vu", "lacks {name}"),
        ("met {name}", "{name} } vu", "has a lone brace, to be doubled"),
        ("half of %(sum)s", "50 % de %(sum)s", "has a lone %, to be written %%"),
        ("100%% sure", "sûr à 100 %", "has a lone %, to be written %%"),
    ],
)
def test_a_placeholder_that_is_lost_or_new_or_moved_is_named(original, translation, problem):
    assert differences(original, translation) == [problem]


def test_a_misspelt_placeholder_is_named_on_both_sides():
    assert differences("about %(date)s", "vers %(dat)s") == [
        "lacks %(date)s",
        "has %(dat)s, unknown to the original",
    ]
