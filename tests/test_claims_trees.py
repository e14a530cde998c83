"""Claims from trees: what each construction says, how it says it, and what the seed article must give."""

from __future__ import annotations

import pytest
from evigraph.extract.claims import Argument, NamedSpan, claims
from evigraph.extract.claims.tree import Sentence
from evigraph.graph.model import Time
from treebank import blocks, read, said

CONSTRUCTIONS = {
    "active": ["Google | acquired | YouTube"],
    "passive-agent": ["Alibaba | acquired | Lazada", "Lazada | price | 2000000000"],
    "passive-place": ["firm | foundedBy | two engineers", "firm | foundedIn | Lyon"],
    "prepositional": ["Nokia | competesWith | Ericsson", "Nokia | competesWith | Huawei"],
    "copula-role": ["Microsoft | chiefExecutive | Satya Nadella", "Satya Nadella | holdsPosition | chief executive"],
    "copula-class": ["Berlin | locatedIn | Germany", "Berlin | open:be | large city in Germany"],
    "apposition": [
        "Tim Cook | open:be chief of | Apple",
        "Tim Cook | open:be | chief of Apple",
        "Tim Cook | open:visit | Beijing",
    ],
    "apposition-ceo": ["Intel | chiefExecutive | Pat Gelsinger", "Pat Gelsinger | holdsPosition | ceo"],
    "possessive": ["Baidu | open:have | researchers", "Baidu's researchers | develops | robot"],
    "possessive-title": ["Apple | chiefExecutive | Tim Cook", "Tim Cook | holdsPosition | chief executive"],
    "title": ["Alibaba | chiefExecutive | Eddie Wu", "Eddie Wu | open:praise | team"],
    "coordination": [
        "Baidu | recruits | designers",
        "Baidu | recruits | engineers",
        "Tencent | recruits | designers",
        "Tencent | recruits | engineers",
    ],
    "shared-subject": ["Siemens | manufactures | trains", "Siemens | offers | software"],
    "shared-passive": ["Nvidia | foundedOn | 1993", "Nvidia | headquarteredIn | Santa Clara"],
    "relative-subject": ["She | open:praise | scientists who moved to Canada", "scientists | migratesTo | Canada"],
    "relative-object": ["Oracle | acquired | startup"],
    "relative-gap": ["Oracle | acquired | startup"],
    "relative-where": ["He | migratesTo | Vienna", "he | open:study physics in | Vienna", "he | open:study | physics"],
    "relative-whose": [
        "Samsung | open:have | phones",
        "Samsung | open:lead | market",
        "whose phones | open:sell in | India",
    ],
    "reduced-passive": ["Tesla | open:build | factory"],
    "initial-participle": ["Einstein | bornIn | Ulm", "Einstein | bornOn | 1879-03-14", "Einstein | educatedAt | ETH"],
    "control": ["Toyota | manufactures | batteries"],
    "object-control": [
        "Sony | open:help student learn | music",
        "Sony | open:help | students",
        "students | open:learn | music",
    ],
    "particle": ["Meta | launched | chatbot"],
    "nominal-founding": ["Intel | foundedBy | Gordon Moore"],
    "nominal-acquisition": [
        "Microsoft | acquired | GitHub",
        "Microsoft's acquisition of GitHub | open:close in | 2018",
    ],
    "nominal-exodus": [
        "doctors | migratesFrom | Nigeria",
        "doctors | migratesTo | Britain",
        "exodus of doctors from Nigeria to Britain | open:worry | officials",
    ],
    "nominal-investment": ["SoftBank | investsIn | Alibaba"],
    "based-joined": ["Spotify | headquarteredIn | Stockholm", "Spotify | recruits | analysts"],
    "based-spaced": ["Pfizer | headquarteredIn | New York", "Pfizer | recruits | chemists"],
    "ditransitive": ["Ford | open:give bonuse to | workers", "Ford | open:give | bonuses"],
    "light-verb": ["Ghana | participatedIn | summit"],
    "light-role": ["Coal | open:play role in | steelmaking", "Coal | open:play | key role"],
    "by-gerund": ["Airlines | open:raise | wages", "Airlines | recruits | pilots"],
    "invest-amount": ["Microsoft | investsIn | OpenAI", "Microsoft | open:invest | 10000000000"],
    "adjective": ["Lithium | open:be essential for | batteries"],
    "copula-place": ["museum | locatedIn | Paris"],
    "listed": ["Alibaba Group | listedOn | NYSE", "Alibaba Group | tickerSymbol | BABA"],
    "acronym": [],
    "places-listed": [
        "Offices | open:open in | Lille",
        "Offices | open:open in | Lyon",
        "Offices | open:open in | Paris",
    ],
    "place-in-place": ["Austin | locatedIn | Texas", "Zara | open:open store in | Austin", "Zara | open:open | store"],
    "examples": [
        "Carmakers | open:cut | prices",
        "Fiat | open:be one of | Carmakers",
        "Fiat | open:cut | prices",
        "Ford | open:be one of | Carmakers",
        "Ford | open:cut | prices",
    ],
    "quantity": ["scientists | migratesFrom | Germany"],
    "sectors": ["Hitachi | industry | energy", "Hitachi | industry | mining"],
    "not-industry": ["firm | open:operate in | secrecy"],
    "expletive": [],
    "became": ["AMD | chiefExecutive | Lisa Su", "Lisa Su | holdsPosition | chief executive"],
    "named": ["Kim | holdsPosition | chairman", "LG | chairperson | Kim"],
    "graduate": ["He | educatedAt | Oxford"],
    "married": ["Marie | spouse | Pierre"],
    "hyphens-split": ["Shops | offers | business-to-consumer", "Shops | offers | pay-per-view services"],
    "wife-named": ["Ada | spouse | His", "novels | author | Ada"],
    "occupation": ["Ada | occupation | author", "Ada | occupation | chemist"],
    "conjunct-after-clause": [
        "They | open:praise | doctors",
        "They | open:praise | nurses who moved to Wales",
        "nurses | migratesTo | Wales",
    ],
    "allow": ["banks | open:buy | insurers | possible", "law | open:allow bank to buy | insurers"],
    "vice": ["Ana | holdsPosition | vice president", "Ana | open:be vice president of | Peru"],
    "dates-between-names": ["Shares of Bayer | open:fall in | Frankfurt"],
    "noisy-agent": [
        "Gaps left by top talents migrating to Spain | open:worry | firms",
        "top talents | migratesTo | Spain",
        "top talents | open:leave | Gaps",
    ],
    "noisy-coordination": [
        "Bosch | open:be known to | fans of Renault",
        "Renault | manufactures | cars",
        "Renault | open:be tied to | market",
    ],
    "noisy-subject": ["Toyota | foundedOn | 1937", "Toyota | manufactures | cars"],
    "award-year": ["Ada | awardReceived | 2018 Turing Award"],
    "predicate-clause": ["Tencent | headquarteredIn | Shenzhen", "Tencent | open:be | Chinese company"],
    "predicate-relative": ["Ada | occupation | chemist", "Ada | open:leave | Bayer"],
    "cleft": ["Google | acquired | Fitbit"],
}

