import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.explorer import layout

edges = st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)).filter(lambda pair: pair[0] < pair[1]), max_size=60)


def links_of(pairs, size=30):
    return layout.Links.of(size, dict.fromkeys(pairs, 1.0))


def cliques():
    """Two groups of six, all tied within, one tie between."""
    pairs = {(a + base, b + base): 1.0 for base in (0, 6) for a in range(6) for b in range(a + 1, 6)}
    return layout.Links.of(12, {**pairs, (0, 6): 1.0})


@settings(max_examples=25, deadline=None)
@given(edges)
def test_the_order_of_links_leaves_no_trace(pairs):
    there, back = links_of(pairs), links_of(pairs[::-1])
    community = layout.communities(there)
    assert community == layout.communities(back)
    assert np.array_equal(layout.positions(there, community), layout.positions(back, community))


@settings(max_examples=25, deadline=None)
@given(edges)
def test_every_entity_is_ordered_once_and_never_before_all_its_neighbours_by_two(pairs):
    links = links_of(pairs)
    order = layout.order(links, layout.importance(links, [1] * 30))
    assert sorted(order) == list(range(30))
    place = {index: at for at, index in enumerate(order)}
    for index, near in enumerate(links.neighbours()):
        assert not near or min(place[other] for other, _ in near) <= place[index] + 1


@settings(max_examples=15, deadline=None)
@given(edges)
def test_no_two_entities_share_a_place(pairs):
    point = layout.positions(links_of(pairs), [0] * 30)
    assert len({tuple(row) for row in point.tolist()}) == 30


def test_labels_have_room():
    point = layout.positions(cliques(), layout.communities(cliques()))
    gap = np.abs(point[:, None] - point[None, :]) + np.eye(12, dtype=int)[:, :, None] * 1000
    assert ((gap[:, :, 0] > 70) | (gap[:, :, 1] > 40)).all()


def test_communities_are_found_and_stand_apart():
    links = cliques()
    community = layout.communities(links)
    assert community[:6] == [community[0]] * 6
    assert community[6:] == [community[6]] * 6
    assert community[0] != community[6]
    point = layout.positions(links, community)
    within = np.linalg.norm(point[:6] - point[:6].mean(axis=0), axis=1).mean()
    assert np.linalg.norm(point[:6].mean(axis=0) - point[6:].mean(axis=0)) > within


def test_entities_beyond_the_clustered_core_join_their_neighbours():
    size = layout._CLUSTERED + 2
    links = layout.Links.of(size, {(0, 1): 1.0, (1, size - 2): 1.0, (size - 2, size - 1): 1.0})
    community = layout.communities(links)
    assert community[size - 1] == community[size - 2] == community[1]


def test_nothing_is_laid_out_as_nothing():
    empty = layout.Links.of(0, {})
    assert layout.communities(empty) == []
    assert layout.positions(empty, []).shape == (0, 2)
    assert layout.order(empty, layout.importance(empty, [])) == []


def test_being_tied_to_many_makes_important():
    links = layout.Links.of(5, {(0, other): 1.0 for other in range(1, 5)})
    assert layout.order(links, layout.importance(links, [1] * 5))[0] == 0
