"""What is measured: which words say which property of numbers, and the kind of amount that each of them takes.

The kind tells revenue from a weight: "money", "share" (per cent), "staff", "people", "members", "students" and "seats"
that are counted, "area", "length", "mass", "time", a "rate" ("USD/share"), a bare "number", any other "count", and for
two amounts as ends of one, a "range".
"""

from __future__ import annotations

from collections import defaultdict

from ...graph.model import Value
from ..values.amount import DECIMAL
from ..values.currencies import CODES
from .lexicon import listed

ORG = frozenset({"Organization", "Group"})
LISTED = frozenset({"Organization"})
FIRM = ORG | {"Industry", "Product", "Service"}
PLACE = frozenset({"Place", "Group"})
SITE = frozenset({"Place"})
THING = frozenset({"Thing"})
MADE = frozenset({"Work", "Event", "Organization", "Product"})
PRICED = frozenset({"money", "rate"})
MONEY, SHARE, AREA = frozenset({"money"}), frozenset({"share"}), frozenset({"area"})
LENGTH, MASS, TIME = frozenset({"length"}), frozenset({"mass"}), frozenset({"time"})
STAFF = frozenset({"staff"})
CROWD = frozenset({"people", "staff"})
HEADS = frozenset({"people", "number"})
WORKERS = CROWD | {"number"}
SEATS = frozenset({"people", "number", "seats"})
MEMBERS, STUDENTS = frozenset({"members"}), frozenset({"students"})

_UNITS: dict[str, frozenset[str]] = {
    "money": frozenset(CODES),
    "share": frozenset({"%"}),
    "staff": listed("employee worker staff personnel staffer"),
    "people": listed("people person inhabitant resident citizen soul man woman"),
    "seats": listed("seat spectator"),
    "members": listed("member"),
    "students": listed("student pupil"),
    "area": listed("km2 m2 har [acr_us] [mi_i]2 [ft_i]2"),
    "length": listed("km m cm mm nm um [mi_i] [yd_i] [ft_i] [in_i] [nmi_i] [ly]"),
    "mass": listed("kg g mg t [lb_av] [oz_av]"),
    "time": listed("s min h d wk mo a"),
}
_KINDS = {unit: kind for kind, units in _UNITS.items() for unit in units}

