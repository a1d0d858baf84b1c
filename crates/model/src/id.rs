//! Names by which one noun refers to another.
//!
//! An identifier matches `[A-Za-z0-9._:/-]{1,200}`; a display name is free text.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The longest identifier accepted, in bytes.
pub const LONGEST: usize = 200;

/// Whether `text` may serve as an identifier.
#[must_use]
pub fn is_identifier(text: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"._:/-".contains(&b);
    !text.is_empty() && text.len() <= LONGEST && text.bytes().all(allowed)
}

macro_rules! identifier {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The identifier as written in the file.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    )+};
}

identifier! {
    /// A commodity.
    CommodityId;
    /// A site.
    SiteId;
    /// A zone.
    ZoneId;
    /// A segment.
    SegmentId;
    /// An area: segments that a term can name together.
    AreaId;
    /// A track.
    TrackId;
    /// A fleet.
    FleetId;
    /// An operator of fleets: who delivers.
    OperatorId;
    /// A framework.
    FrameworkId;
}
