"""Who does what: the subject of a clause, its own or one shared by control, coordination or a relative clause."""

from __future__ import annotations

from .governors import DIRECTING, HOLDING_PLANS, KNOWN, PREVENTING, bare
from .lexicon import listed
from .nominals import is_people, noun_class
from .tree import Sentence, Word, remembered

RELATIVES = listed("who whom which that whose")
SUBJECT_CONTROL = listed("promise vow pledge threaten")
ACCUSING = listed("accuse suspect convict acquit")
WITH_MEANS = listed("spend waste use take have devote dedicate make lose employ need")
NOT_EVENTS = ("aux", "cop", "amod", "case", "mark", "fixed", "compound", "flat", "discourse", "det", "cc", "advmod")
# Participles that only link, as prepositions do.
PREPOSITIONAL = listed(
    "compared considering regarding concerning including following given barring excluding depending"
)
RANKING = listed("first second third last only latest next")
EMPTY_SUBJECTS = listed("it this that there these those what which who")
NEVER_PASSIVE = listed("grow go study graduate live work die move serve stay remain become arrive migrate")
MOVING = listed("go move emigrate immigrate migrate relocate arrive return graduate die remain stay become")
CLAUSES = ("xcomp", "ccomp", "advcl", "acl")
PRONOMINAL = ("PRON", "DET", "SCONJ")
NOMINAL = ("nsubj", "obj", "iobj", "obl", "nmod", "appos")  # relations that only a noun has: a clause has others
_NO_CLAUSE = frozenset((*NOMINAL, *NOT_EVENTS))


def is_verb(word: Word) -> bool:
    """Tell whether a word is a full verb that heads a clause."""
    if word.pos != "VERB" and not word.tag.startswith("VB"):
        return False
    relation = word.rel.partition(":")[0]
    return relation not in _NO_CLAUSE and not (relation == "advcl" and word.text.lower() in PREPOSITIONAL)


def is_noun(word: Word) -> bool:
    """Tell whether a word is a noun, by its class or, where the tagger took it for a verb, by its relation.

    >>> is_noun(Word(1, "drain", "drain", "VBP", "VERB", 2, "nsubj", 7, 12))
    True
    """
    return word.pos in ("NOUN", "PROPN") or (word.pos == "VERB" and word.tag != "VBG" and word.is_a(*NOMINAL))


def is_passive(sentence: Sentence, event: Word) -> bool:
    """Tell whether a verb is passive: by its auxiliary or subject, or as a bare participle.

    A participle in a reduced clause ("left by talents", "Established in 1999, …") has neither; one coordinated with
    a passive shares its auxiliary.
    """
    if sentence.child(event, "aux:pass", "nsubj:pass", "csubj:pass"):
        return True
    if event.tag == "VBN" and any(w.lemma == "be" for w in sentence.children(event, "aux")):
        return True  # a noisy label: the progressive has a participle of the present
    if not is_participle(event) or sentence.child(event, "aux", "nsubj", "obj"):
        return False
    above = sentence.parent(event)
    if event.is_a("conj") and above is not None:
        return event.tag == "VBN" and event.lemma not in NEVER_PASSIVE and is_passive(sentence, above)
    if event.lemma in MOVING:
        return False
    return event.rel in ("acl", "advcl") or (event.rel == "xcomp" and event.tag == "VBN")


def is_participle(event: Word) -> bool:
    """Tell whether a verb is a past participle; noisy tags may call it a past tense."""
    return event.tag in ("VBN", "VBD", "JJ")


def antecedent(sentence: Sentence, word: Word) -> Word:
    """Return what a relative pronoun stands for: the noun its clause modifies; any other word stands for itself."""
    if word.pos not in PRONOMINAL or word.text.lower() not in RELATIVES:
        return word
    for clause in sentence.ancestors(word):
        noun = sentence.parent(clause)
        if clause.is_a("acl") and noun is not None:
            return _described(sentence, _who(sentence, noun) if word.text.lower() == "who" else noun)
    return word


def _who(sentence: Sentence, noun: Word) -> Word:
    """Return who is meant where a parser hung a clause on what a person is of: "a professor at the college who"."""
    above = sentence.parent(noun)
    thing = noun_class(noun.lemma.lower(), plural=False) not in ("Person", "Concept", "Group")
    whole = thing and noun.is_a("nmod") and above is not None and is_people(sentence, above)
    return above if whole and above is not None else noun