Row = tuple[str, str, str, str, frozenset[str], frozenset[str], bool]
AMOUNTS: tuple[Row, ...] = (
    # voice, lemmas, prepositions, property, class of the subject, kind of the amount, swapped
    ("measure", "revenue|total revenue|net revenue|sales|net sales|total sales|turnover", "", "revenue", FIRM, MONEY,
     False),
    ("measure", "profit|net profit|net income|net earnings|earnings", "", "netProfit", ORG, MONEY, False),
    ("measure", "market value|market capitalization|market capitalisation|market cap", "", "marketCapitalization",
     LISTED, MONEY, False),
    ("measure", "share price|stock price", "", "sharePrice", LISTED, PRICED, False),
    ("measure", "asset|total asset", "", "assets", ORG, MONEY, False),
    ("measure", "budget", "", "budget", MADE | SITE, MONEY, False),
    ("measure", "valuation|estimated value", "", "estimatedValue", THING, MONEY, False),
    ("measure", "funding|venture funding|capital|venture capital", "", "fundsRaised", ORG, MONEY, False),
    ("measure", "price|purchase price|price tag", "", "price", THING, PRICED, False),
    ("measure", "cost|total cost|construction cost", "", "cost", THING, MONEY, False),
    ("measure", "gdp|gross domestic product", "", "grossDomesticProduct", PLACE, MONEY, False),
    ("measure", "workforce|staff|headcount", "", "employeeCount", ORG, WORKERS, False),
    ("measure", "population", "", "population", PLACE, HEADS, False),
    ("measure", "membership", "", "memberCount", ORG, SEATS | MEMBERS, False),
    ("measure", "attendance", "", "attendance", frozenset({"Event"}), SEATS, False),
    ("measure", "capacity|seating capacity", "", "capacity", SITE | MADE, SEATS, False),
    ("measure", "area|land area|total area|surface", "", "area", SITE, AREA, False),
    ("measure", "elevation|altitude", "", "elevation", SITE, LENGTH, False),
    ("measure", "height|tall|high", "", "height", THING, LENGTH, False),
    ("measure", "length|long", "", "length", THING, LENGTH, False),
    ("measure", "width|wide", "", "width", THING, LENGTH, False),
    ("measure", "depth|deep", "", "depth", THING, LENGTH, False),
    ("measure", "weight|mass", "", "mass", THING, MASS, False),
    ("measure", "unemployment rate|jobless rate|unemployment", "", "unemploymentRate", PLACE, SHARE, False),
    ("measure", "inflation|inflation rate|annual inflation", "", "inflationRate", PLACE, SHARE, False),
    ("measure", "life expectancy", "", "lifeExpectancy", PLACE, TIME, False),
    ("measure", "death toll", "", "deathCount", frozenset({"Event"}), HEADS, False),
    ("measure", "duration|running time|runtime", "", "duration", MADE, TIME, False),
    ("active", "employ", "", "employeeCount", ORG | SITE, CROWD, False),
    ("active", "have", "", "employeeCount", ORG, STAFF, False),
    ("active", "grow|expand|shrink|rise|increase", "to", "employeeCount", ORG, STAFF, False),
    ("active", "have", "", "memberCount", ORG, MEMBERS, False),
    ("active", "have|enroll|enrol|teach", "", "studentCount", ORG, STUDENTS, False),
    ("active", "have|seat|hold|accommodate", "", "capacity", SITE, frozenset({"seats"}), False),
    ("active", "have", "", "population", PLACE, frozenset({"people"}), False),
    ("role", "city|town|village|country|nation|state|island|province|region|community|suburb|municipality", "of",
     "population", PLACE, frozenset({"people"}), False),
    ("active", "cover|occupy|span", "", "area", SITE, AREA, False),
    ("active", "cost", "", "cost", THING, MONEY, False),
    ("active", "raise", "", "fundsRaised", ORG, MONEY, False),
    ("active", "be worth", "", "estimatedValue", THING, MONEY, False),
    ("passive", "value|appraise", "at", "estimatedValue", THING, MONEY, False),
    ("passive", "buy|acquire|purchase|sell|take over|auction|auction off", "for", "price", THING, MONEY, False),
    ("active", "sell", "for", "price", frozenset({"Product", "Work", "Organization"}), MONEY, False),
    ("active", "kill", "", "deathCount", frozenset({"Event"}), frozenset({"people"}), False),
    ("active", "injure|wound", "", "injuredCount", frozenset({"Event"}), frozenset({"people"}), False),
    ("active", "weigh", "", "mass", THING, MASS, False),
    ("active", "last", "", "duration", MADE, TIME, False),
)  # fmt: skip
MEASURES = frozenset(lemma for row in AMOUNTS if row[0] == "measure" for lemma in row[1].split("|"))


def kind_of(value: Value) -> str:
    """Return the kind of an amount.

    >>> [kind_of(Value("5", "xsd:decimal", unit=unit)) for unit in ("USD", "%", "employee", "km2", "store", "USD/a")]
    ['money', 'share', 'staff', 'area', 'count', 'rate']
    >>> kind_of(Value("5", "xsd:decimal")), kind_of(Value("5/10", "xsd:string", unit="USD"))
    ('number', 'range')
    """
    if value.datatype != DECIMAL:
        return "range"
    if value.unit is None:
        return "number"
    return "rate" if "/" in value.unit else _KINDS.get(value.unit, "count")


def _by_property() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for _, _, _, predicate, _, kinds, _ in AMOUNTS:
        found[predicate] |= kinds
    return dict(found)


KINDS: dict[str, frozenset[str]] = _by_property()
"""The kinds of amount that each property can have."""
