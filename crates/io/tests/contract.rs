//! Contraction keeps the least times between sites: held against sums over all
//! pairs of nodes, which nobody would use on a real road network.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use safeconduct_io::import::contract::{
    Asked, Contracted, Link, Places, RoadGraph, contract, least_us, strong_components,
};

/// Least times between all nodes by the obvious three loops.
fn all_pairs(graph: &RoadGraph) -> Vec<Vec<Option<u64>>> {
    let nodes = graph.nodes as usize;
    let mut us = vec![vec![None; nodes]; nodes];
    us.iter_mut().enumerate().for_each(|(node, row)| row[node] = Some(0));
    let lower = |cell: &mut Option<u64>, us: u64| *cell = Some(cell.map_or(us, |c: u64| c.min(us)));
    for link in &graph.links {
        let (from, to) = (link.from as usize, link.to as usize);
        lower(&mut us[from][to], link.us);
        if !link.one_way {
            lower(&mut us[to][from], link.us);
        }
    }
    for through in 0..nodes {
        for from in 0..nodes {
            for to in 0..nodes {
                if let (Some(a), Some(b)) = (us[from][through], us[through][to]) {
                    lower(&mut us[from][to], a + b);
                }
            }
        }
    }
    us
}

/// The contracted graph with the node numbers of the whole one.
fn as_graph(nodes: u32, contracted: &Contracted) -> RoadGraph {
    RoadGraph { nodes, links: contracted.stretches.iter().map(|s| s.link).collect() }
}

/// Every stretch is a drivable row of links with the time and length it claims.
fn holds_together(graph: &RoadGraph, contracted: &Contracted) {
    for stretch in &contracted.stretches {
        let links: Vec<Link> = stretch.roads.iter().map(|r| graph.links[*r as usize]).collect();
        assert_eq!(stretch.link.us, links.iter().map(|l| l.us).sum::<u64>());
        assert_eq!(stretch.link.mm, links.iter().map(|l| l.mm).sum::<u64>());
        assert_eq!(stretch.nodes.len(), links.len() + 1);
        assert_eq!(stretch.nodes[0], stretch.link.from);
        assert_eq!(*stretch.nodes.last().unwrap(), stretch.link.to);
        assert_eq!(stretch.link.one_way, links.iter().any(|l| l.one_way));
        for (link, ends) in links.iter().zip(stretch.nodes.windows(2)) {
            assert!(link.leaves(ends[0]) && link.other(ends[0]) == ends[1], "{stretch:?}");
        }
    }
}

fn link(nodes: u32) -> impl Strategy<Value = Link> {
    // Few different times, so that there are ties; some links lead to themselves.
    (0..nodes, 0..nodes, 0..6_u64, 1..6_u64, prop::bool::weighted(0.3))
        .prop_map(|(from, to, us, km, one_way)| Link { from, to, us, mm: km * 300_000, one_way })
}