@remembered
def surface_subject(sentence: Sentence, event: Word) -> Word | None:
    """Return the word that is the grammatical subject of a clause, ``None`` where the sentence does not say."""
    own = _own_subject(sentence, event) or _strayed(sentence, event)
    if own is not None:
        return antecedent(sentence, own)
    above = sentence.parent(event)
    if above is None or sentence.child(event, "csubj", "expl"):
        return None
    return _shared_subject(sentence, event, above)


def _own_subject(sentence: Sentence, event: Word) -> Word | None:
    """Return the subject of a clause, a noun or an activity; of two, that without a preposition: "With Ann he left"."""
    found = sentence.children(event, "nsubj")
    plain = next((w for w in found if sentence.child(w, "case") is None), next(iter(found), None))
    return plain or next((w for w in sentence.children(event, "csubj") if w.tag == "VBG"), None)


def apposed(sentence: Sentence, word: Word) -> Word | None:
    """Return what a noun stands beside and describes, as a second subject too where a parser made it one.

    "Ann, the firm's president, left" has one subject, whatever the arcs say.
    """
    above = sentence.parent(word)
    if above is None or word.is_a("appos"):
        strayed = above is not None and above.pos != "PROPN" and word.pos == "NOUN"
        return (_name_before(sentence, word) if strayed else None) or above
    if not word.is_a("nsubj") or not is_verb(above):
        return None
    first = sentence.child(above, "nsubj")
    if first is None or first.index >= word.index or first.pos != "PROPN":
        return None
    between = sentence.words[first.index + 1 : word.index]
    return first if [w.text for w in between if w.head == word.index or w.text == ","][:1] == [","] else None


def _name_before(sentence: Sentence, word: Word) -> Word | None:
    """Return the name that ends right before the comma of an apposition, where a parser hung it further left."""
    first, _ = sentence.edges(word)
    comma = next((w for w in sentence.words[max(0, first - 1) : first + 1] if w.text == ","), None)
    found = sentence.words[comma.index - 1] if comma is not None and comma.index > 0 else None
    while found is not None and found.pos == "PROPN" and found.is_a("flat", "compound"):
        found = sentence.parent(found)
    return found if found is not None and found.pos == "PROPN" and found.index < word.index else None


def _shared_subject(sentence: Sentence, event: Word, above: Word) -> Word | None:
    if event.is_a("acl:relcl"):
        return None if sentence.child(event, "mark") else _described(sentence, above)
    if event.is_a("acl"):
        return _noun_subject(sentence, event, above)
    if event.is_a("xcomp") or _kept_from(sentence, event) or commanded(sentence, event):
        return _controller(sentence, above)
    if event.is_a("conj") and is_verb(event):
        return surface_subject(sentence, _clause(sentence, event, above))
    if event.is_a("conj", "advcl"):
        return _agent_before(sentence, event, above) or surface_subject(sentence, above)
    return None


def _agent_before(sentence: Sentence, event: Word, above: Word) -> Word | None:
    """Return the agent of a passive that a participle follows: "a gap left by people moving to the north"."""
    agent = sentence.child(above, "obl:agent")
    if agent is None or event.tag != "VBG" or sentence.child(event, "mark"):
        return None
    return agent if sentence.edges(agent)[1] + 1 == event.index else None


def commanded(sentence: Sentence, event: Word) -> bool:
    """Tell whether an infinitive says what the object of the verb above is to do: "ordered the school to inspect"."""
    above = sentence.parent(event)
    if above is None or not event.is_a("advcl") or event.tag != "VB" or above.lemma not in DIRECTING:
        return False
    to = any(w.text.lower() == "to" for w in sentence.children(event, "mark"))
    return to and any(above.index < w.index < event.index for w in sentence.children(above, "obj", "iobj"))


def _kept_from(sentence: Sentence, event: Word) -> bool:
    """Tell whether a participle says what somebody else is kept from: "blocked Huawei from buying chips".

    So does what somebody is accused of.
    """
    above = sentence.parent(event)
    links = {w.text.lower() for w in sentence.children(event, "mark")}
    if above is None or not event.is_a("advcl"):
        return False
    return ("from" in links and above.lemma in PREVENTING) or ("of" in links and above.lemma in ACCUSING)


def clause_of(sentence: Sentence, event: Word, word: Word) -> Word:
    """Return the verb that a phrase completes, though a parser hung it on one further off.

    It is the one right before the phrase: "denied having founded Arm", "who never studied at Oxford, lives in Rome".
    """
    if word.head != event.index:
        return event
    before, start = word.index < event.index, 0 if word.index < event.index else event.index + 1
    if before and "," not in {w.text for w in sentence.words[word.index : event.index]}:
        return event
    first, _ = sentence.edges(word)
    verb = next((w for w in reversed(sentence.words[start:first]) if w.pos == "VERB" and w.is_a(*CLAUSES)), None)
    if verb is None:
        return event
    below = {w.index for w in sentence.subtree(verb)}
    return verb if all(index in below for index in range(verb.index, first)) else event