NOISE = {
    "goal-below-mover": [
        "exodus of players to Europe | open:weaken | South American clubs",
        "players | migratesTo | Europe",
    ],
    "goal-of-two": [
        "doctors | migratesFrom | Syria",
        "doctors | migratesTo | Germany",
        "flight of doctors from Syria to Germany | open:change hospital in | Bavaria",
        "flight of doctors from Syria to Germany | open:change | hospitals",
    ],
    "noun-as-verb": [
        "talent drain | open:worry | ministers",
        "talent | migratesTo | Canada",
    ],
    "compounds": [
        "Figma | offers | business-to-business services",
        "Figma | offers | door-to-door",
        "Figma | offers | peer-to-peer",
        "start-up | foundedBy | Dylan Field",
    ],
    "compounds-below-verb": [
        "firm | offers | business-to-business",
        "firm | offers | door-to-door services",
        "firm | offers | peer-to-peer",
        "firm | open:sell service in | Kenya",
    ],
    "conjunct-across-verb": [
        "Germany | memberOf | NATO",
        "Germany | open:border | France",
    ],
    "reduced-movement": [
        "Katalin Karikó | memberOf | BioNTech",
        "Katalin Karikó | migratesFrom | Szeged",
        "Katalin Karikó | migratesTo | Philadelphia",
        "Katalin Karikó | open:be | Hungarian biochemist",
    ],
    "two-subjects": [
        "Hamburg | headOfGovernment | Olaf Scholz",
        "Olaf Scholz | holdsPosition | mayor",
        "Olaf Scholz | open:belong to | Social Democratic Party",
    ],
    "apposition-hung-left": [
        "It | open:lead | purchase of a majority of Supercell",
        "Supercell | headquarteredIn | Helsinki",
        "Supercell | open:be | game maker",
    ],
    "object-of-name": [
        "AlphaGo | open:defeat | Lee Sedol",
        "Lee Sedol | open:be champion of | Go",
        "Lee Sedol | open:be | Go champion",
    ],
    "movers-hung-left": [
        "hole left by nurses moving to Ireland | open:be | deep",
        "nurses | migratesTo | Ireland",
        "nurses | open:leave | hole",
    ],
}

