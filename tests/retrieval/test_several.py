"""A question that names more than one topic is taken apart; one that names one is not."""

import pytest

from retrieval.answers.several import topics


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Vad säger strategin om finansiering och uppföljning?", ("finansiering", "uppföljning")),
        ("what does the strategy say about health data and agriculture", ("health data", "agriculture")),
        ("vad står det om skolor, bibliotek samt kultur", ("skolor", "bibliotek", "kultur")),
        ("klimat och miljö", ("klimat", "miljö")),
        ("Vad säger strategin om beredskap?", ()),
        ("vad säger strategin om hälso- och sjukvård?", ()),
        ("vem ansvarar för beredskap och hur ofta övar man?", ()),
        ("när ska bilarna och bussarna vara fossilfria?", ()),
        ("", ()),
    ],
)
def test_topics_are_what_stands_between_the_ands(question, found):
    assert topics(question) == found
