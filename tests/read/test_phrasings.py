"""Phrasings: what a rule reads in one language it reads in the others, however it is put."""

from __future__ import annotations

import datetime as dt

import pytest

PUBLISHED = "2024-05-08"


def stated(claims, text, language, published=PUBLISHED):
    return [(c.direction, c.amount, c.unit) for c in claims(text, published, language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Parliament voted by 153 to 112 to extend the naval mission off Libya."),
        ("en", "The dinghy had two 40-horsepower engines and 300 litres of fuel."),
        (
            "it",
            "Il Senato ha approvato il decreto sugli sbarchi con 92 voti a favore e 61 contrari.",
        ),
        ("it", "Il gommone era spinto da un motore da 40 cavalli."),
        ("fr", "Le Sénat a adopté le texte sur l'asile par 186 voix contre 140."),
        ("fr", "Le canot avait deux moteurs de 40 chevaux et 300 litres d'essence."),
    ],
)
def test_votes_and_engines_count_nobody(claims, language, text):
    assert stated(claims, text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "present"),
    [
        ("en", "The centre on Lampedusa, built for 400, was holding 2,100 on 6 May.", 2100),
        ("en", "A camp designed for 3,000 people on Samos now houses 4,200 people.", 4200),
        ("it", "L'hotspot di Lampedusa, pensato per 389 posti, ospita oggi 2.470 persone.", 2470),
        ("fr", "Le centre de Lampedusa, prévu pour 400 personnes, en héberge 2 100.", 2100),
    ],
)
def test_a_capacity_is_no_count_and_those_inside_are_stock(claims, language, text, present):
    found = claims(text, PUBLISHED, language)
    assert [(c.amount, c.measure) for c in found] == [(present, "stock")]


@pytest.mark.parametrize(
    ("language", "text", "counted"),
    [
        ("en", "Not one person landed on Lampedusa in April.", "sea_arrivals"),
        ("en", "No deaths were recorded in the Channel in April.", "deaths"),
        ("it", "Nessuno è sbarcato a Lampedusa ad aprile.", "sea_arrivals"),
        ("fr", "Aucune arrivée par mer n'a été enregistrée à Malte en avril.", "sea_arrivals"),
    ],
)
def test_nobody_is_a_count_of_zero(claims, language, text, counted):
    found = claims(text, PUBLISHED, language)
    assert [(c.direction, c.amount, c.measure) for c in found] == [("level", 0, counted)]


@pytest.mark.parametrize(
    "text", ["Nobody has spoken of arrivals in April.", "No arrivals were announced on Lampedusa."]
)
def test_nobody_who_speaks_counts_nothing(claims, text):
    assert stated(claims, text, "en") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "More than a quarter of a million people landed in Italy in 2023."),
        ("it", "Più di un quarto di milione di persone è sbarcato in Italia nel 2023."),
        ("fr", "Plus d'un quart de million de personnes ont débarqué en Italie en 2023."),
    ],
)
def test_a_quarter_of_a_million_is_250_000(claims, language, text):
    assert stated(claims, text, language) == [("level", 250_000, "people")]