# Trees as the bundled parser gives them, checked by hand.
OPEN_CLAIMS: dict[str, list[str]] = {
    "quality": ["Lizards | open:be | cold-blooded"],
    "quality-graded": ["Bees | open:be | highly social"],
    "quality-compared": ["Whales | open:be larger than | dolphins"],
    "quality-kept": ["Prices | open:remain | stable"],
    "quality-not": ["Snakes | open:be | warm | negated"],
    "object-complement": ["Bees | open:play role in | pollination", "Bees | open:play | vital role in pollination"],
    "causing": ["Headsets | open:allow student to explore | museums", "students | open:explore | museums | possible"],
    "causing-alone": ["Bees | open:help reproduce | plants", "Bees | open:help | plants"],
    "instrument": ["Aspirin | open:be used to treat | headaches"],
    "activity-object": ["Origami | open:involve | folding paper"],
    "activity-subject": ["Folding paper | open:require | patience"],
    "activity-noun": ["Origami | open:be art of | folding paper", "Origami | open:be | art of folding paper"],
    "only-dated": ["Penicillin | open:be discovered in | 1928"],
    "during": ["Farmers | open:lose crop during | drought", "Farmers | open:lose | crops"],
    "setting": ["larva | open:grow wing inside | cocoon", "larva | open:grow | wings"],
    "scene": ["firms | open:need | talent"],
    "shared-object": ["Traders | open:sell | bonds"],
    "descriptor": ["Marie Curie | occupation | French chemist", "Marie Curie | open:study | radium"],
    "called": ["shell | open:be called | chrysalis"],
    "nominal-examples": [
        "Insects | open:eat | leaves",
        "beetles | open:be one of | Insects",
        "beetles | open:eat | leaves",
    ],
    "means": ["Pandas | open:eat | bamboo"],
    "weak-head": ["Strikes | open:raise | economic issues"],
    "needy-head": ["Music | open:create | sense of unity"],
    "color": ["color red | open:raise | pulse rates"],
    "one-of": ["Paris | open:be one of | oldest capitals"],
    "possessed": ["city | open:have | textile industry"],
    "nothing": [],
    "title": ["Bill Ramsay | occupation | author", "Bill Ramsay | open:praise | nurses"],
    "title-proper": ["Ana Ruiz | holdsPosition | President", "Ana Ruiz | open:visit | Leeds"],
    "existence": ["lakes | locatedIn | Finland"],
    "existence-nominal": ["growing demand | open:be for | engineers"],
    "noun-place": ["museum in Paris | recruits | designers", "museum | locatedIn | Paris"],
    "judged": ["bridge | open:be deemed | unsafe"],
    "share": ["About 12% of the nurses | open:leave | country"],
    "nominal-more": ["ministers | open:criticise | law", "ministers' criticism of the law | open:surprise | judges"],
    "first-to": ["Amber Wing | open:land | trick"],
    "only-dated-last": ["chapel | open:be built in | 1866"],
    "owned-many": ["Dangaioh | open:have | characters", "Dangaioh's characters | open:appear in | game"],
    "audience": ["museum | open:attract | tourists"],
    "lone-recipient": ["decision | open:anger | workers"],
}

