//! Writing small `.osm.pbf` files, sound and broken.

#![allow(dead_code, reason = "each test file uses what it needs")]
#![allow(clippy::unwrap_used)]

use std::io::Write as _;

pub type Tags = &'static [(&'static str, &'static str)];

/// A map as text a test can read.
#[derive(Clone, Default)]
pub struct Map {
    /// Number, longitude, latitude, tags.
    pub nodes: Vec<(i64, f64, f64, Tags)>,
    /// Number, nodes, tags.
    pub ways: Vec<(i64, Vec<i64>, Tags)>,
    /// Tags of relations.
    pub relations: Vec<Tags>,
}

impl Map {
    /// The file, not compressed.
    pub fn bytes(&self) -> Vec<u8> {
        [header(b"OsmSchema-V0.6"), blob(b"OSMData", &raw(&self.block()))].concat()
    }

    /// The file, compressed.
    pub fn zlib(&self) -> Vec<u8> {
        [header(b"DenseNodes"), blob(b"OSMData", &zlib(&self.block()))].concat()
    }

    /// The block of nodes, ways and relations.
    pub fn block(&self) -> Vec<u8> {
        let mut strings: Vec<&str> = vec![""];
        let mut at = |text: &'static str| {
            let known = strings.iter().position(|s| *s == text);
            known.unwrap_or_else(|| {
                strings.push(text);
                strings.len() - 1
            }) as u64
        };
        let mut tagged = |tags: Tags| -> (Vec<u64>, Vec<u64>) {
            (tags.iter().map(|t| at(t.0)).collect(), tags.iter().map(|t| at(t.1)).collect())
        };
        let mut row = Vec::new();
        for (.., tags) in &self.nodes {
            let (keys, values) = tagged(tags);
            keys.iter().zip(&values).for_each(|(k, v)| row.extend([*k, *v]));
            row.push(0);
        }
        let of = |f: fn(&(i64, f64, f64, Tags)) -> i64| packed_sums(self.nodes.iter().map(f));
        let place = |degrees: f64| (degrees * 1e7).round() as i64;
        let dense = [
            field(1, &of(|n| n.0)),
            field(8, &packed_sums(self.nodes.iter().map(|n| place(n.2)))),
            field(9, &packed_sums(self.nodes.iter().map(|n| place(n.1)))),
            field(10, &packed(&row)),
        ];
        let mut groups = vec![field(2, &field(2, &dense.concat()))];
        let thing = |id: i64, keys: &[u64], values: &[u64], refs: Vec<u8>| {
            [number(1, id as u64), field(2, &packed(keys)), field(3, &packed(values)), refs]
                .concat()
        };
        let mut ways = Vec::new();
        for (id, nodes, tags) in &self.ways {
            let (keys, values) = tagged(tags);
            let refs = field(8, &packed_sums(nodes.iter().copied()));
            ways.extend(field(3, &thing(*id, &keys, &values, refs)));
        }
        for tags in &self.relations {
            let (keys, values) = tagged(tags);
            ways.extend(field(4, &thing(1, &keys, &values, Vec::new())));
        }
        groups.push(field(2, &ways));
        let table: Vec<u8> = strings.iter().flat_map(|s| field(1, s.as_bytes())).collect();
        [field(1, &table), groups.concat()].concat()
    }
}

/// The header of a file that demands this feature.
pub fn header(feature: &[u8]) -> Vec<u8> {
    blob(b"OSMHeader", &raw(&field(4, feature)))
}

/// A blob of a kind around its body.
pub fn blob(kind: &[u8], body: &[u8]) -> Vec<u8> {
    let head = [field(1, kind), number(3, body.len() as u64)].concat();
    [&(head.len() as u32).to_be_bytes()[..], &head, body].concat()
}

/// A body that is not compressed.
pub fn raw(content: &[u8]) -> Vec<u8> {
    field(1, content)
}

/// A compressed body.
pub fn zlib(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(content).unwrap();
    [number(2, content.len() as u64), field(3, &encoder.finish().unwrap())].concat()
}

pub fn varint(mut n: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while n > 127 {
        bytes.push(n as u8 | 128);
        n >>= 7;
    }
    bytes.push(n as u8);
    bytes
}

pub fn number(field: u64, n: u64) -> Vec<u8> {
    [varint(field << 3), varint(n)].concat()
}

pub fn field(field: u64, bytes: &[u8]) -> Vec<u8> {
    [varint(field << 3 | 2), varint(bytes.len() as u64), bytes.to_vec()].concat()
}

pub fn packed(numbers: &[u64]) -> Vec<u8> {
    numbers.iter().flat_map(|n| varint(*n)).collect()
}

pub fn packed_sums(numbers: impl Iterator<Item = i64>) -> Vec<u8> {
    let mut before = 0_i64;
    let mut bytes = Vec::new();
    for number in numbers {
        let difference = number.wrapping_sub(before);
        bytes.extend(varint((difference << 1 ^ difference >> 63) as u64));
        before = number;
    }
    bytes
}

/// The fictitious coast of the guide, in `docs/guide/roads`.
pub fn coast() -> Map {
    let plain = |id: i64, lon: f64, lat: f64| (id, lon, lat, &[] as Tags);
    Map {
        nodes: vec![
            plain(1, 0.0, 0.0),
            plain(2, 0.1, 0.0),
            plain(3, 0.3, 0.05),
            plain(4, 0.15, 0.1),
            plain(5, 0.25, 0.1),
            plain(6, 0.5, 0.05),
            plain(7, 0.3, -0.1),
            (8, 0.4, -0.06, &[("barrier", "gate")]),
            plain(9, 0.6, -0.1),
            plain(10, 0.1, -0.05),
            (11, 0.37, 0.1, &[("barrier", "bollard")]),
            plain(12, 0.2, 0.02),
            plain(15, 0.15, -0.09),
        ],
        ways: vec![
            (100, vec![1, 2], &[("highway", "trunk"), ("ref", "A1")]),
            (101, vec![2, 12, 3], &[("highway", "primary"), ("ref", "A1"), ("maxspeed", "40")]),
            (102, vec![2, 4, 5, 3], &[("highway", "secondary"), ("name", "North Road")]),
            (103, vec![3, 6], &[("highway", "primary"), ("ref", "A2")]),
            (104, vec![3, 7], &[("highway", "tertiary"), ("name", "South Road")]),
            (105, vec![7, 8, 6], &[("highway", "unclassified"), ("name", "Coast Road")]),
            (106, vec![2, 10], &[("highway", "residential")]),
            (
                107,
                vec![1, 15, 7],
                &[("highway", "tertiary"), ("name", "Shore Road"), ("oneway", "yes")],
            ),
            (108, vec![7, 10], &[("highway", "track")]),
            (109, vec![5, 6], &[("highway", "service"), ("access", "private")]),
            (110, vec![6, 9], &[("route", "ferry")]),
            (111, vec![5, 11, 6], &[("highway", "unclassified"), ("maxspeed", "XX:rural")]),
            (112, vec![4, 10], &[("highway", "footway")]),
            (113, vec![6, 99], &[("highway", "residential"), ("maxweight", "7.5")]),
            (114, vec![3, 6], &[("highway", "construction")]),
            (115, vec![1, 2, 4], &[("building", "yes")]),
        ],
        relations: vec![&[("type", "restriction")], &[("type", "route")]],
    }
}
