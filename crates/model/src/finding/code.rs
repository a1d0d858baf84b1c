//! The codes of findings: one table of name, severity and explanation.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Severity;

macro_rules! codes {
    ($($name:ident = $text:literal, $severity:ident, $explain:literal;)+) => {
        /// A stable code for a kind of finding.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum Code {
            $(#[doc = $explain] #[serde(rename = $text)] $name,)+
        }

        impl Code {
            /// Every code, in the order of the reference.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The code as printed.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }

            /// Whether a finding with this code makes the input unusable.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity),+ }
            }

            /// What it means and what to do, for `safeconduct explain`.
            #[must_use]
            pub const fn explain(self) -> &'static str {
                match self { $(Self::$name => $explain),+ }
            }
        }
    };
}

codes! {
    FileUnreadable = "file::unreadable", Error,
        "The file could not be opened or read. Check that the path exists and that you may read it.";
    FileTooLarge = "file::too_large", Error,
        "The file is larger than Safeconduct reads (64 MiB, a plan 256 MiB). Split it, or remove what is not part of the scenario.";
    FileNotUtf8 = "file::not_utf8", Error,
        "The text is not UTF-8. Save the file as UTF-8; in a spreadsheet choose 'CSV UTF-8'.";
    FileMissing = "file::missing", Error,
        "A scenario folder needs a scenario.toml; the tables it does not hold inline are CSV files beside it.";
    FileUnknown = "file::unknown", Warning,
        "This file is not part of a scenario and was not read. Mend its name or move it elsewhere.";
    Syntax = "syntax::invalid", Error,
        "The text does not follow the rules of its format (TOML, JSON or CSV). The place named is where reading failed.";
    SyntaxTooDeep = "syntax::too_deep", Error,
        "Values are nested deeper than any scenario needs (64 levels).";
    SyntaxDuplicateKey = "syntax::duplicate_key", Error,
        "The same key or column stands twice, so its value is ambiguous. Keep one.";
    SyntaxRagged = "syntax::ragged_row", Error,
        "A row has more or fewer cells than the header. A comma within a cell needs quotes around the cell.";
    SchemaTooNew = "schema::too_new", Error,
        "The scenario was written for a newer version of Safeconduct. Use that version to read it.";
    SchemaUpgraded = "schema::upgraded", Warning,
        "The scenario was written for an older version; it was upgraded while reading. Write it anew to silence this.";
    UnknownField = "scenario::unknown_field", Error,
        "A field that the format does not know. Nothing is ignored silently: mend the name or remove the field.";
    MissingField = "scenario::missing_field", Error,
        "A field that must be given is missing. Nothing is turned into zero: write the value, with its source.";
    WrongType = "scenario::wrong_type", Error,
        "The value is of another kind than the field needs (text for a number, one value for a list). Numbers are plain decimals such as 1234.5: no thousands separator, no percent sign, ASCII digits.";
    OutOfRange = "scenario::out_of_range", Error,
        "The number lies outside what the field can mean: shares lie in 0..1, lengths and masses are not negative, days lie within the horizon, nothing is infinite.";
    BadIdentifier = "scenario::bad_identifier", Error,
        "Identifiers match [A-Za-z0-9._:/-]{1,200}, so that look-alike letters and invisible characters cannot pass for one another. Put the real name in `name`.";
    DuplicateId = "scenario::duplicate_id", Error,
        "Two rows carry the same identifier. Rename one, or remove the repeated row.";
    UnknownRef = "scenario::unknown_ref", Error,
        "A row names something that is defined nowhere. Mend the name (the nearest is given) or add what is missing.";
    UnknownName = "scenario::unknown_name", Error,
        "A value is not one of the words this field knows. The known words are listed.";
    WrongSiteKind = "scenario::wrong_site_kind", Error,
        "The site named is of a kind that cannot play this part: supply stands at crossings, people collect at centres and delivery points.";
    BadDate = "scenario::bad_date", Error,
        "Dates are written YYYY-MM-DD, exist in the calendar, and lie within the scenario's days. A day number counted from 0 does as well.";
    WindowBackwards = "scenario::window_backwards", Error,
        "The window ends before it begins. Exchange the two days.";
    WindowOverlap = "scenario::window_overlap", Error,
        "Two rows set the same figure for the same day. Let one end before the other begins.";
    LossOverOne = "scenario::loss_over_one", Error,
        "The kinds of loss exclude one another, so their shares add up to at most 1.";
    SupplyRepeated = "scenario::supply_repeated", Warning,
        "Two rows offer the same commodity at the same crossing and price on the same days. Rows add up, so both can be bought: often one is a copy of the other. Remove the copy, or write one row with the sum.";
    LossUnstated = "scenario::loss_unstated", Warning,
        "Segments that state no kind of loss are planned as if nothing were lost on them, unless a term says otherwise. Write the shares, or 0 where none is expected.";
    SelfLoop = "scenario::self_loop", Warning,
        "The segment begins and ends at the same site; no corridor will ever use it.";
    ZeroLength = "scenario::zero_length", Warning,
        "The segment has no length. If the two ends are one place, join the sites.";
    SwappedCoordinates = "scenario::swapped_coordinates", Warning,
        "Longitude and latitude look exchanged: with the two swapped the place would lie among the others.";
    FarFromRest = "scenario::far_from_rest", Warning,
        "The place lies far from all others of the scenario. Check its longitude and latitude.";
    SpeedUnlikely = "scenario::speed_unlikely", Warning,
        "Length over driving time gives a speed that no loaded truck drives (above 120 km/h or below 1 km/h). Check km and hours.";
    TooMany = "scenario::too_many", Error,
        "More was found than is listed (100,000). Often one cause, such as a shifted column, stands behind it.";
    EmptyTable = "scenario::empty_table", Warning,
        "A table that every plan draws on is missing or has no rows, so little or nothing can be planned.";
    NoPopulation = "scenario::no_population", Warning,
        "A zone with nobody in it: it is shown, needs nothing, and counts in no average.";
    NoEnergy = "scenario::no_energy", Warning,
        "The commodity has no dietary energy: no meals are counted from it.";
    Unreachable = "scenario::unreachable_zone", Warning,
        "No site that hands out supplies can be both walked to from this zone and reached by road from a crossing. The plan is still made; the zone is reported as not reached.";
    UnusedRow = "scenario::unused", Warning,
        "Nothing refers to this row, so it has no effect on any plan.";
    UnusedExposure = "scenario::unused_exposure", Warning,
        "An exposure is written that the interceptor may not strike, or a kind of target may be struck that nothing is exposed as. The worst case counts only what `strikes` names.";
    AssumedField = "scenario::assumed_field", Warning,
        "A figure that no source gives was assumed on import; it stands in the scenario as a visible field, listed under assumptions.";
    TermNoEffect = "framework::no_effect", Warning,
        "The term changed nothing: what it names was already so, or lies outside its window. Terms are never dropped silently.";
    TermNothing = "framework::names_nothing", Error,
        "The term names nothing, or says nothing about what it names, so it cannot be applied.";
    TermContradiction = "framework::contradiction", Error,
        "Terms of the framework contradict one another, so no plan can keep them all (a track's least share above its greatest, or least shares above 1 in sum).";
    TermUndated = "framework::undated", Error,
        "The term holds between events of a timetable, and no timetable has said yet which days these are. Keep the file of talks as talks.toml in the scenario's folder, or write from_day and to_day.";
    TermNoDay = "framework::no_day", Warning,
        "By the timetable there is no day on which the term holds for certain, so that it changes nothing. A plan does not count on days that nobody promised.";
    BadCondition = "talks::bad_condition", Error,
        "A condition does not follow the rules: `element == option`, `!=`, `in [a, b]`, `>=` and `<=` for ordered options, defined names, `not`, `and`, `or`, `implies`, `iff` and parentheses.";
    CyclicDefinition = "talks::cyclic_definition", Error,
        "Conditions are defined by one another in a circle, so none of them means anything.";
    LagBackwards = "talks::lag_backwards", Error,
        "The least number of days between two events is above the greatest.";
    PlanHash = "plan::other_scenario", Error,
        "The plan was made for another scenario or framework: the fingerprints of the inputs differ.";
    PlanMalformed = "plan::malformed", Error,
        "The plan refers to something its scenario does not have, or a number in it cannot be.";
    PlanBroken = "plan::constraint_broken", Error,
        "The plan breaks a limit that the scenario or the framework sets. The place, day, amount and limit are named.";
    PlanClaim = "plan::claim_differs", Error,
        "A figure the plan claims (coverage, loss, worst case, trucks, cost) differs from the figure recomputed from its movements.";
    SeedEmpty = "seed::empty", Error,
        "The seed file is empty. Make one with `safeconduct draw --new-seed FILE`; it is never made up in silence.";
    SeedShort = "seed::short", Error,
        "The seed has fewer than 32 bytes, so it could be found by trying. Make one with `safeconduct draw --new-seed FILE`.";
    SeedNotHex = "seed::not_hex", Error,
        "The seed file is text, but not an even number of hexadecimal digits. A seed is at least 64 such digits, or at least 32 raw bytes; a pass phrase can be guessed and is refused.";
    SeedPoor = "seed::poor", Error,
        "The bytes of the seed repeat so much that they cannot have come from chance. Make one with `safeconduct draw --new-seed FILE`.";
    SeedReadable = "seed::readable", Warning,
        "Others on this machine may read the seed file. Whoever has the seed knows every convoy of the plan: set its rights to 0600, and make a new seed if it may have been read.";
    DrawDay = "draw::no_such_day", Error,
        "The plan has no such day. Days are counted from 0, or written as the dates of the plan.";
    DrawGrouping = "draw::grouping", Error,
        "A convoy has at least one truck, and a day at least one window and at most 24.";
    DrawHeld = "draw::held", Warning,
        "Whole trucks cannot take everything that the plan sends up to this day without exceeding a limit. What stays is listed and leaves on a later day, in fuller trucks.";
    DrawCapBelowTruck = "draw::cap_below_truck", Warning,
        "A limit is so small that not one whole truck may pass in a day, though the plan sends a part of one. Nothing is sent that way; what the plan meant for it is held.";
    DrawBent = "draw::bent", Warning,
        "Limits shared by several lanes left no way to round to whole trucks in the exact proportions of the mix, so this draw was completed within the limits. Every limit is kept and every count is within one truck of the mix; the mean over seeds of the corridors concerned differs from it a little.";
    ScheduleMalformed = "schedule::malformed", Error,
        "The file is no schedule, or no commitment, that Safeconduct wrote. Name the file that `draw --out` wrote, unchanged.";
    AuditPlan = "audit::other_plan", Error,
        "The schedule or the commitment names another plan than the one given, so it was not drawn from it. Name the plan that was committed to.";
    AuditSeed = "audit::other_seed", Error,
        "The seed that was revealed is not the one committed to: its commitment differs. Either the wrong file was revealed, or the seed was exchanged after the commitment was published.";
    AuditDiffers = "audit::schedule_differs", Error,
        "Drawing again from the revealed seed gives another schedule. What differs is named: the schedule was changed by hand, or not drawn from this plan and seed.";
    ImportAssumed = "import::assumed", Warning,
        "The import had to assume a figure that the source does not hold. It is listed in the scenario under assumptions.";
    ImportSkipped = "import::skipped_row", Warning,
        "A row of the source, or all objects of one kind, could not be used as it stands and was left out; the reason is given.";
    ImportOdd = "import::odd_row", Warning,
        "A row of the source holds a figure that can hardly be, or lacks one. The row is kept and counted as the finding says; nothing is made up for it.";
    ImportEmpty = "import::nothing_counted", Error,
        "Not one row of the file can be counted. The other findings say why each row was left out.";
    ImportUnfitted = "import::unfitted", Warning,
        "A crossing of the source gives no row of simulation.toml: it is no crossing of the scenario, or the source does not show both how it closes and how it opens. Write the row by hand if you know more.";
    ImportSpelling = "import::spelling", Warning,
        "Two spellings of a name were taken as one, or a name as the nearest one known. Mend the source, or give the name, if they are two.";
    ImportBroken = "import::broken_file", Error,
        "The file is damaged, cut off, or not what its name says, so that nothing was imported. The place is the byte at which the damaged part begins. Fetch the file again; of a very large one, take an extract of your area.";
    ImportFar = "import::far_from_road", Warning,
        "The site lies farther from every road than is allowed, so that no segment leads to it. Check its longitude and latitude; if it is right, raise --max-snap-km, keep tracks with --with-tracks, or add its segment by hand.";
    ImportUnjoined = "import::unjoined_site", Warning,
        "Roads lead to the site, but none of those that were read joins it to most of the other sites. A ferry, a private road or the edge of the extract may lie between: add a segment by hand or take a larger extract.";
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