STATUS = {
    "not": ["Intel | acquired | Arm | negated"],
    "never": ["He | open:play for | China | negated"],
    "no-longer": ["Flickr | ownedBy | Yahoo | negated"],
    "no-subject": ["company | acquired | Arm | negated"],
    "failed": ["Nvidia | acquired | Arm | negated"],
    "denied": ["Nvidia | acquired | Arm | negated"],
    "denied-that": ["it | acquired | Arm | negated"],
    "without": ["Uber | open:leave | Hungary", "Uber | open:pay | taxes | negated"],
    "neither": ["Fiat | acquired | Opel | negated", "Ford | acquired | Opel | negated"],
    "cannot": ["Banks | open:fund | startups | negated"],
    "not-copula": ["Zurich | capitalOf | Switzerland | negated"],
    "not-but": ["Apple | acquired | Beats", "Apple | acquired | Tidal | negated"],
    "neg-conj": ["Shell | open:close | plants | negated", "Shell | open:dismiss | workers | negated"],
    "neg-but": ["Shell | open:close | plants | negated", "Shell | open:dismiss | workers"],
    "may": ["Sony | acquired | Kadokawa | possible"],
    "reportedly": ["Sony | acquired | Kadokawa | possible"],
    "is-said": ["Kadokawa | ownedBy | Sony | possible"],
    "likely": ["Sony | acquired | Kadokawa | possible"],
    "believes": ["Sony | acquired | Kadokawa | possible"],
    "question": ["Sony | acquired | Kadokawa | possible"],
    "will": ["Volvo | open:open factory in | Slovakia | planned", "Volvo | open:open | factory | planned"],
    "plans": ["Volvo | recruits | engineers | planned"],
    "set-to": ["Volvo | acquired | Zenseact | planned"],
    "agreed": ["Merck | acquired | Prometheus | planned"],
    "purpose": ["Tesla | open:build | factory | planned", "Tesla | open:raise | money"],
    "plan-noun": ["Google | acquired | Fitbit | planned"],
    "if": ["Sony | acquired | Kadokawa | conditional", "it | open:sell | Crunchyroll | conditional"],
    "unless": ["Disney | offers | money | conditional", "Sony | open:sell | Crunchyroll | conditional"],
    "scope-relative": ["Sony | acquired | Kadokawa | possible", "Sony | manufactures | cameras"],
    "scope-after": ["Intel | open:open | lab that might close plants", "lab | open:close | plants | possible"],
    "scope-advcl": ["SoftBank | acquired | Arm | planned", "SoftBank | manufactures | chips | planned"],
    "accused": ["Bayer | open:hide | studies | possible"],
    "banned": ["Huawei | open:buy | chips | negated"],
    "no-object": ["Norton | open:have | political power | negated"],
    "unable": ["Gloria | open:leave | Rome | negated"],
    "allow-possible": ["banks | open:buy | insurers | possible", "law | open:allow bank to buy | insurers"],
    "even-if": ["farmers | open:grow | rice"],
    "not-only": ["Fiat | manufactures | cars"],
    "potential-deal": [
        "Nvidia | acquired | Arm | possible",
        "potential acquisition of Arm by Nvidia | open:excite | investors",
    ],
    "completed-deal": [
        "Nvidia | open:complete | acquisition of Mellanox by a subsidiary",
        "subsidiary | acquired | Mellanox",
    ],
    "abandoned-deal": ["Nvidia | open:abandon | its acquisition of Arm", "its | acquired | Arm | negated"],
    "instead": ["Audi | open:close | plants | negated", "Audi | open:cut | jobs"],
    "should-inverted": ["Audi | acquired | Lotus | conditional", "it | recruits | engineers | conditional"],
    "relative-not": ["Banks which did not lend money | open:close | offices", "Banks | open:lend | money | negated"],
}

