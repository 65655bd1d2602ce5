"""The audit trail: who reads it, what narrows it, and that what is taken away is what was shown."""

import re
from datetime import date, datetime
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from governance.exports import COLUMNS, ledger_workbook
from governance.filters import entries
from improvement import roles
from improvement.models import LedgerEntry
from improvement.record.writing import writing
from improvement.services import people as services
from tests.pages import text

READERS = {"office", "auditor", "admin"}
LIST, EXPORT = "/audit/", "/audit/export/"


def act(people, today, number=1, who="office", moment="2022-06-20 10:00"):
    """So many organisations added by somebody at a moment."""
    with time_machine.travel(timezone.make_aware(datetime.fromisoformat(moment)), tick=False):
        for each in range(number):
            services.add_organisation(f"{who} {moment} {each}", by=people[who], on=today)


def shown(client, **asked) -> list[LedgerEntry]:
    return list(client.get(LIST, asked).context["shown"].object_list)


def exported(client, **asked) -> list[tuple]:
    answer = client.get(EXPORT, asked)
    assert answer.status_code == 200
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    return list(book["Audit trail"].values)


@pytest.mark.parametrize(("url", "allowed"), [(LIST, READERS), (EXPORT, {"auditor"})])
def test_ladder(people, sign_in, url, allowed):
    before = LedgerEntry.objects.count()
    assert Client().get(url)["Location"].startswith(reverse("account_login"))
    for who, person in people.items():
        answer = sign_in(person).get(url)
        assert answer.status_code == (200 if who in allowed else 403), who
        if who in allowed and answer.streaming:
            assert b"".join(answer.streaming_content)
        elif who not in allowed:
            assert re.search("may (not )?(read|export) the audit trail", text(answer)), who
    assert sign_in(people["auditor"]).post(url).status_code == 405
    assert LedgerEntry.objects.count() == before


def test_an_entry_says_who_what_when_why_and_its_hash(people, sign_in, today):
    act(people, today)
    newest = LedgerEntry.objects.first()
    page = text(sign_in(people["auditor"]).get(LIST))
    assert f"{newest.number} 20 Jun 2022, 10 am" in page
    assert "Olive Office" in page
    assert "office 2022-06-20 10:00 0 Organisation Added Organisation added" in page
    assert newest.hash[:12] in page
    assert newest.hash[:13] not in page


def test_the_day_it_counts_from_is_said_where_it_is_another(people, sign_in, today):
    act(people, date(2022, 6, 20), moment="2022-06-20 10:00")
    auditor = sign_in(people["auditor"])
    newest = str(LedgerEntry.objects.first().number)
    row = text(auditor.get(LIST, {"words": "office 2022"}))
    assert newest in row
    assert "counts from" not in row
    act(people, date(2022, 6, 20), who="admin", moment="2022-06-21 09:30")
    assert "21 Jun 2022, 9.30 am counts from 20 Jun 2022" in text(auditor.get(LIST, {"words": "admin 2022"}))


def test_every_filter_narrows(people, sign_in, today):
    act(people, today, moment="2022-06-20 10:00")
    act(people, today, who="admin", moment="2022-06-21 23:30")
    services.set_roles(people["lead"], {roles.AUDITOR}, by=people["admin"], on=today)
    auditor = sign_in(people["auditor"])
    everything = shown(auditor)
    assert [entry.number for entry in everything] == sorted((e.number for e in everything), reverse=True)

    def subjects(**asked):
        return {entry.subject for entry in shown(auditor, **asked)}

    first, second = "office 2022-06-20 10:00 0", "admin 2022-06-21 23:30 0"
    assert subjects(person=people["office"].pk) == {first}
    assert subjects(words="ADMIN 2022") == {second}
    assert subjects(since="2022-06-20", until="2022-06-20") == {first}
    assert subjects(since="2022-06-21", until="2022-06-21") == {second}, "the whole last day counts"
    assert subjects(kind="improvement.organisation") == {first, second}
    assert subjects(change="-") == {"Leo Lead as Accountable lead"}
    assert subjects(change="-", person=people["office"].pk) == set()


def test_a_day_that_is_none_is_refused_in_the_list_and_never_exported(people, sign_in):
    auditor = sign_in(people["auditor"])
    answer = auditor.get(LIST, {"since": "yesterday"})
    assert "Enter a day as year, month and day" in text(answer)
    assert list(answer.context["shown"].object_list) == []
    assert auditor.get(EXPORT, {"since": "yesterday"})["Location"] == f"{LIST}?since=yesterday"
    assert auditor.get(LIST, {"until": "9999-12-31"}).status_code == 200


