"""The class of a noun phrase without a name, by its head noun; and the heads that carry no meaning.

The lists are closed and general: a head in none of them is a `Concept`, or `None` where the head may be a name.
"""

from __future__ import annotations

from collections.abc import Iterable

from .lexicon import listed
from .tree import Sentence, Word

PEOPLE = listed(
    """
    academic actor actress adult adviser advisor analyst applicant architect artist associate astronaut athlete
    author baby banker billionaire boss boy brother builder buyer candidate captain celebrity champion chemist
    child citizen civilian client coach colleague commander composer consultant consumer contractor critic
    customer dancer daughter dealer delegate designer developer director diplomat doctor driver economist editor
    educator employee engineer entrepreneur executive expatriate expert explorer family father fan farmer
    filmmaker founder freelancer friend girl graduate guest historian hunter husband immigrant individual intern
    inventor investor journalist judge kid laborer labourer lawmaker lawyer leader lecturer librarian listener
    manager mathematician mayor member mentor merchant migrant millionaire miner minister minority mother
    musician native neighbor neighbour nurse officer official operator owner painter parent participant partner
    patient people performer person philosopher photographer physician physicist pilot pioneer planner player
    poet police policymaker politician practitioner president priest prisoner producer professional professor
    programmer prosecutor protester psychologist pupil reader refugee reporter representative researcher
    resident rider sailor salesperson scholar scientist secretary senator seller sister singer skeptic slave
    soldier son specialist spouse statistician student subscriber supervisor supplier surgeon survivor teacher
    technician teenager therapist tourist trader trainer traveler traveller tutor user veteran victim viewer
    visitor volunteer voter wife winner witness woman man worker writer youth chief ceo cto cfo coo chairman
    chairwoman chairperson governor king queen emperor empress prince princess premier chancellor
    ambassador bishop pope monk nun saint cofounder co-founder head
    """
)
CROWDS = listed(
    """
    talent workforce staff personnel crew population public audience crowd generation diaspora elite labor
    labour team family community tribe minority majority public manpower brainpower household
    """
)
ORGANIZATIONS = listed(
    """
    agency airline alliance army association automaker bakery band bank board brand brewery broadcaster
    brokerage bureau business carmaker carrier chain charity chipmaker church clinic club college commission
    committee company conglomerate congress consortium contractor cooperative corporation council court
    department distributor employer enterprise faculty federation firm foundation franchise fund giant
    government group hospital hotel incumbent institute institution insurer investor lab label laboratory league
    lender library maker manufacturer ministry monopoly multinational museum newspaper ngo nonprofit
    operator orchestra organisation organization parliament partnership party police producer provider publisher
    regulator restaurant retailer school senate shop start-up startup store studio subsidiary supermarket
    supplier team theater theatre think-tank troupe trust unicorn union university utility vendor watchdog zoo
    """
)
PLACES = listed(
    """
    airport area bay beach border bridge building capital castle city coast colony continent country county
    desert district farm forest harbor harbour headquarters hill hometown hub island kingdom lake land
    metropolis mountain nation neighborhood neighbourhood ocean park peninsula planet plaza port prefecture
    province region republic river road sea shore site state street suburb temple territory town valley village
    zone homeland birthplace homeland mainland
    """
)
TECHNOLOGIES = listed(
    """
    ai algorithm app application automation battery biotechnology blockchain chip chipset chatbot computer
    computing database device drone electronics encryption engine framework gpu hardware infrastructure internet
    interface laser machine microchip model network nanotechnology platform processor protocol reactor robot
    robotics satellite semiconductor sensor server software solution supercomputer system technology telescope
    tool transistor turbine vaccine vehicle website
    """
)
INDUSTRIES = listed(
    """
    advertising aerospace agriculture automotive aviation banking commerce construction e-commerce ecommerce
    energy entertainment fashion finance fintech fishing forestry gaming healthcare hospitality industry
    insurance logistics manufacturing market media mining pharmaceutical publishing retail retailing sector
    shipping telecom telecommunication telecommunications textile tourism trade transport transportation
    """
)
SERVICES = listed("service services offering payment subscription delivery cloud")
PRODUCTS = listed(
    """
    aircraft airplane beer beverage bicycle book bus camera car clothes clothing console cosmetics crop drink
    drug drugs food footwear furniture goods headphone headset jewelry laptop medicine merchandise motorcycle
    phone product shoe smartphone tablet toy train truck wine
    """
)
EVENTS = listed(
    """
    acquisition attack battle campaign celebration ceremony championship competition concert conference conflict
    congress contest convention coup crisis earthquake election event exhibition expedition fair festival flood
    hurricane ipo invasion launch match meeting merger migration offensive olympics pandemic party protest race
    referendum revolt revolution riot scandal strike summit tournament trial uprising visit war wedding workshop
    """
)
WORKS = listed(
    """
    album article book documentary essay film magazine manuscript memoir movie newspaper novel opera painting
    paper play poem report sculpture series song story study symphony thesis
    """
)