SEED = {
    "heading": ["China | open:secure | AI Talent | possible", "Talent | migratesTo | US"],
    "brain-drain": ["China | open:find oneself in | challenging position", "it | open:struggle with | brain drain"],
    "talents": [
        "Chinese employers | offers | salary premiums",
        "Chinese employers | recruits | AI professionals",
        "top talents | migratesTo | United States",
        "top talents | open:leave | growing gap",
    ],
    "industries": [
        "Alibaba Group Holding Limited | industry | e-commerce",
        "Alibaba Group Holding Limited | industry | internet",
        "Alibaba Group Holding Limited | industry | retail",
        "Alibaba Group Holding Limited | industry | technology",
        "Alibaba Group Holding Limited | open:be integral to | Chinese economy",
        "Alibaba Group Holding Limited | open:be one of | tech giants",
        "Alibaba Group Holding Limited | tickerSymbol | BABA",
        "talent struggle | open:be significant for | Alibaba Group Holding Limited",
        "talent struggle | open:be significant for | tech giants",
        "tech giants | industry | e-commerce",
        "tech giants | industry | internet",
        "tech giants | industry | retail",
        "tech giants | industry | technology",
        "tech giants | open:be integral to | Chinese economy",
    ],
    "founding": [
        "Alibaba | foundedIn | Hangzhou",
        "Alibaba | foundedOn | 1999-06-28",
        "Alibaba | offers | business-to-business services",
        "Alibaba | offers | business-to-consumer",
        "Alibaba | offers | cloud computing services",
        "Alibaba | offers | consumer-to-consumer",
        "Alibaba | offers | electronic payment",
        "Alibaba | offers | search engine",
        "Hangzhou | locatedIn | Zhejiang",
        "Alibaba | open:diversify | its global footprint",
    ],
    "founding-noisy": [
        "Alibaba | foundedIn | Hangzhou",
        "Alibaba | foundedOn | 1999-06-28",
        "Hangzhou | locatedIn | Zhejiang",
        "Alibaba | open:diversify | its global footprint",
    ],
    "recognise": [
        "expertise | open:be brought in | generative AI",
        "workers | open:bring | expertise",
        "expertise brought by these workers in generative AI | open:be transformative in | finance | possible",
        "expertise brought by these workers in generative AI | open:be transformative in | technology | possible",
    ],
    "poised": ["Alibaba | open:play | pivotal role | planned", "Alibaba | tickerSymbol | BABA"],
    "stake": [
        "BABA | open:secure | AI talent | possible",
        "its | open:maintain | competitive edge | possible",
        "BABA's stake in securing AI talent | open:correlate with | its ability to maintain a competitive edge",
    ],
    "challenge": [
        "Alibaba | open:be one of | companies",
        "Alibaba | tickerSymbol | BABA",
        "talent | migratesTo | US",
        "talent drain to the US | open:impact | Alibaba | possible",
        "talent drain to the US | open:impact | companies | possible",
    ],
    "strategies": [
        "Effective strategies | open:dictate | trajectory of China's global influence in AI technology | possible"
    ],
    "not-holding": ["China | open:have | employers", "China's employers | open:hold back on | compensations | negated"],
}


@pytest.mark.parametrize("sentence_id", sorted(CONSTRUCTIONS))
def test_each_construction_gives_its_claims_and_no_other(sentence_id: str) -> None:
    """A construction gives exactly the claims that its sentence makes."""
    assert said("constructions", sentence_id) == sorted(CONSTRUCTIONS[sentence_id])


@pytest.mark.parametrize("sentence_id", sorted(STATUS))
def test_status_follows_the_scope_of_its_words(sentence_id: str) -> None:
    """Negation, modals, plans and conditions reach the claims in their scope and no other."""
    assert said("status", sentence_id) == sorted(STATUS[sentence_id])


@pytest.mark.parametrize("sentence_id", sorted(OPEN_CLAIMS))
def test_each_open_construction_gives_its_claims_and_no_other(sentence_id: str) -> None:
    """Qualities, chains of verbs, complements of objects and the like give exactly what their sentence says."""
    assert said("open", sentence_id) == sorted(OPEN_CLAIMS[sentence_id])


@pytest.mark.parametrize("sentence_id", sorted(NOISE))
def test_slips_of_a_parser_do_not_show(sentence_id: str) -> None:
    """A wrong arc or tag beside plain writing changes nothing."""
    assert said("noise", sentence_id) == sorted(NOISE[sentence_id])


@pytest.mark.parametrize("sentence_id", sorted(SEED))
def test_long_sentences_give_what_they_say(sentence_id: str) -> None:
    """Sentences of a news article say, among others, these claims, through all their nested clauses."""
    assert set(SEED[sentence_id]) <= set(said("seed", sentence_id))


@pytest.mark.parametrize("file", ["constructions", "status", "seed", "noise"])
def test_every_tree_is_held_by_a_test(file: str) -> None:
    """No tree lies unused, so that each shows what it is for."""
    expected = {"constructions": CONSTRUCTIONS, "status": STATUS | TIMES | SPEAKERS, "seed": SEED, "noise": NOISE}
    assert set(blocks(file)) == set(expected[file])


