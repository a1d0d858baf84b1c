//! Terms: the clauses of a framework.

use schemars::JsonSchema;
use serde::Serialize;

use crate::calendar::Window;
use crate::event_window::EventWindow;
use crate::figure::Provenance;
use crate::id::{AreaId, CommodityId, FleetId, OperatorId, SegmentId, SiteId, TrackId, ZoneId};
use crate::loss::Loss;
use crate::units::{Hours, LitresPerDay, PeoplePerDay, Share, TonnesPerDay, Trucks, TrucksPerDay};

/// One clause, with the days on which it holds.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// A short name, unique within the framework.
    pub id: String,
    /// What it says.
    #[serde(flatten)]
    pub clause: Clause,
    /// The days on which it holds.
    #[serde(flatten)]
    pub window: Window,
    /// What of them a timetable decides.
    #[serde(flatten)]
    pub events: EventWindow,
    /// The clause in words, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}

/// What a term says. Fields left out are left as they were.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Clause {
    /// A crossing opens, closes, or passes so many trucks a day.
    Crossing {
        /// The crossings.
        crossings: Vec<SiteId>,
        /// Open or closed.
        #[serde(skip_serializing_if = "Option::is_none")]
        open: Option<bool>,
        /// Trucks a day at each.
        #[serde(skip_serializing_if = "Option::is_none")]
        trucks_per_day: Option<TrucksPerDay>,
    },
    /// All crossings together pass at most so many trucks a day.
    Entry {
        /// Trucks a day over all crossings.
        trucks_per_day: TrucksPerDay,
        /// The crossings meant; all where empty.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        crossings: Vec<SiteId>,
    },
    /// Roads open, close, or pass so many trucks a day.
    Road {
        /// Segments by name.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        segments: Vec<SegmentId>,
        /// All segments of these areas.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        areas: Vec<AreaId>,
        /// Open or closed.
        #[serde(skip_serializing_if = "Option::is_none")]
        open: Option<bool>,
        /// Trucks a day on each.
        #[serde(skip_serializing_if = "Option::is_none")]
        trucks_per_day: Option<TrucksPerDay>,
        /// Hours a day, of 24, that the road is open: scales its trucks a day.
        #[serde(skip_serializing_if = "Option::is_none")]
        hours_per_day: Option<Hours>,
        /// Tracks that may use it from now on.
        #[serde(skip_serializing_if = "Option::is_none")]
        tracks: Option<Vec<TrackId>>,
        /// Escorted: exposure is multiplied by this.
        #[serde(skip_serializing_if = "Option::is_none")]
        escorted_exposure_factor: Option<Share>,
    },
    /// An assumption on loss under this framework, so that its worth is seen.
    Loss {
        /// Segments by name; with `areas` empty too, every segment.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        segments: Vec<SegmentId>,
        /// All segments of these areas.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        areas: Vec<AreaId>,
        /// Expected loss by kind, in place of the segment's own.
        #[serde(skip_serializing_if = "Option::is_none")]
        loss: Option<Loss>,
        /// Share lost if struck, in place of the segment's own.
        #[serde(skip_serializing_if = "Option::is_none")]
        exposure: Option<Share>,
    },
    /// A track is allowed or not, and with which share of what is delivered.
    Track {
        /// The track.
        track: TrackId,
        /// Whether it may be used at all.
        #[serde(skip_serializing_if = "Option::is_none")]
        allowed: Option<bool>,
        /// Least share of the mass sent to people.
        #[serde(skip_serializing_if = "Option::is_none")]
        min_share: Option<Share>,
        /// Greatest share of the mass sent to people.
        #[serde(skip_serializing_if = "Option::is_none")]
        max_share: Option<Share>,
    },
    /// Distribution centres: how many, where, for how many people.
    Centres {
        /// At most so many open.
        #[serde(skip_serializing_if = "Option::is_none")]
        at_most: Option<u32>,
        /// Only in these zones.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        zones: Vec<ZoneId>,
        /// Only these sites.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        sites: Vec<SiteId>,
        /// People a day at each.
        #[serde(skip_serializing_if = "Option::is_none")]
        people_per_day: Option<PeoplePerDay>,
    },
    /// A commodity is refused, or capped, at some or all crossings.
    Commodity {
        /// The commodities.
        commodities: Vec<CommodityId>,
        /// The crossings meant; all where empty.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        crossings: Vec<SiteId>,
        /// Refused altogether.
        #[serde(skip_serializing_if = "Option::is_none")]
        refused: Option<bool>,
        /// At most so much a day of each, over the crossings meant.
        #[serde(skip_serializing_if = "Option::is_none")]
        tonnes_per_day: Option<TonnesPerDay>,
    },
    /// The notified set: a track may drive on these roads only.
    Notified {
        /// The track.
        track: TrackId,
        /// Segments by name.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        segments: Vec<SegmentId>,
        /// All segments of these areas.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        areas: Vec<AreaId>,
    },
    /// A fleet is limited in trucks or fuel.
    Fleet {
        /// The fleet.
        fleet: FleetId,
        /// Trucks on the road.
        #[serde(skip_serializing_if = "Option::is_none")]
        trucks: Option<Trucks>,
        /// Fuel for it in a day.
        #[serde(skip_serializing_if = "Option::is_none")]
        fuel_l_per_day: Option<LitresPerDay>,
    },
    /// A floor: mean energy coverage over the window that every group of these
    /// zones must have, or there is no plan.
    Floor {
        /// The zones; all where empty.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        zones: Vec<ZoneId>,
        /// Least coverage.
        coverage: Share,
    },
    /// Who may deliver: fleets of other operators stand still.
    Deliverers {
        /// The operators.
        operators: Vec<OperatorId>,
    },
}