/// A thin graph, as roads are: mostly chains, dead ends and a few meetings.
fn graph() -> impl Strategy<Value = (RoadGraph, Vec<u32>)> {
    (2..30_u32).prop_flat_map(|nodes| {
        let links = prop::collection::vec(link(nodes), 1..(nodes as usize * 2));
        let sites = prop::collection::vec(0..nodes, 1..7);
        (links, sites).prop_map(move |(links, sites)| (RoadGraph { nodes, links }, sites))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn least_times_between_all_sites_stay((graph, sites) in graph(), alternatives in 0..3_u32) {
        let asked = Asked {
            sites: sites.clone(),
            exact_from: sites.clone(),
            mixed_from: sites.clone(),
            alternatives,
        };
        let contracted = contract(&graph, &asked);
        holds_together(&graph, &contracted);
        let (whole, few) = (all_pairs(&graph), as_graph(graph.nodes, &contracted));
        for &from in &sites {
            let least = least_us(&few, from);
            for &to in &sites {
                prop_assert_eq!(least[to as usize], whole[from as usize][to as usize]);
            }
        }
    }

    #[test]
    fn least_times_from_the_sites_asked_for_stay((graph, sites) in graph()) {
        let asked = Asked { exact_from: vec![sites[0]], sites: sites.clone(), ..Asked::default() };
        let contracted = contract(&graph, &asked);
        let (whole, few) = (all_pairs(&graph), as_graph(graph.nodes, &contracted));
        let least = least_us(&few, sites[0]);
        for &to in &sites {
            prop_assert_eq!(least[to as usize], whole[sites[0] as usize][to as usize]);
        }
    }

    #[test]
    fn dijkstra_and_components_agree_with_all_pairs((graph, _) in graph()) {
        let whole = all_pairs(&graph);
        let component = strong_components(&graph);
        for from in 0..graph.nodes as usize {
            prop_assert_eq!(&least_us(&graph, from as u32), &whole[from]);
            for to in 0..graph.nodes as usize {
                let both = whole[from][to].is_some() && whole[to][from].is_some();
                prop_assert_eq!(component[from] == component[to], both);
            }
        }
    }

    #[test]
    fn the_nearest_place_is_the_nearest(
        places in prop::collection::vec((-180.0..180.0_f64, -90.0..90.0_f64), 1..60),
        at in (-180.0..180.0_f64, -90.0..90.0_f64),
    ) {
        let km = |p: &(f64, f64)| safeconduct_model::reach::great_circle_km(at, *p);
        let least = places.iter().map(km).fold(f64::INFINITY, f64::min);
        let found = Places::new((0..).zip(places.iter().copied())).nearest(at).unwrap();
        prop_assert_eq!(found.km, least);
    }
}

/// A link of both directions with equal time and length.
fn road(from: u32, to: u32, us: u64) -> Link {
    Link { from, to, us, mm: us, one_way: false }
}

fn asked(sites: &[u32], alternatives: u32) -> Asked {
    let sites = sites.to_vec();
    Asked { exact_from: sites.clone(), mixed_from: sites.clone(), sites, alternatives }
}

/// ```text
///     4 - 5        dead end at 3, a second road over 4 and 5
///    /     \
///   0 - 1 - 2
///       |
///       3
/// ```
fn fork() -> RoadGraph {
    let links = vec![
        road(0, 1, 10),
        road(1, 2, 10),
        road(1, 3, 1),
        road(0, 4, 8),
        road(4, 5, 8),
        road(5, 2, 8),
    ];
    RoadGraph { nodes: 6, links }
}

#[test]
fn without_alternatives_only_the_quickest_way_stays() {
    let contracted = contract(&fork(), &asked(&[0, 2], 0));
    let [only] = contracted.stretches.as_slice() else { panic!("{contracted:?}") };
    assert_eq!((only.link.from, only.link.to, only.link.us), (0, 2, 20));
    assert_eq!(only.nodes, [0, 1, 2]);
    let sizes: Vec<(usize, usize)> = contracted.steps.iter().map(|s| (s.nodes, s.links)).collect();
    assert_eq!(sizes, [(6, 6), (6, 6), (2, 1), (2, 1), (2, 1)]);
}

#[test]
fn another_road_stays_though_it_is_longer_and_slower() {
    let mut graph = fork();
    for link in &mut graph.links {
        link.mm *= 100_000;
    }
    let us = |sites: &[u32], alternatives| -> Vec<u64> {
        let contracted = contract(&graph, &asked(sites, alternatives));
        contracted.stretches.iter().map(|s| s.link.us).collect()
    };
    assert_eq!(us(&[0, 2], 1), [20, 24]);
    assert_eq!(us(&[0, 2], 0), [20]);
    assert_eq!(us(&[0, 1, 2], 1), [10, 24, 10]);
    // Two lanes around an island are not two roads.
    graph.links.iter_mut().for_each(|l| l.mm /= 100);
    let contracted = contract(&graph, &asked(&[0, 2], 1));
    assert_eq!(contracted.stretches.len(), 1);
}

#[test]
fn a_site_alone_and_no_site_at_all_leave_nothing() {
    assert!(contract(&fork(), &asked(&[0], 2)).stretches.is_empty());
    assert!(contract(&fork(), &asked(&[], 2)).stretches.is_empty());
    assert!(contract(&fork(), &asked(&[99], 2)).stretches.is_empty());
    assert!(contract(&RoadGraph::default(), &asked(&[0, 1], 2)).stretches.is_empty());
}