@pytest.mark.parametrize(
    ("language", "text", "percent"),
    [
        ("en", "One in every 36 people who tried the crossing from Libya died in 2023.", 2.7778),
        ("it", "Una persona su 48 tra quelle partite dalla Libia è morta nel 2023.", 2.0833),
        ("fr", "Une personne sur 50 ayant tenté la traversée depuis la Libye est morte.", 2.0),
    ],
)
def test_one_in_so_many_is_a_share_of_what_befell_them(claims, language, text, percent):
    found = claims(text, PUBLISHED, language)
    assert [(c.direction, c.amount, c.measure) for c in found] == [("share", percent, "deaths")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Arrivals in Cyprus saw a more than twenty-fivefold increase in April."),
        ("en", "Arrivals in Cyprus saw a more than 25-fold increase in April."),
    ],
)
def test_a_fold_is_read_whole(claims, language, text):
    assert stated(claims, text, language) == [("up", 25, "ratio")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Between 1,100 and 1,300 people drowned off Libya in April."),
        ("it", "Tra 1.100 e 1.300 persone sono annegate al largo della Libia ad aprile."),
        ("fr", "Entre 1 100 et 1 300 personnes se sont noyées au large de la Libye en avril."),
    ],
)
def test_a_range_is_two_ends_as_printed(claims, language, text):
    found = claims(text, PUBLISHED, language)
    assert [(c.amount, c.bound) for c in found] == [(1100, "ge"), (1300, "le")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Arrivals in Italy in April were less numerous than in March."),
        (
            "en",
            "In April 900 people reached Malta, fewer than in the previous four years together.",
        ),
        ("it", "Ad aprile gli arrivi in Italia sono stati meno numerosi che a marzo."),
        ("fr", "En avril, les arrivées en Italie ont été moins nombreuses qu'en mars."),
    ],
)
def test_fewer_needs_no_number(claims, language, text):
    assert ("down", None, None) in stated(claims, text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Landings in Italy rose on March, but fell on April of last year."),
        ("it", "Gli sbarchi sono cresciuti rispetto a marzo, ma calati rispetto ad aprile 2023."),
        ("fr", "Les arrivées ont augmenté par rapport à mars mais diminué par rapport à 2023."),
    ],
)
def test_a_rise_and_a_fall_in_one_sentence_are_two(claims, language, text):
    assert [direction for direction, *_ in stated(claims, text, language)] == ["up", "down"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On Monday 94 people died off Cutro, among them 35 children."),
        ("it", "Lunedì sono morte 94 persone a Cutro, tra cui 35 minori."),
        ("fr", "Lundi, 94 personnes sont mortes au large de la Calabre, dont 35 enfants."),
    ],
)
def test_a_subgroup_takes_the_slots_of_the_whole(claims, language, text):
    whole, part = claims(text, PUBLISHED, language)
    assert (whole.amount, part.amount) == (94, 35)
    assert (part.measure, part.where, part.period) == (whole.measure, whole.where, whole.period)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Detections on the central, eastern and western Mediterranean routes changed by"),
        ("it", "Nel Mediterraneo centrale, orientale e occidentale i passaggi irregolari segnano"),
        ("fr", "Les détections en Méditerranée centrale, orientale et occidentale ont évolué de"),
    ],
)
def test_routes_that_share_a_noun_are_handed_out_in_order(claims, language, text):
    word = {"en": "respectively", "it": "rispettivamente", "fr": "respectivement"}[language]
    joined = {"en": "and", "it": "e", "fr": "et"}[language]
    found = claims(f"{text} -24%, +14% {joined} +2%, {word}.", PUBLISHED, language)
    assert [(c.amount, c.route) for c in found] == [
        (24, ("central_mediterranean",)),
        (14, ("eastern_mediterranean",)),
        (2, ("western_mediterranean",)),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Some 8,000 people swam into Ceuta over Monday and Tuesday."),
        ("it", "Sono sbarcate a Lampedusa 8.000 persone lunedì e martedì."),
        ("fr", "Quelque 8 000 personnes ont débarqué à Lampedusa lundi et mardi."),
    ],
)
def test_two_weekdays_are_one_stretch(claims, language, text):
    window = claims(text, PUBLISHED, language)[0].period
    assert (window.start, window.end) == (dt.date(2024, 5, 6), dt.date(2024, 5, 7))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Libyan coast guard intercepted and returned 21,762 people in April."),
        (
            "it",
            "La Guardia costiera libica ha intercettato e riportato indietro 21.762 persone.",
        ),
        ("fr", "Les garde-côtes libyens ont intercepté puis ramené 21 762 personnes en avril."),
    ],
)
def test_an_interception_is_told_by_the_coast_that_people_had_left(claims, language, text):
    (found,) = claims(text, PUBLISHED, language)
    assert (found.measure, found.where, found.from_country) == (
        "interceptions_at_sea",
        None,
        ("LY",),
    )


def test_who_is_sent_back_by_a_state_is_returned(claims):
    text = "In April 140 people were sent back to Turkey from the Greek islands."
    (found,) = claims(text)
    assert (found.measure, found.where, found.from_country) == ("returns", "GR:islands", ())


