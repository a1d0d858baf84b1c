//! Exposures that no worst case counts, and targets that nothing can be.

use crate::finding::Code;
use crate::interceptor::{Interceptor, Struck};
use crate::read::Gather;
use crate::read::shown::quote;
use crate::read::tables::Tables;

pub(super) fn check(tables: &Tables, interceptor: &Interceptor, gather: &mut Gather) {
    let mut exposed = tables.sites.iter().filter(|(site, _)| site.exposure.0 > 0.0);
    match (interceptor.strikes(Struck::Sites), exposed.next()) {
        (false, Some((site, at))) => {
            let id = quote(site.id.as_str());
            let what = format!("the exposure of the site {id} counts in no worst case");
            let mend = "write `strikes = [\"segments\", \"sites\"]` under [interceptor]";
            gather.add(Code::UnusedExposure, *at, what, mend);
        }
        (true, None) => {
            let what = "sites may be struck, and none of them has an exposure";
            let mend = "write the `exposure` of checkpoints, or take sites out of `strikes`";
            gather.add(Code::UnusedExposure, None, what, mend);
        }
        _ => {}
    }
    let any_area = tables.segments.iter().any(|(segment, _)| segment.area.is_some());
    if interceptor.strikes(Struck::Areas) && !any_area {
        let what = "areas may be struck, and no segment lies in one";
        let mend = "write the `area` of segments, or take areas out of `strikes`";
        gather.add(Code::UnusedExposure, None, what, mend);
    }
}
