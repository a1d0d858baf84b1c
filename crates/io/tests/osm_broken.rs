//! Broken and hostile `.osm.pbf` files are refused with a reason, never with a
//! panic and never with all of the memory.

#![allow(clippy::unwrap_used)]

use std::io::Write as _;

use safeconduct_io::import::osm::{self, Broken, Cause, Network, Reason};

mod pbf;
use pbf::{Map, blob, coast, field, header, number, packed, packed_sums, raw, zlib};

fn read(bytes: &[u8]) -> Result<Network, Broken> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    osm::read(&mut file, false)
}

fn cause(bytes: &[u8]) -> Cause {
    read(bytes).unwrap_err().cause
}

/// A file with this block of data.
fn with(block: &[u8]) -> Vec<u8> {
    [header(b"DenseNodes"), blob(b"OSMData", &raw(block))].concat()
}

#[test]
fn a_sound_file_is_read_compressed_or_not() {
    for bytes in [coast().bytes(), coast().zlib()] {
        let network = read(&bytes).unwrap();
        assert_eq!(network.roads.len(), 10);
        // 99 is not in the file, 11 is shut, and Shore Road is one-way.
        assert_eq!(network.graph.links.len(), 1 + 2 + 3 + 1 + 1 + 2 + 1 + 2);
        assert_eq!(network.graph.links.iter().filter(|l| l.one_way).count(), 2);
        let left_out = |reason| network.left_out.0.get(&reason).copied().unwrap_or(0);
        for reason in [
            Reason::Tracks,
            Reason::Shut,
            Reason::Ferries,
            Reason::NotForTrucks,
            Reason::NotThere,
            Reason::Barriers,
            Reason::Gates,
            Reason::CutAtEdge,
            Reason::SpeedUnread,
            Reason::Limits,
            Reason::Turns,
        ] {
            assert_eq!(left_out(reason), 1, "{reason:?}");
        }
    }
}

#[test]
fn what_is_no_map_is_refused() {
    assert_eq!(cause(b""), Cause::NoBlob);
    assert_eq!(cause(b"<osm version='0.6'/>"), Cause::NoBlob);
    assert_eq!(cause(&[0; 100]), Cause::NoBlob);
    assert_eq!(cause(&[0xff; 100]), Cause::NoBlob);
    assert_eq!(cause(&blob(b"OSMData", &raw(&coast().block()))), Cause::NoBlob);
    assert_eq!(cause(&header(b"HistoricalInformation")), Cause::Feature);
}

#[test]
fn sizes_are_refused_before_anything_is_allocated_for_them() {
    let announced = |size: u64| {
        let head = [field(1, b"OSMData"), number(3, size)].concat();
        let start = header(b"DenseNodes");
        [&start[..], &(head.len() as u32).to_be_bytes(), &head].concat()
    };
    assert_eq!(cause(&announced(u64::MAX)), Cause::TooLarge);
    assert_eq!(cause(&announced(1 << 31)), Cause::TooLarge);
    assert_eq!(cause(&announced(1 << 20)), Cause::CutOff);
    let bomb = zlib(&vec![0; (32 << 20) + 1]);
    assert_eq!(cause(&[header(b"DenseNodes"), blob(b"OSMData", &bomb)].concat()), Cause::TooLarge);
    let bombs = blob(b"OSMData", &zlib(&field(7, &vec![0; 31 << 20]))).repeat(3);
    assert_eq!(cause(&[header(b"DenseNodes"), bombs].concat()), Cause::Expands);
    // Millions of empty ways in a few kB: read, and nothing is kept of them.
    let ways = field(3, &number(1, 0)).repeat(2_000_000);
    let block = [field(1, b""), field(2, &ways)].concat();
    let small = [header(b"DenseNodes"), blob(b"OSMData", &zlib(&block))].concat();
    assert!(small.len() < 50_000);
    assert!(read(&small).unwrap().roads.is_empty());
}

#[test]
fn fields_that_do_not_fit_are_refused() {
    let way =
        |body: &[u8]| with(&[field(1, &field(1, b"highway")), field(2, &field(3, body))].concat());
    // Strings that are not in the table, a key without a value.
    assert_eq!(cause(&way(&[field(2, &[9]), field(3, &[0])].concat())), Cause::Fields);
    assert_eq!(cause(&way(&field(2, &[0]))), Cause::Fields);
    let dense = |ids: &[u8], lats: &[u8], lons: &[u8]| {
        let dense = [field(1, ids), field(8, lats), field(9, lons)].concat();
        let road = [field(2, &[1]), field(3, &[2]), field(8, &packed_sums([1, 2].into_iter()))];
        let table = [&b""[..], b"highway", b"primary"].map(|s| field(1, s)).concat();
        let ways = field(2, &field(3, &road.concat()));
        with(&[field(1, &table), ways, field(2, &field(2, &dense))].concat())
    };
    assert_eq!(cause(&dense(&[2, 2], &[2, 2], &[2])), Cause::Fields);
    let most = packed(&[u64::MAX - 1, u64::MAX - 1]);
    assert_eq!(cause(&dense(&most, &[2, 2], &[2, 2])), Cause::Fields);
    // Places that are nowhere on Earth are left out, and counted.
    let far = packed_sums([i64::MAX / 2, i64::MIN / 2].into_iter());
    let network = read(&dense(&[2, 2], &far, &[2, 2])).unwrap();
    assert_eq!(network.left_out.0.get(&Reason::CutAtEdge), Some(&1));
    let other = blob(b"OSMData", &field(4, b"lzma"));
    assert_eq!(cause(&[header(b"DenseNodes"), other].concat()), Cause::Compression);
    let damaged = blob(b"OSMData", &field(3, b"no zlib"));
    assert_eq!(cause(&[header(b"DenseNodes"), damaged].concat()), Cause::Damaged);
}

#[test]
fn a_file_cut_off_or_altered_anywhere_never_panics() {
    for whole in [coast().bytes(), coast().zlib()] {
        let first = header(b"DenseNodes").len().max(header(b"OsmSchema-V0.6").len());
        for length in first + 1..whole.len() {
            assert!(read(&whole[..length]).is_err(), "cut at {length}");
        }
        for at in 0..whole.len() {
            for change in [0x01, 0x80, 0xff] {
                let mut altered = whole.clone();
                altered[at] ^= change;
                read(&altered).ok();
            }
        }
    }
}

#[test]
fn a_map_without_roads_has_none() {
    let network = read(&Map::default().bytes()).unwrap();
    assert_eq!((network.graph.nodes, network.graph.links.len()), (0, 0));
}