@pytest.mark.parametrize(
    ("text", "where", "departure"),
    [
        ("At least 60 people drowned off Zuwara in April.", None, ("LY",)),
        ("At least 60 people drowned off Pylos in April.", "GR", ()),
        ("At least 60 people died on the way to Spain in April.", "ES", ()),
    ],
)
def test_the_dead_are_placed_where_it_happened_else_by_coast_or_goal(
    claims, text, where, departure
):
    (found,) = claims(text)
    assert (found.where, found.from_country) == (where, departure)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The dead have risen to 21, the missing are still 14."),
        ("it", "I morti accertati salgono a 21, mentre i dispersi sono ancora 14."),
        ("fr", "Les morts sont désormais 21, les disparus sont encore 14."),
    ],
)
def test_small_bare_numbers_count_the_dead_and_the_missing(claims, language, text):
    found = [c for c in claims(text, PUBLISHED, language) if c.direction == "level"]
    assert [(c.amount, c.measure) for c in found] == [(21, "deaths"), (14, "missing")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "The share of Syrians among arrivals in Greece fell from 57 to 41 per cent in April.",
        ),
        ("it", "La quota di siriani tra gli arrivi in Grecia è scesa dal 57 al 41 per cento."),
        ("fr", "La part des Syriens dans les arrivées en Grèce est tombée de 57 à 41 %."),
    ],
)
def test_the_first_of_two_percentages_is_no_count_of_people(claims, language, text):
    assert not [c for c in claims(text, PUBLISHED, language) if c.unit == "people"]


@pytest.mark.parametrize(
    ("text", "measure", "where"),
    [
        (
            "Serbian police caught 18,640 people crossing from North Macedonia in April.",
            "irregular_border_crossings",
            "RS",
        ),
        ("Hungary turned back 5,340 people at the Serbian border.", "attempted_crossings", "HU"),
        ("In April 340 people crossed the Channel.", "sea_arrivals", "GB"),
    ],
)
def test_a_border_far_from_the_sea_is_not_crossed_by_sea(claims, text, measure, where):
    (found,) = claims(text)
    assert (found.measure, found.where) == (measure, where)


def test_who_came_by_a_coast_other_than_the_base_came_in_the_same_days(claims):
    text = "In April 5,900 people sailed from Libya, against 3,100 from Tunisia."
    here, there = claims(text)
    assert there.period == here.period
    assert (here.from_country, there.from_country) == (("LY",), ("TN",))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Returns from Germany doubled in 2023 to 2,300."),
        ("it", "I rimpatri dalla Germania sono raddoppiati nel 2023, a 2.300."),
        ("fr", "Les retours forcés depuis l'Allemagne ont doublé en 2023, à 2 300."),
    ],
)
def test_the_year_in_which_something_doubled_is_its_own(claims, language, text):
    found = claims(text, PUBLISHED, language)[0]
    assert (found.amount, found.unit, found.versus) == (2, "ratio", None)
    assert (found.period.start, found.period.end) == (dt.date(2023, 1, 1), dt.date(2023, 12, 31))


def test_a_later_change_of_a_sentence_keeps_its_own_base(claims):
    text = (
        "From 29,437 in 2022, Channel crossings rose by 25% to 36,816 in 2023, "
        "still a fifth down on the 2021 peak of 45,774."
    )
    rise, fall = (c for c in claims(text) if c.unit == "percent")
    assert (rise.versus.start.year, fall.versus.start.year) == (2022, 2021)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In the first half of April 3,020 people landed in Italy."),
        ("it", "Nella prima metà di aprile sono sbarcate in Italia 3.020 persone."),
        ("fr", "Dans la première moitié d'avril, 3 020 personnes ont débarqué en Italie."),
    ],
)
def test_half_a_month_has_fifteen_days(claims, language, text):
    window = claims(text, PUBLISHED, language)[0].period
    assert (window.start, window.end) == (dt.date(2024, 4, 1), dt.date(2024, 4, 15))


def test_today_beside_an_earlier_year_at_this_date_is_the_year_so_far(claims):
    text = "Nel 2023 erano sbarcate 92.000 persone a questa data: oggi sono 33.500."
    then, now = claims(text, PUBLISHED, "it")
    assert (then.period.start, then.period.end) == (dt.date(2023, 1, 1), dt.date(2023, 5, 8))
    assert (now.period.start, now.period.end) == (dt.date(2024, 1, 1), dt.date(2024, 5, 8))