@pytest.mark.parametrize("file", ["constructions", "status", "seed", "noise"])
def test_spans_lie_in_their_sentence_and_cues_in_order(file: str) -> None:
    """Arguments and cues are spans of the sentence that is the evidence."""
    for sentence_id in blocks(file):
        sentence, drafts, _ = read(file, sentence_id)
        for draft in drafts:
            ends = [end for end in (draft.subject, draft.object) if isinstance(end, Argument)]
            spans = [(end.start, end.end) for end in ends] + list(draft.cues)
            assert all(sentence.start <= start < end <= sentence.end for start, end in spans)
            assert list(draft.cues) == sorted(draft.cues)
            assert draft.phrase == " ".join(sentence.quote(start, end) for start, end in draft.cues)


TIMES = {
    "since": Time("2015", None),
    "from-to": Time("1999", "2013"),
    "between": Time("1999", "2013"),
    "until": Time(None, "2020-06"),
    "former": Time(None, "2024-05-01"),
}


@pytest.mark.parametrize("sentence_id", sorted(TIMES))
def test_time_hangs_on_the_claim_it_qualifies(sentence_id: str) -> None:
    """Since, from-to, until and former give a claim its start and end; former ends by the date of the document."""
    _, drafts, _ = read("status", sentence_id, date="2024-05-01")
    times = {draft.time for draft in drafts if draft.predicate in ("employer", "chairperson")}
    assert times == {TIMES[sentence_id]}


def test_a_date_beside_the_subject_is_not_the_time_of_the_claim() -> None:
    """A claim without a date of its own has no time."""
    _, drafts, _ = read("constructions", "prepositional")
    assert {draft.time for draft in drafts} == {None}


SPEAKERS = {
    "said": "Bolden",
    "said-that": "Bolden",
    "according": "Reuters",
    "aside": "analysts",
    "believes": "She",
    "denied-that": "Nvidia",
}


@pytest.mark.parametrize("sentence_id", sorted(SPEAKERS))
def test_who_says_a_claim_is_kept(sentence_id: str) -> None:
    """The speaker of a reported claim is recorded with it."""
    sentence, drafts, _ = read("status", sentence_id)
    speakers = {d.attributed_to and sentence.quote(d.attributed_to.start, d.attributed_to.end) for d in drafts}
    assert speakers == {SPEAKERS[sentence_id]}


@pytest.mark.parametrize(
    ("sentence_id", "rule", "text"),
    [
        ("light-verb", "meaningless head", "part"),
        ("nominal-founding", "field without a name", "industry"),
    ],
)
def test_what_is_not_taken_is_recorded_with_its_rule(sentence_id: str, rule: str, text: str) -> None:
    """Words that cannot be arguments are in the ledger of rejections."""
    sentence, _, rejected = read("constructions", sentence_id)
    assert (rule, text) in {(r.rule, sentence.quote(r.start, r.end)) for r in rejected}


def test_a_scene_before_the_subject_is_rejected() -> None:
    """A phrase that only sets the scene ("With a growing gap, …") is no argument of the main verb."""
    _, _, rejected = read("seed", "talents")
    assert ("scene of the sentence", "gap") in {(r.rule, r.text) for r in rejected}


def test_reading_twice_gives_the_same_claims() -> None:
    """Claims are a pure function of trees and names."""
    assert read("seed", "founding") == read("seed", "founding")


def test_offsets_count_from_the_start_of_the_document() -> None:
    """A sentence further down the document gives spans of the document."""
    block = blocks("constructions")["active"]
    far = Sentence.from_conllu(block, start=100)
    drafts, _ = claims([far], [NamedSpan(100, 106, "Organization"), NamedSpan(114, 121, "Organization")])
    assert [(d.subject.start, d.predicate, d.start) for d in drafts] == [(100, "acquired", 100)]


def test_an_unnamed_end_makes_an_open_claim_less_sure() -> None:
    """Confidence drops where the class of an end is unknown or vague."""
    _, patterned, _ = read("constructions", "active")
    _, open_ones, _ = read("constructions", "adjective")
    assert patterned[0].confidence > open_ones[0].confidence
    assert (patterned[0].extractor, open_ones[0].extractor) == ("pattern", "open")
