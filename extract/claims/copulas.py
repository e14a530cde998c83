"""Facts of being: copula and apposition, with what the noun says of its own complement ("is the CEO of Y")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .arguments import Phrases
from .draft import Argument
from .facts import Fact, Key
from .frames import NOT_ROLES, preposition
from .lexicon import listed
from .nominals import OCCUPATIONS, PARTITIVES, POSITIONS, QUANTITIES, RELATIONAL, lemmas_of, nominal_class
from .patterns import known
from .phrases import phrase
from .qualities import quality_facts
from .subjects import antecedent, apposed, surface_subject
from .tree import Sentence, Word

SURE, LIKELY = 0.8, 0.7
RANKS = listed("chief vice deputy assistant associate co acting interim managing general executive prime senior joint")
SOLE = listed("executive officer ceo chairman chairwoman chairperson chair director president king queen minister")
HUMANS = listed("person man woman people human individual child member one thing")
NO_COMPLEMENTS = listed("as than from before after during despite due_to because_of")
ORDERS = listed("first second third last next only other same")
WHERE = ("in", "on", "at", "within", "inside", "near", "around", "under", "between", "among", "for", "against")
NOUNS = ("NOUN", "PROPN")
THINGS = ("Work", "Place", "Event", "Product", "Industry", "Technology", "Service")
TITLES = POSITIONS | OCCUPATIONS
NO_ROLES = NOT_ROLES | NO_COMPLEMENTS


def copula_facts(phrases: Phrases) -> Iterator[Fact]:
    """Yield what "X is …" says: a class, a role, a place, or an adjective with its complement."""
    sentence = phrases.sentence
    for word in sentence.words if sentence.above("cop") else ():
        copula = sentence.child(word, "cop")
        if copula is None and not (word.is_a("conj") and _shares_copula(sentence, word)):
            continue
        subject = surface_subject(sentence, word)
        if subject is not None and subject is not word:
            yield from _predicate(phrases, subject, word, (copula,) if copula else ())


def existence_facts(phrases: Phrases) -> Iterator[Fact]:
    """Yield where something is of which a text says that there is such a thing: "There are lakes in Finland"."""
    sentence = phrases.sentence
    for event in sentence.above("expl"):
        if event.lemma != "be":
            continue
        there = next((w for w in sentence.children(event, "expl") if w.text.lower() == "there"), None)
        noun = sentence.child(event, "nsubj")
        if there is None or noun is None or noun.pos not in NOUNS:
            continue
        for place in [*sentence.children(event, "obl"), *sentence.children(noun, "nmod")]:
            link = preposition(sentence, place)
            if link in WHERE:
                cues = (event, *sentence.children(place, "case"))
                yield Fact(event, noun, phrase("be", preposition=link), place, Key("be", link), cues, LIKELY)


def apposition_facts(phrases: Phrases) -> Iterator[Fact]:
    """Yield what "X, a Y of Z" says; the name is the subject whichever side it stands on."""
    sentence = phrases.sentence
    for word in sentence.words:
        above = apposed(sentence, word) if word.pos in NOUNS and word.is_a("appos", "nsubj") else None
        if above is None or above.pos not in NOUNS:
            continue
        named = phrases.name_at(word) is not None and phrases.name_at(above) is None
        subject, noun = (word, above) if named else (above, word)
        if _of_other_kinds(phrases, subject, noun):
            continue
        if above.tag in ("NNS", "NNPS") and word.tag in ("NN", "NNP"):
            yield from _members(phrases, above, word)
            continue
        # Two names side by side, or capitals alone in brackets, are aliases or places, not a class.
        if phrases.name_at(noun) is None and not (noun.text.isupper() or word.text.isupper()):
            found = nominal_predicate(phrases, subject, noun, (), LIKELY)
            yield from (replace(_of_noun(phrases, fact), given=True) for fact in found)


def _members(phrases: Phrases, nouns: Word, first: Word) -> Iterator[Fact]:
    """Yield what a list after a plural says: "three metals, tin, zinc and lead"; a single one after it is a slip."""
    members = phrases.conjuncts(first)
    whole = phrases.argument(nouns)
    if len(members) > 1 and isinstance(whole, Argument):
        for member in members:
            key = Key("be", "one of")
            yield Fact(nouns, member, "be one of", whole, key, (nouns,), LIKELY, alone=True, given=True)


def _of_other_kinds(phrases: Phrases, subject: Word, noun: Word) -> bool:
    """Tell whether one of two nouns means people and the other a thing, so that neither describes the other.

    In "a book about her mother, a singer" a parser may hang the singer on the book.
    """
    name = phrases.name_at(subject)
    kinds = {name.type if name is not None else nominal_class(subject) or "", nominal_class(noun) or ""}
    return "Person" in kinds and not kinds.isdisjoint(THINGS)


def descriptor_facts(phrases: Phrases) -> Iterator[Fact]:
    """Yield what a noun right before a name says of it: "the French chemist Marie Curie", "President Joe Biden"."""
    for noun in phrases.sentence.words:
        name = _described(phrases, noun) if noun.pos in NOUNS else None
        if name is not None:
            several = noun.tag in ("NNS", "NNPS")
            words, key = ("be one of", Key("be", "one of")) if several else ("be", class_key(noun))
            for each in phrases.conjuncts(name) if several else [name]:
                yield _of_noun(phrases, Fact(noun, each, words, noun, key, (noun,), LIKELY, alone=True, given=True))


def _described(phrases: Phrases, noun: Word) -> Word | None:
    """Return the name that a noun, a common one or a title, stands before.

    A parser may hang the noun on the name or give both the same part in the clause: "the author Ann Lee said".
    """
    sentence = phrases.sentence
    title = noun.lemma.lower() in TITLES
    introduces = title or (noun.rel == "nmod:desc" and noun.pos != "PROPN")
    if not introduces or phrases.name_at(noun) is not None:
        return None
    name = sentence.parent(noun) if noun.rel == "nmod:desc" else _twin(sentence, noun) if title else None
    return name if name is not None and name.index > noun.index and phrases.name_at(name) is not None else None


def _twin(sentence: Sentence, noun: Word) -> Word | None:
    after = sentence.words[noun.index + 1 : noun.index + 2]
    same = after and noun.is_a("nsubj", "obj", "obl") and (after[0].head, after[0].rel) == (noun.head, noun.rel)
    return after[0] if same else None


def _of_noun(phrases: Phrases, fact: Fact) -> Fact:
    """Keep the noun of "its founder, Jack Ma" as the class, where elsewhere it only introduces the name."""
    says_what = isinstance(fact.object, Word) and fact.phrase in ("be", "be one of")
    noun = phrases.argument(fact.object) if says_what and isinstance(fact.object, Word) else None
    return replace(fact, object=noun) if isinstance(noun, Argument) else fact


def _shares_copula(sentence: Sentence, word: Word) -> bool:
    """Tell whether a noun or adjective is coordinated with a predicate: "is an author and mathematician"."""
    above = sentence.parent(word)
    linked = above is not None and sentence.child(above, "cop") is not None
    return linked and word.pos in (*NOUNS, "ADJ") and sentence.child(word, "nsubj") is None


def _predicate(phrases: Phrases, subject: Word, word: Word, cues: tuple[Word, ...]) -> Iterator[Fact]:
    where = preposition(phrases.sentence, word)
    if where and word.pos in NOUNS:
        case = tuple(phrases.sentence.children(word, "case"))
        yield Fact(word, subject, phrase("be", preposition=where), word, Key("be", where), (*cues, *case), LIKELY)
    elif phrases.name_at(word) is not None and subject.pos == "PRON":
        return  # a cleft: "It was Google that …"
    elif word.pos in NOUNS or word.lemma == "one":
        yield from nominal_predicate(phrases, subject, word, cues, SURE)
    elif word.pos == "ADJ" and word.tag != "JJS":  # "the largest in Europe" leaves out what it is
        yield from quality_facts(phrases.sentence, subject, word, cues)


def nominal_predicate(
    phrases: Phrases, subject: Word, noun: Word, cues: tuple[Word, ...], confidence: float
) -> Iterator[Fact]:
    """Yield the class a noun gives its subject and the relation it names: "CEO of X", "X's capital"."""
    sentence = phrases.sentence
    told = _only_relates(sentence, noun) or _says_little(sentence, noun) or noun.lemma.lower() in PARTITIVES
    silent = told and class_key(noun) == Key("be")
    if noun.tag in ("NNS", "NNPS") and subject.tag == "NNP" and class_key(noun) == Key("be"):
        yield Fact(noun, subject, "be one of", noun, Key("be", "one of"), cues or (noun,), confidence, quiet=silent)
    else:
        yield Fact(noun, subject, "be", noun, class_key(noun), cues or (noun,), confidence, quiet=silent)
    for fact in roles(sentence, subject, noun, noun, confidence):
        yield replace(fact, cues=(*cues, *fact.cues))


def _only_relates(sentence: Sentence, noun: Word) -> bool:
    """Tell whether the vocabulary has a word for what a bare noun relates, so that its class adds nothing.

    "The capital of France" is `capitalOf`, and nothing is learned from "is a capital".
    """
    modified = sentence.children(noun, "amod", "compound", "nummod")
    return not modified and any(known(role_key(sentence, noun, link)) for _, link in complements(sentence, noun))


def _says_little(sentence: Sentence, noun: Word) -> bool:
    """Tell whether a noun says only that somebody is a human, or of nobody whose: "was the first woman to win"."""
    telling = [w for w in sentence.children(noun, "amod", "compound") if w.tag == "JJ" and w.lemma not in ORDERS]
    alone = not sentence.children(noun, "amod", "compound", "nmod", "acl", "nummod")
    if alone and noun.lemma.lower() in RELATIONAL:
        return True
    among = noun.lemma == "one" and any(w.index > noun.index for w in sentence.children(noun, "nmod"))
    return noun.lemma.lower() in HUMANS and not telling and not among


def class_key(noun: Word) -> Key:
    """Return what patterns know of a class: a position, an occupation, or any other."""
    lemma = noun.lemma.lower()
    if lemma in POSITIONS:
        return Key("position", voice="role")
    return Key("occupation", voice="role") if lemma in OCCUPATIONS else Key("be")


def roles(sentence: Sentence, holder: Word, noun: Word, event: Word, confidence: float) -> Iterator[Fact]:
    """Yield what a noun relates its holder to: "chief executive of X", "X's capital"."""
    if noun.lemma.lower() in QUANTITIES:
        return
    found = list(complements(sentence, noun))
    needed = any(link == "of" and not other.is_a("nmod:poss") for other, link in found)
    for other, link in found:
        if needed and link != "of":  # a "member of parliament for" a town is no member for it
            continue
        words = phrase("be", complement=role_phrase(sentence, noun), preposition=link)
        key = role_key(sentence, noun, link)
        case = [w for w in sentence.children(other, "case") if w.index > noun.index and w.index < other.index]
        yield Fact(event, holder, words, other, key, (noun, *case), confidence, quiet=other.pos == "PRON")


def complements(sentence: Sentence, noun: Word) -> Iterator[tuple[Word, str]]:
    """Yield what a noun relates its subject to, with the preposition: of its PP or its possessor."""
    for other in sentence.children(noun, "nmod"):
        if other.is_a("nmod:poss"):
            yield antecedent(sentence, other), "of"
        elif sentence.child(other, "case") and other.index > noun.index:
            link = preposition(sentence, other)
            if link.replace(" ", "_") not in NO_ROLES:
                yield other, link


def role_phrase(sentence: Sentence, noun: Word) -> str:
    """Return a noun with the nouns and ranks that make its kind: "chief executive", "parent company"."""
    left = [w for w in sentence.children(noun, "compound", "amod") if w.index < noun.index and _of_rank(w)]
    return " ".join(w.lower() for w in lemmas_of([*left, noun]))


def _of_rank(word: Word) -> bool:
    return word.pos == "NOUN" or word.lemma.lower() in RANKS


def role_key(sentence: Sentence, noun: Word, link: str) -> Key:
    """Return what patterns know of a role: by its whole phrase, else by its noun where no rank changes it.

    A vice president is no president, a finance chief no chief, but an AI researcher is a researcher.
    """
    whole = Key(role_phrase(sentence, noun), link, "role")
    bare = Key(noun.lemma.lower(), link, "role")
    ranked = any(w.lemma.lower() in RANKS for w in sentence.children(noun, "compound", "amod"))
    return bare if not known(whole) and not ranked and noun.lemma.lower() not in SOLE else whole
