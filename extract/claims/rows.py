"""The table of `patterns`: what verbs, nouns and adjectives mean in the vocabulary, between ends of which classes.

Where several rows have the same words the first that fits is taken, so that the narrower one stands first.
"""

from __future__ import annotations

DATE = frozenset({"date"})
STRING = frozenset({"string"})
ORG = frozenset({"Organization"})
ORGS = frozenset({"Organization", "Group"})
PEOPLE = frozenset({"Person", "Group"})
PERSON = frozenset({"Person"})
PLACE = frozenset({"Place"})
ACTOR = frozenset({"Organization", "Group", "Person", "Place"})
MAKER = frozenset({"Organization", "Group", "Person"})
FIELD = frozenset({"Industry"})
GOODS = frozenset({"Service", "Product", "Technology"})
MADE = GOODS | {"Work"}
EVENT = frozenset({"Event"})
IDEA = frozenset({"Concept"})
WORK = frozenset({"Work"})
PARTY = frozenset({"PoliticalParty"})
AWARD = frozenset({"Award"})
POST = frozenset({"Position"})
EXCHANGE = frozenset({"StockExchange", "Organization"})
ANY = frozenset({"Thing"})
LEARNED = frozenset({"FieldOfStudy", "Industry"})
PLANT = frozenset({"Facility", "Service", "Product"})
CONFLICT = frozenset({"Conflict"})
TEAM = frozenset({"SportsTeam"})
LANGUAGE = frozenset({"Language"})
RELIGION = frozenset({"Religion"})

Row = tuple[str, str, str, str, frozenset[str], frozenset[str], bool]