def _clause(sentence: Sentence, event: Word, above: Word) -> Word:
    """Return the clause a verb is coordinated with: the last one before it where the parser hung it on a noun."""
    if is_verb(above) or above.is_a("root") or sentence.child(above, "nsubj", "cop"):
        return above
    before = (sentence.words[index] for index in range(event.index - 1, -1, -1))
    return next((w for w in before if w is not event and sentence.child(w, "nsubj")), above)


def _strayed(sentence: Sentence, event: Word) -> Word | None:
    """Return a subject hung on an initial participle clause: "Established in 1999, Alibaba has grown"."""
    if event.tag not in ("VBZ", "VBP", "VBD") and not sentence.child(event, "aux"):
        return None
    clauses = [w for w in sentence.children(event, "advcl") if w.index < event.index and w.tag in ("VBN", "VBG")]
    subjects = [subject for clause in clauses for subject in sentence.children(clause, "nsubj")]
    return next((w for w in subjects if w.head < w.index < event.index), None)


def _noun_subject(sentence: Sentence, event: Word, noun: Word) -> Word | None:
    """Return the noun of a participle ("talents migrating to"), the possessor for "BABA's ability to maintain".

    Whoever is "the first to climb" it climbs it.
    """
    if event.tag == "VB" and _ranked(sentence, noun):
        return _described(sentence, noun)
    marks = (w for w in sentence.children(event, "mark", "case") if w.index > noun.index)
    if next(marks, None) is not None or event.tag == "VB":
        possessor = sentence.child(noun, "nmod:poss")
        return _planner(sentence, event, noun) if possessor is None else antecedent(sentence, possessor)
    return _described(sentence, _mover(sentence, event, noun) or noun)


def _planner(sentence: Sentence, event: Word, noun: Word) -> Word | None:
    """Return who is to do what a noun leads on to: "is in talks to buy", "dropped plans to buy"."""
    if event.tag != "VB" or not bare(sentence, noun, KNOWN):
        return None
    if sentence.child(noun, "cop"):
        return sentence.child(noun, "nsubj") if sentence.child(noun, "case") else None  # "the plan is to buy"
    above = sentence.parent(noun)
    held = above is not None and noun.is_a("obj") and above.pos == "VERB" and bare(sentence, above, HOLDING_PLANS)
    return surface_subject(sentence, above) if held and above is not None else None


def _ranked(sentence: Sentence, noun: Word) -> bool:
    """Tell whether a noun is one by its place in an order: "the first woman to", "the youngest player to"."""
    before = [w for w in sentence.children(noun, "amod") if w.index < noun.index]
    return any(w.lemma.lower() in RANKING or w.tag == "JJS" for w in before)


def _mover(sentence: Sentence, event: Word, noun: Word) -> Word | None:
    """Return the people right before a participle of moving that a parser hung on a thing further left.

    In "a gap left by talents migrating to Canada" no gap migrates.
    """
    before = sentence.words[event.index - 1] if event.lemma in MOVING and event.index else noun
    return before if is_people(sentence, before) and not is_people(sentence, noun) else None


def _described(sentence: Sentence, noun: Word) -> Word:
    """Return what a predicate noun describes: "Tencent is a company based in Shenzhen" is about Tencent.

    So is "Tencent, a company based in Shenzhen"; a cleft ("It was Google that …") is about the noun itself.
    """
    beside = apposed(sentence, noun) if noun.is_a("appos") and noun.pos == "NOUN" else None
    if beside is not None and beside.pos == "PROPN":
        return beside
    subject = sentence.child(noun, "nsubj") if sentence.child(noun, "cop") else None
    return noun if subject is None or subject.lemma.lower() in EMPTY_SUBJECTS else subject


def _means(verb: Word, held: Word) -> bool:
    """Tell whether an object is only what somebody acts with: "spend time feeding", "use tools to hunt"."""
    named = held.pos in ("PRON", "PROPN") or noun_class(held.lemma.lower(), plural=False) == "Person"
    return verb.lemma in WITH_MEANS and not named


def _controller(sentence: Sentence, above: Word) -> Word | None:
    controlling = sentence.child(above, "iobj", "obj")
    if controlling is not None and above.lemma not in SUBJECT_CONTROL and not _means(above, controlling):
        return antecedent(sentence, controlling)
    return surface_subject(sentence, above)
