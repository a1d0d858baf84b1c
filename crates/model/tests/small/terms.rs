//! Small frameworks and their terms.

use super::*;

fn clause() -> impl Strategy<Value = Clause> {
    let gate = || vec![SiteId(id("site", 0))];
    let segments = || pick("segment").prop_map(|s| vec![SegmentId(s)]);
    prop_oneof![
        any::<bool>().prop_map(move |open| Clause::Crossing {
            crossings: gate(),
            open: Some(open),
            trucks_per_day: None
        }),
        (0.0..1e3f64)
            .prop_map(|t| Clause::Entry { trucks_per_day: TrucksPerDay(t), crossings: vec![] }),
        (segments(), 0.0..=24.0f64, option::of(share())).prop_map(|(segments, hours, factor)| {
            Clause::Road {
                segments,
                areas: vec![],
                open: None,
                trucks_per_day: None,
                hours_per_day: Some(Hours(hours)),
                tracks: Some(vec![TrackId(id("track", 0))]),
                escorted_exposure_factor: factor,
            }
        }),
        (loss(), option::of(share())).prop_map(|(loss, exposure)| Clause::Loss {
            segments: vec![],
            areas: vec![],
            loss: Some(loss),
            exposure
        }),
        (0.0..0.5f64, 0.5..1.0f64).prop_map(|(min, max)| Clause::Track {
            track: TrackId(id("track", 1)),
            allowed: Some(true),
            min_share: Some(Share(min)),
            max_share: Some(Share(max)),
        }),
        (0..10u32, pick("zone")).prop_map(|(most, zone)| Clause::Centres {
            at_most: Some(most),
            zones: vec![ZoneId(zone)],
            sites: vec![SiteId(id("site", 2))],
            people_per_day: Some(PeoplePerDay(100.0)),
        }),
        (pick("commodity"), 0.0..1e3f64).prop_map(|(c, tonnes)| Clause::Commodity {
            commodities: vec![CommodityId(c)],
            crossings: vec![],
            refused: None,
            tonnes_per_day: Some(TonnesPerDay(tonnes)),
        }),
        segments().prop_map(|segments| Clause::Notified {
            track: TrackId(id("track", 0)),
            segments,
            areas: vec![]
        }),
        (pick("fleet"), 0.0..1e4f64).prop_map(|(fleet, fuel)| Clause::Fleet {
            fleet: FleetId(fleet),
            trucks: None,
            fuel_l_per_day: Some(LitresPerDay(fuel)),
        }),
        share().prop_map(|coverage| Clause::Floor { zones: vec![], coverage }),
        pick("operator").prop_map(|o| Clause::Deliverers { operators: vec![OperatorId(o)] }),
    ]
}

pub fn framework() -> impl Strategy<Value = Framework> {
    (name(), option::of(name()), vec((clause(), window(), option::of(name()), provenance()), 0..4))
        .prop_map(|(name, note, terms)| {
            let term = |(n, (clause, window, note, provenance))| Term {
                id: id("term", n),
                clause,
                window,
                events: Default::default(),
                note,
                provenance,
            };
            let terms = terms.into_iter().enumerate().map(term).collect();
            Framework { id: FrameworkId("now".to_owned()), name, note, terms }
        })
}
