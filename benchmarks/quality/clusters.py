"""Coreference scores as the reference scorer defines them (Pradhan et al. 2014): MUC, B-cubed and CEAF by entities.

Each returns counts, so that documents can be summed; clusters are sets of mentions, singletons included.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from collections.abc import Set as AbstractSet

from .measures import Counts

Cluster = AbstractSet[Hashable]
Clusters = Sequence[Cluster]


def muc(found: Clusters, given: Clusters) -> Counts:
    """Count links (Vilain et al. 1995).

    >>> muc([{"a", "b"}, {"c", "d"}], [{"a", "b", "c"}]).recall
    0.5
    """
    return Counts(*_links(found, given), *_links(given, found))


def _links(clusters: Clusters, others: Clusters) -> tuple[int, int]:
    """Return how many links of the clusters the others hold, of how many."""
    kept = sum(len(cluster) - _parts(cluster, others) for cluster in clusters)
    return kept, sum(len(cluster) - 1 for cluster in clusters)


def _parts(cluster: Cluster, others: Clusters) -> int:
    """Return into how many parts the others cut a cluster; a mention they lack is a part of its own."""
    shared = [cluster & other for other in others if cluster & other]
    return len(shared) + len(cluster) - sum(map(len, shared))


def b_cubed(found: Clusters, given: Clusters) -> Counts:
    """Count mentions by how well their cluster is met (Bagga and Baldwin 1998).

    >>> b_cubed([{"a"}, {"b"}], [{"a", "b"}]).recall
    0.5
    """
    return Counts(*_shares(found, given), *_shares(given, found))


def _shares(clusters: Clusters, others: Clusters) -> tuple[float, int]:
    right = sum(len(cluster & other) ** 2 / len(cluster) for cluster in clusters for other in others)
    return right, sum(map(len, clusters))


def ceaf_e(found: Clusters, given: Clusters) -> Counts:
    """Count entities by their similarity under the best alignment of one to one (Luo 2005, phi 4).

    >>> ceaf_e([{"a", "b"}], [{"a", "b"}, {"c"}]).recall
    0.5
    """
    import networkx  # type: ignore[import-untyped]  # it comes without types

    graph = networkx.Graph()
    for row, cluster in enumerate(given):
        for column, other in enumerate(found):
            if shared := len(cluster & other):
                graph.add_edge(("given", row), ("found", column), weight=2 * shared / (len(cluster) + len(other)))
    # Aligned one connected part after the other: the same alignment, in a time that does not grow with its cube.
    parts = [graph.subgraph(members) for members in networkx.connected_components(graph)]
    alignment = [edge for part in parts for edge in networkx.max_weight_matching(part)]
    similarity = sum(graph.edges[edge]["weight"] for edge in sorted(map(sorted, alignment)))
    return Counts(similarity, len(found), similarity, len(given))


def conll(links: Counts, mentions: Counts, entities: Counts) -> float:
    """Return the average of the three F1 (the CoNLL 2012 score)."""
    return (links.f1 + mentions.f1 + entities.f1) / 3