def test_peoples_in_a_list_keep_their_own_numbers(claims):
    text = "Ad aprile i bengalesi con 3.100 domande d'asilo, poi i peruviani con 1.400."
    found = claims(text, PUBLISHED, "it")
    assert [(c.amount, c.nationality) for c in found] == [(3100, ("BD",)), (1400, ("PE",))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "UNHCR said 9,000 people reached Malta by sea in 2021. In 2019, 74,600 reached Greece.",
        ),
        (
            "en",
            "Frontex counted 380,000 crossings in 2023. In Italy, 66,000 were detected in 2024.",
        ),
    ],
)
def test_a_sentence_with_its_own_place_and_days_is_not_credited_to_the_one_before(
    claims, language, text
):
    last = claims(text, "2024-12-31", language)[-1]
    assert last.period is not None
    assert last.attributed_to is None


def test_a_sentence_that_takes_its_place_over_keeps_the_source(claims):
    text = "UNHCR said 9,000 people reached Malta by sea in 2021. In 2019, 3,400 people arrived."
    last = claims(text, "2024-12-31", "en")[-1]
    assert last.where == "MT"
    assert last.attributed_to == "UNHCR"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "The pact of May 2021 held: arrivals in Malta fell from 3,400 in 2020 to 830 in 2021.",
        ),
        (
            "en",
            (
                "The October 2020 Malta-Libya deal held: arrivals in Malta fell from 3,400 in 2020 "
                "to 830 in 2021."
            ),
        ),
        (
            "en",
            (
                "Since the memorandum with Libya, signed in May 2020, arrivals in Malta fell from "
                "3,400 in 2020 to 830 in 2021."
            ),
        ),
        (
            "en",
            "June 2021 changed much: arrivals in Malta fell from 3,400 in 2020 to 830 in 2021.",
        ),
        (
            "it",
            (
                "L'intesa del giugno 2021 ha retto: gli sbarchi a Malta sono scesi da 3.400 "
                "nel 2020 a 830 nel 2021."
            ),
        ),
        (
            "fr",
            (
                "Le pacte de mai 2021 a tenu : les arrivées à Malte sont passées de 3 400 en 2020 "
                "à 830 en 2021."
            ),
        ),
    ],
)
def test_the_month_of_an_agreement_makes_no_months_of_two_years(claims, language, text):
    levels = [c for c in claims(text, PUBLISHED, language) if c.direction == "level"]
    years = [(c.amount, c.period.start, c.period.end) for c in levels]
    assert years == [
        (3400, dt.date(2020, 1, 1), dt.date(2020, 12, 31)),
        (830, dt.date(2021, 1, 1), dt.date(2021, 12, 31)),
    ]


def test_a_stretch_that_opens_the_sentence_still_goes_with_both_years(claims):
    text = "In the first five months, arrivals in Malta fell from 900 in 2020 to 200 in 2021."
    levels = [c for c in claims(text, PUBLISHED, "en") if c.direction == "level"]
    assert [c.period.end for c in levels] == [dt.date(2020, 5, 31), dt.date(2021, 5, 31)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Since the pact with Libya, arrivals there fell by 40 percent."),
        ("en", "Following the Malta-Libya memorandum, arrivals in Malta fell by 40 percent."),
        ("it", "Dopo l'intesa con la Libia, gli sbarchi a Malta sono calati del 40 per cento."),
        ("fr", "Depuis le pacte avec la Libye, les arrivées à Malte ont baissé de 40 %."),
    ],
)
def test_a_sentence_dated_by_an_agreement_takes_no_year_from_the_one_before(claims, language, text):
    before = {
        "en": "The ministry said that 9,000 people arrived in Malta in 2022. ",
        "it": "Il ministero ha detto che a Malta sono sbarcate 9.000 persone nel 2022. ",
        "fr": "Le ministère a dit que 9 000 personnes sont arrivées à Malte en 2022. ",
    }[language]
    found = claims(before + text, PUBLISHED, language)
    assert found[0].period is not None
    assert (found[-1].amount, found[-1].period) == (40, None)


def test_a_sentence_about_an_agreement_that_dates_nothing_takes_the_year(claims):
    text = "In 2022, 9,000 people arrived in Malta. By land, under the pact, 300 people arrived."
    found = claims(text, PUBLISHED, "en")
    assert found[-1].period == found[0].period