_MOVE = "migrate|move|relocate|emigrate|immigrate|flee|depart|resettle|defect"
_FOUND = "found|establish|set up|incorporate|form|create|launch|start|co-found|cofound"
_IN = "in|at|within|near"
_DEGREE = "|".join(f"{verb} {noun}" for verb in ("earn", "receive", "get", "hold") for noun in ("degree", "doctorate"))
ROWS: tuple[Row, ...] = (
    # voice, lemmas, prepositions, property, class of the subject, class of the object, swapped
    ("passive", _FOUND, _IN, "foundedIn", ORG, PLACE, False),
    ("passive", _FOUND, "in|on|", "foundedOn", ORG, DATE, False),
    ("active", _FOUND, "", "foundedBy", PEOPLE | ORG, ORG, True),
    ("role", "founder|co-founder|cofounder", "of", "foundedBy", PERSON, ORG, True),
    ("passive", "headquarter|base|domicile", "in|at|out of", "headquarteredIn", ORGS, PLACE, False),
    ("active", "have headquarters|have its headquarters|have base|maintain headquarters", "in|at", "headquarteredIn", ORG, PLACE, False),
    ("active", "be", "in|within|inside", "locatedIn", PLACE | ORG, PLACE, False),
    ("role", "capital", "of", "capitalOf", PLACE, PLACE, False),
    ("active", "operate|do business|have office|have operation|have branch|be active", "in|across", "operatesIn", ORGS, PLACE, False),
    ("active", "lie|sit|stand", "in|within", "locatedIn", PLACE, PLACE, False),
    ("passive", "locate|situate", "in|within|at", "locatedIn", PLACE | ORG, PLACE, False),
    ("role", "city|town|village|capital|province|region|district|port|county|suburb|municipality|island|borough", "in|of", "locatedIn", PLACE, PLACE, False),
    ("passive", "list", "on", "listedOn", ORG, EXCHANGE, False),
    ("active", "trade|list|list share|go public|float|debut|make debut", "on", "listedOn", ORG, EXCHANGE, False),
    ("role", "ticker", "", "tickerSymbol", ORG, STRING, False),
    ("active", "operate|work|do business|compete", "in|within|across", "industry", ORG | {"Group"}, FIELD, False),
    ("active", "sell|supply|deliver|market|distribute|retail", "", "offers", MAKER, GOODS, False),
    ("active", "offer|provide", "", "offers", MAKER, GOODS | IDEA, False),
    ("role", "provider|seller|vendor|retailer|distributor", "of", "offers", MAKER, GOODS, False),
    ("active", "engage|specialize|specialise|deal", "in", "offers", ORGS, GOODS, False),
    ("active", "paint|sculpt|draw", "", "creator", PERSON, WORK, True),
    ("active", "develop|build|design|create|invent|devise|pioneer", "", "develops", MAKER, MADE, False),
    ("active", "make|manufacture|assemble|mass-produce", "", "manufactures", ORGS, frozenset({"Product", "Technology"}), False),
    ("active", "produce|co-produce", "", "producer", PERSON, WORK, True),
    ("active", "produce|co-produce", "", "productionCompany", ORG, WORK, True),
    ("active", "produce", "", "produces", MAKER, MADE, False),
    ("active", "launch|release|unveil|introduce|roll out|bring out", "", "launched", MAKER, MADE, False),
    ("active", "use|adopt|deploy|utilise|utilize|employ|implement", "", "uses", MAKER, GOODS, False),
    ("active", "regulate|oversee|supervise", "", "regulates", ORG, ORG | FIELD | GOODS, False),
    ("role", "maker|manufacturer|producer", "of", "manufactures", ORGS, frozenset({"Product", "Technology"}), False),
    ("role", "developer|creator|inventor", "of", "develops", MAKER, MADE, False),
    ("role", "subsidiary|unit|division|arm|wholly-owned subsidiary|branch", "of", "subsidiaryOf", ORG, ORG, False),
    ("role", "parent company|parent", "of", "subsidiaryOf", ORG, ORG, True),
    ("active", "own|control", "", "ownedBy", ORG | PERSON, ORG | {"Product", "Work"}, True),
    ("active", "belong", "to", "ownedBy", ORG | GOODS, ORG, False),
    ("role", "owner|majority owner|proprietor", "of", "ownedBy", ORG | PERSON, ORG | {"Product", "Work"}, True),
    ("active", "acquire|buy|purchase|take over|buy out|snap up", "", "acquired", ORG | PERSON, ORG, False),
    ("active", "invest|buy stake|have stake|take stake", "in", "investsIn", ACTOR, ORG | FIELD | GOODS, False),
    ("active", "pour|plough|plow|sink", "into", "investsIn", ACTOR, ORG | FIELD | GOODS, False),
    ("active", "back|fund|finance|bankroll", "", "investsIn", ORG, ORG, False),
    ("role", "investor|shareholder|backer", "in|of", "investsIn", MAKER, ORG, False),
    ("active", "partner|collaborate|cooperate|team up|ally|work", "with", "partnersWith", ORGS, ORGS, False),
    ("active", "form partnership|sign partnership|announce partnership|join force|form alliance|strike deal|sign deal", "with", "partnersWith", ORG, ORG, False),
    ("role", "partner", "of", "partnersWith", ORG, ORG, False),
    ("active", "compete|vie|battle|contend", "with|against", "competesWith", ORGS | PLACE, ORGS | PLACE, False),
    ("active", "rival", "", "competesWith", ORGS, ORGS, False),
    ("role", "rival|competitor", "of|to", "competesWith", ORG, ORG, False),
    ("role", "chief executive|chief executive officer|ceo", "of|at", "chiefExecutive", PERSON, ORG, True),
    ("role", "chairman|chairwoman|chairperson|chair", "of|at", "chairperson", PERSON, ORG, True),
    ("active", "chair|co-chair", "", "chairperson", PERSON, ORG, True),
    ("role", "position", "", "holdsPosition", PERSON, POST, False),
    ("role", "occupation", "", "occupation", PERSON, POST, False),
    ("role", "prime minister|premier|mayor|governor|chancellor|first minister|head of government", "of", "headOfGovernment", PERSON, PLACE, True),
    ("role", "president|king|queen|emperor|empress|monarch|head of state|sultan|tsar|emir", "of", "headOfState", PERSON, PLACE, True),
    ("passive", "appoint|name|elect|hire|install|employ", "as", "holdsPosition", PERSON, POST, False),
    ("active", "work|serve|act", "as", "holdsPosition", PERSON, POST, False),
    ("role", "board member|trustee", "of", "boardMember", PERSON, ORG, True),
    ("active", "teach|lecture", "at", "employer", PERSON, ORG, False),
    ("active", "work", "in", "worksIn", PEOPLE, PLACE, False),
    ("active", "specialise|specialize|work", "in|on", "fieldOfWork", PERSON, LEARNED, False),
    ("active", "work", "for|at", "employer", PEOPLE, ORG, False),
    ("active", "employ", "", "employer", ORG, PERSON, True),
    ("role", "employee|engineer|researcher|scientist|professor|analyst|economist|lecturer|spokesman|spokeswoman|spokesperson|reporter|staffer", "of|at|for|with", "employer", PERSON, ORG, False),
    ("role", "member|leader|candidate", "of", "memberOfParty", PERSON, PARTY, False),
    ("active", "join", "", "memberOfParty", PERSON, PARTY, False),
    ("role", "member", "of", "memberOf", PERSON | ORG | PLACE, ORG, False),
    ("active", "belong", "to", "memberOfParty", PERSON, PARTY, False),
    ("active", "play", "for", "memberOfTeam", PERSON, TEAM, False),
    ("role", "player|captain|goalkeeper|striker|midfielder|defender", "of|for", "memberOfTeam", PERSON, TEAM, False),
    ("active", "join", "", "memberOf", PERSON | PLACE, ORG, False),
    ("active", _DEGREE, "from|at", "educatedAt", PERSON, ORG, False),
    ("role", "graduate|alumnus|alumna|student", "of|at", "educatedAt", PERSON, ORG, False),
    ("active", "graduate|study|train|enroll|enrol|matriculate", "from|at", "educatedAt", PERSON, ORG, False),
    ("active", "attend", "", "educatedAt", PERSON, ORG, False),
    ("passive", "educate", "at", "educatedAt", PERSON, ORG, False),
    ("passive", "bear", "in|at|near", "bornIn", PERSON, PLACE, False),
    ("role", "native", "of", "bornIn", PERSON, PLACE, False),
    ("passive", "bear", "on|in|", "bornOn", PERSON, DATE, False),
    ("passive", "kill|assassinate|murder|execute", "in|at|near", "diedIn", PERSON, PLACE, False),
    ("passive", "kill|assassinate|murder|execute", "on|in|", "diedOn", PERSON, DATE, False),
    ("active", "die|pass away", "in|at|near", "diedIn", PERSON, PLACE, False),
    ("active", "die|pass away", "on|in|", "diedOn", PERSON, DATE, False),
    ("passive", "raise|bring up", "in", "residesIn", PEOPLE, PLACE, False),
    ("role", "resident|inhabitant", "of", "residesIn", PEOPLE, PLACE, False),
    ("active", "live|reside|settle|dwell|grow up|make home", "in|at", "residesIn", PEOPLE, PLACE, False),
    ("role", "citizen|national", "of", "citizenOf", PERSON, PLACE, False),
    ("active", "marry|wed", "", "spouse", PERSON, PERSON, False),
    ("passive", "marry", "to", "spouse", PERSON, PERSON, False),
    ("role", "wife|husband|spouse|widow|widower", "of", "spouse", PERSON, PERSON, False),
    ("role", "parent", "of", "child", PERSON, PERSON, False),
    ("active", "give birth", "to", "child", PERSON, PERSON, False),
    ("role", "son|daughter|child", "of", "child", PERSON, PERSON, True),
    ("active", _MOVE, "to|into", "migratesTo", PEOPLE, PLACE, False),
    ("active", _MOVE, "from|out of", "migratesFrom", PEOPLE, PLACE, False),
    ("active", "flee", "", "migratesFrom", PEOPLE, PLACE, False),
    ("active", "recruit|hire|court|attract|poach|woo|lure|headhunt|enlist", "", "recruits", ACTOR - PERSON, PEOPLE, False),
    ("active", "take place|occur|happen", "in|at|on", "happenedIn", EVENT, PLACE, False),
    ("active", "host|stage", "", "happenedIn", PLACE, EVENT, True),
    ("passive", "hold|host|stage|convene|celebrate|organise|organize", "in|at", "happenedIn", EVENT, PLACE, False),
    ("active", "take place|occur|happen", "in|on|", "happenedOn", EVENT, DATE, False),
    ("passive", "hold|host|stage|convene|celebrate|organise|organize", "in|on|", "happenedOn", EVENT, DATE, False),
    ("active", "end|finish|conclude", "in|on", "endedOn", EVENT, DATE, False),
    ("active", "start|begin|open|kick off|break out|commence", "in|on", "startedOn", EVENT, DATE, False),
    ("active", "fold|shut down|close down|disband", "in|on", "dissolvedOn", ORG, DATE, False),
    ("passive", "dissolve|disband|abolish|shut down|close down|wind up|liquidate", "in|on", "dissolvedOn", ORG, DATE, False),
    ("passive", "merge|fold|absorb", "into", "mergedInto", ORG, ORG, False),
    ("active", "split|break away|secede", "from", "separatedFrom", ORG | PLACE, ORG | PLACE, False),
    ("passive", "spin off|split off|separate", "from", "separatedFrom", ORG | PLACE, ORG | PLACE, False),
    ("active", "merge", "into|with", "mergedInto", ORG, ORG, False),
    ("role", "book|novel|memoir|biography|essay|poem|play|trilogy", "by", "author", WORK, PERSON, False),
    ("role", "film|movie|documentary", "by", "director", WORK, PERSON, False),
    ("role", "album|song|single", "by", "performer", WORK, PERSON | ORG, False),
    ("role", "painting|sculpture|portrait|mural", "by", "creator", WORK, PERSON, False),
    ("role", "opera|symphony|concerto|sonata", "by", "composer", WORK, PERSON, False),
    ("active", "write|author|co-write|co-author|pen", "", "author", PEOPLE, WORK, True),
    ("role", "author|writer|co-author", "of", "author", PERSON, WORK, True),
    ("active", "star|appear|act", "in", "castMember", PERSON, WORK, True),
    ("active", "star", "", "castMember", WORK, PERSON, False),
    ("active", "record|perform|sing", "", "performer", PERSON | ORG, WORK, True),
    ("role", "screenwriter|scriptwriter", "of", "screenwriter", PERSON, WORK, True),
    ("active", "direct|co-direct", "", "director", PERSON, WORK, True),
    ("role", "director", "of", "director", PERSON, WORK, True),
    ("active", "compose", "", "composer", PERSON, WORK, True),
    ("role", "composer", "of", "composer", PERSON, WORK, True),
    ("role", "publisher", "of", "publisher", ORG, WORK, True),
    ("active", "air", "on", "originalNetwork", WORK, ORG, False),
    ("passive", "set", "in", "setIn", WORK, PLACE, False),
    ("active", "publish", "", "publisher", ORG, WORK, True),
    ("active", "premiere|debut|come out|launch", "in|on", "publishedOn", WORK | GOODS, DATE, False),
    ("passive", "publish|release|launch|unveil|introduce|issue", "in|on", "publishedOn", WORK | GOODS, DATE, False),
    ("passive", "name|christen", "after|for", "namedAfter", ANY, ANY, False),
    ("passive", "adapt|derive", "from", "basedOn", WORK | GOODS, WORK | IDEA | GOODS - {"Service"}, False),
    ("passive", "base", "on", "basedOn", WORK | GOODS, WORK | IDEA | frozenset({"Product", "Technology"}), False),
    ("active", "influence|inspire", "", "influencedBy", PERSON, PERSON, True),
    ("active", "study", "under|with", "studentOf", PERSON, PERSON, False),
    ("role", "student|pupil", "of", "studentOf", PERSON, PERSON, False),
    ("role", "brother|sister|sibling", "of", "sibling", PERSON, PERSON, False),
    ("role", "father", "of", "father", PERSON, PERSON, True),
    ("role", "mother", "of", "mother", PERSON, PERSON, True),
    ("passive", "award|give|grant", "", "awardReceived", PEOPLE | ORG, AWARD, False),
    ("passive", "honor|honour|present", "with", "awardReceived", PEOPLE | ORG, AWARD, False),
    ("role", "winner|recipient|laureate", "of", "awardReceived", PEOPLE | ORG, AWARD, False),
    ("passive", "know", "for", "notableWork", PERSON, WORK | GOODS - {"Service"}, False),
    ("active", "win|receive|earn", "", "awardReceived", PEOPLE | ORG, AWARD, False),
    ("active", "cause|trigger|bring about|spark|provoke|induce", "", "causes", ANY, EVENT | IDEA, False),
    ("active", "lead", "to", "causes", IDEA | EVENT | GOODS, EVENT | IDEA, False),
    ("active", "result", "in", "causes", IDEA | EVENT | GOODS, EVENT | IDEA, False),
    ("role", "cause", "of", "causes", ANY, EVENT | IDEA, False),
    ("active", "consist", "of", "partOf", ANY, ANY, True),
    ("active", "comprise", "", "partOf", ANY, ANY, True),
    ("passive", "make up|compose", "of", "partOf", ANY, ANY, True),
    ("role", "part", "of", "partOf", ANY, ANY, False),
    ("active", "participate|take part|compete", "in", "participatedIn", ACTOR, EVENT, False),
    ("active", "fight|serve", "in", "foughtIn", ACTOR, CONFLICT, False),
    ("active", "replace|supersede|supplant", "", "replaces", ORG | MADE, ORG | MADE, False),
    ("active", "succeed|replace", "", "replaces", PERSON, PERSON, False),
    ("role", "successor", "of|to", "replaces", PERSON | ORG | MADE, PERSON | ORG | MADE, False),
    ("role", "predecessor", "of|to", "replaces", PERSON | ORG | MADE, PERSON | ORG | MADE, True),
    ("role", "sequel", "of|to", "follows", WORK, WORK, False),
    ("role", "prequel", "of|to", "follows", WORK, WORK, True),
    ("passive", "affiliate|associate", "with", "affiliatedWith", ORG | PERSON, ORG, False),
    ("role", "supplier", "of|to", "supplies", ORG, ORG, False),
    ("active", "supply", "", "supplies", ORG, ORG, False),
    ("active", "operate|run", "", "operatedBy", ORG, PLANT, True),
    ("role", "operator", "of", "operatedBy", ORG, PLANT, True),
    ("passive", "twin", "with", "twinnedWith", PLACE, PLACE, False),
    ("active", "flow|drain|empty", "into", "flowsInto", PLACE, PLACE, False),
    ("active", "claim", "", "claimedBy", PLACE, PLACE, True),
    ("active", "speak", "", "speaks", PEOPLE, LANGUAGE, False),
    ("role", "official language|national language", "of", "officialLanguage", LANGUAGE, PLACE, True),
    ("active", "convert", "to", "religion", PEOPLE, RELIGION, False),
    ("active", "practise|practice", "", "religion", PEOPLE, RELIGION, False),
    ("active", "attend", "", "participatedIn", ACTOR, EVENT, False),
)  # fmt: skip