# People by the post they hold, and by what they do; the rest of PEOPLE says who they are to others.
POSITIONS = listed(
    """
    ceo cto cfo coo executive officer chairman chairwoman chairperson chair president governor mayor minister premier
    chancellor senator ambassador king queen emperor empress pope bishop secretary director captain commander
    """
)
LEADING = listed("founder co-founder cofounder leader head chief boss manager partner member owner")
OCCUPATIONS = listed(
    """
    academic actor actress analyst architect artist astronaut athlete author banker builder chemist coach composer
    consultant contractor critic dancer dealer designer developer diplomat doctor driver economist editor educator
    engineer entrepreneur explorer farmer filmmaker historian inventor investor journalist judge lawyer lecturer
    librarian mathematician merchant musician nurse painter performer philosopher photographer physician physicist
    pilot poet politician priest producer professor programmer prosecutor psychologist researcher sailor scholar
    scientist singer soldier statistician surgeon teacher technician therapist trader trainer tutor writer
    """
)

_CLASSES: tuple[tuple[str, frozenset[str]], ...] = (
    ("Group", CROWDS),
    ("Person", PEOPLE),
    ("Organization", ORGANIZATIONS),
    ("Place", PLACES),
    ("Industry", INDUSTRIES),
    ("Service", SERVICES),
    ("Product", PRODUCTS),
    ("Technology", TECHNOLOGIES),
    ("Work", WORKS),
    ("Event", EVENTS),
)
_CLASS_OF = {lemma: name for name, lemmas in reversed(_CLASSES) for lemma in lemmas}  # of two, the first
_PLURAL_TAGS = ("NNS", "NNPS")
_GROUPED = ("Person", "Organization")

