from waterbed.register import load, unrecognised


def test_the_visit_of_may_2024_has_two_legs_in_order():
    visit = load.engagements()["visit-meloni-libya-2024"]
    assert [leg.place for leg in visit.legs] == ["tripoli", "benghazi"]
    assert visit.announced.text == "2024-05-06"
    assert visit.agreements == ("it-ly-doi-2024",)


def test_only_the_second_leg_met_someone_whom_the_un_does_not_recognise():
    found = unrecognised(load.engagements()["visit-meloni-libya-2024"])
    assert [(one.leg.place, one.actor.id) for one in found] == [("benghazi", "haftar")]
    assert found[0].stance.subject.id == "lna"
    assert found[0].sources


def test_a_guest_is_flagged_as_well_as_a_host():
    found = unrecognised(load.engagements()["visit-haftar-rome"])
    assert {one.actor.id for one in found} == {"haftar"}


def test_whose_recognition_counts_can_be_chosen():
    visit = load.engagements()["visit-meloni-libya-2024"]
    found = unrecognised(visit, by="house-of-representatives")
    assert {one.actor.id for one in found} == {"dbeibah"}


def test_the_interior_minister_met_his_three_counterparts_before_the_visit():
    met = [
        one
        for row in load.engagements().values()
        if "piantedosi" in row.participants
        for leg in row.legs
        if "2024-02" <= leg.start.text[:7] <= "2024-05"
        for one in leg.counterparts
    ]
    assert {"trabelsi", "merad", "fekih"} <= set(met)
