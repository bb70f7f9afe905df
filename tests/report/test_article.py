from waterbed.report import article_schema, article_text

TEXT = """\
Fewer boats
The Harbour Post, 5 April 2024
Statements: 5. Claims: 3.

- “About 300 fewer people came, says the Island Observatory, Porto News reports.”
  A fact. Says: the Island Observatory (“says”), via Porto News.
  · Claims: −300, sea arrivals, in MT, from TN, 1 January to 31 March 2024, against 1 January to 31
    March 2023.
"""


def test_a_statement_is_listed_with_its_chain_and_claims(checked):
    assert article_text(checked.article).startswith(TEXT)


def test_the_schema_has_statements_and_claims(checked):
    fields = article_schema(checked.article)
    assert len(fields["statements"]) == 5
    assert len(fields["claims"]) == 3


def test_nothing_in_the_text_acts_on_a_terminal(hostile):
    assert not set(article_text(hostile.article)) & set("\x1b\x00\u202e\u2066")