# Heads that name nothing one could look up.
MEANINGLESS = listed(
    """
    bit case choice circumstance couple course deal degree etc example extent fact favor favour first half hand
    instance issue item kind last latter former lot lots manner matter means moment nothing one ones other
    others part point question reason regard respect rest second sense side something somebody someone anything
    anyone anybody everything everyone everybody none nobody sort stuff term terms thing times turn type way
    ways whole while bunch plenty thank thanks end beginning time today tomorrow yesterday tonight year month
    once week day decade century hour minute morning evening afternoon night weekend monday tuesday wednesday
    thursday friday saturday sunday january february march april june july august september october november
    december spring summer autumn each same such all any some many much more most few several both either
    neither another enough less least hundred thousand million billion age thereof dollar euro pound yuan yen
    rupee franc cent renminbi
    """
)
# People whom nobody hires by attracting them.
AUDIENCE = listed(
    """
    audience buyer client consumer customer fan follower guest investor listener patient pilgrim reader spectator
    subscriber supporter tourist traveler traveller user viewer visitor voter donor
    """
)
# Heads that stand for what follows "of": the complement is the argument.
QUANTITIES = listed(
    """
    number amount lot lots range variety plenty handful couple bunch dozen dozens hundred
    hundreds thousand thousands million millions billion billions kind kinds type types sort sorts
    form forms array wealth all any each both several host multitude none neither
    """
)
# Heads that say how much is meant of what follows "of", which is another thing than all of it.
PARTITIVES = listed("most half part many few one some third quarter tenth fifth majority minority rest portion %")
POINTING = listed("the this that these those")
# Heads that say nothing without whose they are: "revenue rose".
MEASURED = listed("revenue profit turnover sale earning loss income dividend debt budget margin turnout")
# Heads that name something only together with what follows "of": "a sense of unity".
NEEDY = listed("% percent sense means side end beginning age period matter amount loss lack")
# Heads that say nothing without what they are of or in, whatever stands before them: "a small stake".
SHARES = listed("stake share interest proportion fraction portion version aspect lack amount")
# Several of whom nothing is known: "a team" is any.
COLLECTIVES = listed("team group party side squad club crew panel committee community")
# Nouns that say what somebody is to somebody else, and nothing of whom it is not told to whom (Loebner 1985).
SOMEBODYS = listed(
    """
    brother sister son daughter wife husband father mother cousin nephew niece uncle aunt twin widow widower
    grandfather grandmother friend colleague rival compatriot counterpart teammate classmate opponent critic
    neighbour neighbor predecessor successor sibling spouse
    """
)
RELATIONAL = SOMEBODYS | listed("ally member partner owner part home elder other")
# Heads that only their modifiers tell apart: "economic issues".
WEAK = listed("case choice circumstance degree issue item matter point question reason thing time age part way favor")
SORTS = listed("kind type sort form")
# Heads that say that what follows "of" is a line of business or knowledge.
FIELDS = listed("field sector industry business area realm space domain world discipline")
GENERIC = listed("you your yourself one oneself")
PERSONAL = listed("its his their my our i he she it we they me him her us them ")
_PRONOUN_CLASS = {
    **dict.fromkeys(("he", "she", "him", "her", "i", "me", "himself", "herself", "who", "whom"), "Person"),
    **dict.fromkeys(("we", "us"), "Group"),
}


def noun_class(lemma: str, *, plural: bool) -> str:
    """Return the class of a common noun; several people or organisations are a `Group`.

    >>> noun_class("employer", plural=True), noun_class("software", plural=False), noun_class("gap", plural=False)
    ('Group', 'Technology', 'Concept')
    """
    found = _CLASS_OF.get(lemma, "Concept")
    return "Group" if plural and found in _GROUPED else found


def nominal_class(head: Word) -> str | None:
    """Return the class of the phrase a word heads: by pronoun, by noun, ``None`` for an unknown proper noun."""
    if head.pos == "PRON":
        return _PRONOUN_CLASS.get(head.text.lower())
    found = noun_class(_key(head), plural=head.tag in _PLURAL_TAGS)
    return None if found == "Concept" and head.pos == "PROPN" else found


def _key(word: Word) -> str:
    """Return the lemma, or for compounds written with hyphens their last part: "search-engine" is an engine."""
    lemma = word.lemma.lower()
    return lemma if lemma in _CLASS_OF else lemma.rpartition("-")[2]


def is_people(sentence: Sentence, word: Word) -> bool:
    """Tell whether a noun means people, alone or by a noun before it ("talent pool", "workers")."""
    words = [word, *sentence.children(word, "compound")]
    return any(_key(w) in PEOPLE or w.lemma.lower() in CROWDS for w in words)


def lemmas_of(words: Iterable[Word]) -> list[str]:
    """Return the lemmas of words in lower case, proper nouns as written."""
    return [w.text if w.pos == "PROPN" else w.lemma.lower() for w in words]
