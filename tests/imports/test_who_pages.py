"""The page on which names are decided: who may, one by one and many, and taking back."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from imports.models import NameDecision, UnknownName
from tests.desk import Page
from tests.imports.helpers import applied
from tests.imports.test_admin import login, page
from tests.imports.test_who import an_actor, involving

pytestmark = pytest.mark.django_db
RIGHTS = ("view_batch", "change_batch")


def words_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return Page(answer.content.decode()).text


def choose(client, batch, query: str = "", **fields: object):
    return client.post(page(batch, "who_choose") + query, fields, follow=True)


def said(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def test_the_batch_says_how_many_names_are_not_known(client):
    login(client, *RIGHTS)
    an_actor("Rustem Umerov")
    batch = involving("Rustem Umierov [person]", "Zoe Quick [person]")
    answer = client.get(page(batch)).content.decode()
    assert "1 name is not known for sure" in answer
    assert page(batch, "who") in answer
    assert "becomes a new actor" in Page(answer).text


def test_a_batch_of_known_names_says_nothing(client):
    login(client, *RIGHTS)
    an_actor("Ada Ford")
    assert "known for sure" not in words_of(client, page(involving("Ada Ford [person]")))


def test_a_name_is_shown_with_its_facts_candidates_and_evidence(client):
    login(client, *RIGHTS)
    an_actor("Rustem Umerov", country="UA")
    an_actor("Rustem Umierov", "company", "PL")
    batch = involving("Rustem Umierov [person UA]", "Zoe Quick [person]")
    shown = words_of(client, page(batch, "who"))
    for words in (
        "Rustem Umierov person, Ukraine · mediator · 1 row · line 2: Round 0 at the ford",
        "is Rustem Umerov (person, Ukraine)",
        "spelled alike: Rustem Umierov / Rustem Umerov the same country",
        "1 name is like nobody’s here and becomes a new actor. Zoe Quick",
    ):
        assert words in shown
    assert "Zoe Quick" in words_of(client, page(batch, "who") + "?show=new")


def test_the_kind_that_differs_is_told_in_words(client):
    login(client, *RIGHTS)
    an_actor("Rosneft", "company", "RU")
    shown = words_of(client, page(involving("Rosneft [organisation]"), "who"))
    assert "the same name the kind differs: organisation / company" in shown


def test_who_may_only_look_cannot_decide(client):
    login(client, "view_batch")
    actor = an_actor("Rustem Umerov")
    batch = involving("Rustem Umierov [person]")
    shown = client.get(page(batch, "who")).content.decode()
    assert 'type="radio"' not in shown
    name = UnknownName.objects.get()
    assert choose(client, batch, **{f"who-{name.pk}": actor.pk}).status_code == 403
    assert not NameDecision.objects.exists()


def test_who_may_not_look_sees_nothing(client):
    login(client, "add_batch")
    batch = involving("Rustem Umierov [person]")
    assert client.get(page(batch, "who")).status_code == 403
    client.logout()
    assert client.get(page(batch, "who")).status_code == 302


def test_the_form_as_it_stands_decides_nothing_and_a_choice_does(client):
    user = login(client, *RIGHTS)
    actor, other = an_actor("Rustem Umerov"), an_actor("Zoe Quick")
    batch = involving("Rustem Umierov [person]", "Zoe Quicke [person]", "Zoe Quickk [person]")
    names = {name.text: name.pk for name in UnknownName.objects.all()}
    [form] = [
        form
        for form in Page(client.get(page(batch, "who")).content.decode()).forms.values()
        if f"who-{names['Zoe Quicke']}" in form
    ]
    as_it_is = {field: values[0] for field, values in form.items()}
    assert said(choose(client, batch, **as_it_is)) == [
        "Nothing was chosen, so nothing was decided."
    ]
    as_it_is |= {
        f"who-{names['Rustem Umierov']}": str(actor.pk),
        f"who-{names['Zoe Quicke']}": "new",
        f"other-{names['Zoe Quickk']}": f"https://parley.example/actors/{other.slug}/",
    }
    assert said(choose(client, batch, **as_it_is)) == ["3 names decided."]
    decided = {one.text: (one.verdict, one.actor, one.by) for one in NameDecision.objects.all()}
    assert decided == {
        "Rustem Umierov": ("actor", actor, user),
        "Zoe Quicke": ("new", None, user),
        "Zoe Quickk": ("actor", other, user),
    }


def test_an_address_that_nobody_has_is_told(client):
    login(client, *RIGHTS)
    batch = involving("Rustem Umierov [person]")
    answer = choose(client, batch, **{f"other-{UnknownName.objects.get().pk}": "nobody"})
    assert said(answer) == [
        "“nobody” is no actor’s address and not the name of just one. Choose one of those found, "
        "or copy the address from the actor’s page."
    ]


def test_another_actor_is_looked_for_by_name_and_named_without_scripts(client):
    user = login(client, *RIGHTS)
    actor = an_actor("Olena Kovalenko", country="UA")
    an_actor("Ivan Sirko", country="PL"), an_actor("Ivan Sirko", country="UA")
    batch = involving("Rustem Umierov [person]")
    name = UnknownName.objects.get()
    address = f"{page(batch, 'who')}{name.pk}/others/"
    for written in ("koval", "Коваленком"):
        found = client.get(address, {f"other-{name.pk}": written}).content.decode()
        assert f'name="who-{name.pk}"' in found
        assert f'value="{actor.pk}"' in found
        assert "person, Ukraine" in found
    assert (
        "No actor has such a name."
        in client.get(address, {f"other-{name.pk}": "Zzyzx"}).content.decode()
    )
    assert client.get(address, {f"other-{name.pk}": "\0"}).content.decode().strip() == ""
    [refused] = said(choose(client, batch, **{f"other-{name.pk}": "Ivan Sirko"}))
    assert refused.startswith("“Ivan Sirko” is no actor’s address and not the name of just one.")
    assert said(choose(client, batch, **{f"other-{name.pk}": "olena kovalenko"})) == [
        "1 name decided."
    ]
    decision = NameDecision.objects.get()
    assert (decision.actor, decision.by) == (actor, user)


def test_all_near_certain_ones_are_accepted_at_once_and_the_doubtful_are_not(client):
    login(client, *RIGHTS)
    actor = an_actor("Rustem Enverovych Umerov", country="UA")
    an_actor("Ivan Sirko"), an_actor("Ivan Sirko")
    an_actor("Rosneft", "company")
    batch = involving(
        "Rustem Enverovich Umerov [person UA]", "Ivan Sirko [person]", "Rosneft [organisation]"
    )
    assert "Accept 1 candidate of 95 or more" in words_of(client, page(batch, "who"))
    assert said(choose(client, batch, likely="1")) == ["1 name decided."]
    assert NameDecision.objects.get().actor == actor


def test_all_others_are_said_to_be_new_but_not_those_that_several_have(client):
    login(client, *RIGHTS)
    an_actor("Rustem Umerov")
    an_actor("Ivan Sirko"), an_actor("Ivan Sirko")
    batch = involving("Rustem Umierov [person]", "Ivan Sirko [person]")
    assert said(choose(client, batch, rest="1")) == ["1 name decided."]
    assert [name.text for name in batch.unknown_names.open()] == ["Ivan Sirko"]
    assert "1 row waits until it is decided whose name it has." in words_of(client, page(batch))
    assert batch.rows.get(held=True).number == 2


def test_a_decision_is_taken_back_on_the_page_and_in_the_list(client):
    user = login(client, *RIGHTS, "view_namedecision", "delete_namedecision")
    actor = an_actor("Rustem Umerov")
    batch = involving("Rustem Umierov [person]")
    name = UnknownName.objects.get()
    choose(client, batch, **{f"who-{name.pk}": actor.pk})
    decided = words_of(client, page(batch, "who") + "?show=decided")
    assert f"Rustem Umerov · {user}" in decided
    answer = choose(client, batch, "?show=decided", back=NameDecision.objects.get().pk)
    assert said(answer) == ["The decision was taken back."]
    assert not actor.names.exists()

    choose(client, batch, **{f"who-{name.pk}": actor.pk})
    listed = reverse("admin:imports_namedecision_changelist")
    assert "Rustem Umierov" in words_of(client, listed)
    decision = NameDecision.objects.get()
    client.post(
        listed, {"action": "delete_selected", "_selected_action": decision.pk, "post": "yes"}
    )
    assert not NameDecision.objects.exists()
    assert not actor.names.exists()
    assert batch.unknown_names.open().get() == name


def test_the_second_of_two_editors_gets_a_message(client):
    login(client, *RIGHTS)
    actor = an_actor("Rustem Umerov")
    batch = involving("Rustem Umierov [person]")
    name = UnknownName.objects.get()
    choose(client, batch, **{f"who-{name.pk}": "new"})
    second = User.objects.create_superuser("second")
    client.force_login(second)
    assert said(choose(client, batch, **{f"who-{name.pk}": actor.pk})) == [
        "“Rustem Umierov” was decided by ed already: somebody new. Take it back first."
    ]


def test_nothing_from_outside_breaks_it(client):
    login(client, *RIGHTS)
    an_actor("Rustem Umerov")
    batch = involving("Rustem Umierov [person]")
    fields = {"who-x": "1", "who-99999999": "1", "who-": "new", "other-9": "a", "back": "x"}
    choose(client, batch, "?show=<b>&page=nine", **fields)
    fields = {f"who-{UnknownName.objects.get().pk}": "99999999999999999"}
    assert choose(client, batch, **fields).status_code == 200
    assert not NameDecision.objects.exists()
    assert client.get(page(batch, "who") + "?show=x&page=x").status_code == 200


def test_names_of_an_undone_import_can_no_longer_be_decided(client):
    login(client, *RIGHTS)
    an_actor("Rustem Umerov")
    batch = involving("Rustem Umierov [person]")
    batch.state = "reading"
    batch.save()
    answer = choose(client, batch, **{f"who-{UnknownName.objects.get().pk}": "new"})
    assert said(answer) == ["Names of this import can no longer be decided."]


def test_the_page_takes_as_many_queries_for_many_names(client):
    login(client, *RIGHTS)
    for number in range(3):
        an_actor(f"Rustem Um{'aio'[number]}rov")
    few = involving("Rustem Umyrov [person]")
    many = involving(*(f"Rustem Um{vowel}row [person]" for vowel in "aeiouy"))
    counts = []
    for batch in (few, many):
        client.get(page(batch, "who"))
        with CaptureQueriesContext(connection) as queries:
            client.get(page(batch, "who"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_thousands_of_names_come_in_pages(client):
    login(client, *RIGHTS)
    an_actor("Rustem Umerov")
    batch = involving(*(f"Rustem Umer{'ov' * (n % 2)} {n} [person]" for n in range(60)))
    assert applied(batch).state == "applied"
    UnknownName.objects.bulk_create(
        UnknownName(
            batch=batch, text=f"N {n}", folded=f"n {n}", kind="person", data={"name": f"N {n}"}
        )
        for n in range(120)
    )
    shown = words_of(client, page(batch, "who") + "?show=new&page=2")
    assert "page 2 of 3" in shown