def test_nothing_found_says_what_to_do(people, sign_in):
    assert "Clear the words or the days" in text(sign_in(people["auditor"]).get(LIST, {"words": "nowhere"}))


def test_fifty_a_page_with_ways_to_newer_and_older(people, sign_in, today):
    act(people, today, 60)
    auditor, asked = sign_in(people["auditor"]), {"words": "office 2022"}
    first, second = shown(auditor, **asked), shown(auditor, page=2, **asked)
    assert (len(first), len(second)) == (50, 10)
    assert first[-1].number == second[0].number + 1
    page = auditor.get(LIST, asked).content.decode()
    assert "page=2" in page
    assert "Older" in page
    assert "Newer" not in page
    assert "Newer" in text(auditor.get(LIST, {**asked, "page": 2}))
    assert shown(auditor, page="none") == shown(auditor, page=99) == shown(auditor)


def test_the_list_costs_the_same_at_ten_and_at_five_hundred(
    people, sign_in, today, django_assert_num_queries, django_assert_max_num_queries
):
    auditor, asked = sign_in(people["auditor"]), {"words": "office 2022"}
    act(people, today, 10)
    auditor.get(LIST, asked)
    with django_assert_max_num_queries(8) as at_ten:
        assert len(shown(auditor, **asked)) == 10
    for table in at_ten.captured_queries:
        assert "COUNT(" not in table["sql"]
        assert '"canonical",' not in table["sql"]
    with writing(by=people["office"], reason="Many", on=today):
        act(people, today, 490, moment="2022-06-20 11:00")
    with django_assert_num_queries(len(at_ten)):
        assert len(shown(auditor, **asked)) == 50


# Taking it away


def test_the_export_is_the_list(people, sign_in, today):
    act(people, today, 3)
    act(people, today, 2, who="admin", moment="2022-06-21 09:00")
    auditor = sign_in(people["auditor"])
    for asked in ({}, {"words": "office 2022"}, {"person": people["admin"].pk, "change": "+"}):
        head, *rows = exported(auditor, **asked)
        assert list(head) == [words for words, _ in COLUMNS]
        listed = shown(auditor, **asked)
        assert [(row[0], row[-2], row[-1]) for row in rows] == [
            (e.number, e.previous, e.hash) for e in listed
        ]
        assert [row[5] for row in rows] == [entry.subject for entry in listed]


def test_the_export_takes_every_page(people, sign_in, today):
    act(people, today, 60)
    assert len(exported(sign_in(people["auditor"]), words="office 2022", page="2")) == 61


def test_cells_are_what_they_are(people, sign_in, today):
    services.add_organisation("=HYPERLINK(1)", by=people["office"], on=today)
    services.add_organisation("bell\x07bell", by=people["office"], on=today)
    answer = sign_in(people["auditor"]).get(EXPORT)
    assert answer["Content-Disposition"].endswith('.xlsx"')
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    sheet = book["Audit trail"]
    bell, link = sheet[2], sheet[3]
    assert (link[5].value, link[5].data_type) == ("=HYPERLINK(1)", "s")
    assert bell[5].value == "bellbell"
    assert link[0].data_type == "n"
    assert isinstance(link[1].value, datetime)
    assert link[1].is_date
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:M{sheet.max_row}"
    about = dict(row[:2] for row in book["About"].values)
    assert about["Exported by"] == "Audrey Auditor <auditor@council.example>"
    assert about["What was asked"] == "everything"
    assert about["Its hash"] == LedgerEntry.objects.first().hash


def test_a_long_record_goes_on_on_the_next_sheet(people, today):
    act(people, today, 5)
    found = entries().filter(subject__startswith="office 2022")
    file = ledger_workbook(found, asked="office", by=people["auditor"], at=timezone.now(), sheet_rows=3)
    with file:
        book = load_workbook(file)
    assert [sheet.title for sheet in book] == ["Audit trail", "Audit trail 2", "About"]
    assert [sheet.max_row for sheet in book][:2] == [4, 3]


def test_the_export_costs_the_same_at_ten_and_at_five_hundred(
    people, sign_in, today, django_assert_num_queries, django_assert_max_num_queries
):
    auditor = sign_in(people["auditor"])
    act(people, today, 10)
    auditor.get(LIST)
    with django_assert_max_num_queries(8) as at_ten:
        exported(auditor, words="office 2022")
    with writing(by=people["office"], reason="Many", on=today):
        act(people, today, 490, moment="2022-06-20 11:00")
    with django_assert_num_queries(len(at_ten)):
        exported(auditor, words="office 2022")
