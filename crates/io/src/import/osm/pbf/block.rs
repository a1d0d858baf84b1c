//! Blocks: nodes, ways and relations that share a table of strings.

use super::Cause;
use super::wire::{Fields, Packed, Sums, Value, signed};

/// Strings that a block may hold; real ones hold some thousands.
const MOST_STRINGS: usize = 1 << 20;
/// Tags that an object may carry; the most in use are some hundreds.
const MOST_TAGS: usize = 1 << 16;
/// Features that a file may demand of its reader.
const KNOWN: [&[u8]; 2] = [b"OsmSchema-V0.6", b"DenseNodes"];

/// Keys and values of an object, as bytes.
pub(in super::super) type Tags<'b> = Vec<(&'b [u8], &'b [u8])>;

/// A way or a relation.
#[derive(Debug, Default)]
pub(in super::super) struct Thing<'b> {
    /// Its number.
    pub id: i64,
    /// Its tags.
    pub tags: Tags<'b>,
    refs: &'b [u8],
}

impl Thing<'_> {
    /// The nodes of a way in their order.
    pub fn refs(&self) -> impl Iterator<Item = Result<i64, Cause>> {
        Sums::new(self.refs)
    }
}

/// A node.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in super::super) struct Node {
    /// Its number.
    pub id: i64,
    /// Longitude in ten-millionths of a degree; beyond half a turn where it is none.
    pub lon: i64,
    /// Latitude in ten-millionths of a degree.
    pub lat: i64,
}

/// A block.
#[derive(Debug)]
pub(in super::super) struct Block<'b> {
    strings: Vec<&'b [u8]>,
    groups: Vec<&'b [u8]>,
    granularity: i64,
    offset: (i64, i64),
}

/// Checks the header of a file: whether all that it demands is known.
pub(in super::super) fn check_header(bytes: &[u8]) -> Result<(), Cause> {
    for field in Fields(bytes) {
        if let (4, Value::Bytes(feature)) = field?
            && !KNOWN.contains(&feature)
        {
            return Err(Cause::Feature);
        }
    }
    Ok(())
}

impl<'b> Block<'b> {
    /// Takes a block apart.
    pub fn parse(bytes: &'b [u8]) -> Result<Self, Cause> {
        let mut block =
            Self { strings: Vec::new(), groups: Vec::new(), granularity: 100, offset: (0, 0) };
        for field in Fields(bytes) {
            match field? {
                (1, Value::Bytes(table)) => {
                    for string in Fields(table) {
                        if let (1, Value::Bytes(string)) = string? {
                            block.strings.push(string);
                        }
                        bounded(block.strings.len(), MOST_STRINGS)?;
                    }
                }
                (2, Value::Bytes(group)) if !group.is_empty() => {
                    block.groups.push(group);
                    bounded(block.groups.len(), MOST_STRINGS)?;
                }
                (17, Value::Number(number)) => block.granularity = number as i32 as i64,
                (19, Value::Number(number)) => block.offset.1 = number as i64,
                (20, Value::Number(number)) => block.offset.0 = number as i64,
                _ => {}
            }
        }
        Ok(block)
    }

    /// Gives every way.
    pub fn ways(&self, each: impl FnMut(&Thing<'b>) -> Result<(), Cause>) -> Result<(), Cause> {
        self.things(3, each)
    }

    /// Gives every relation; its members are not read.
    pub fn relations(
        &self,
        each: impl FnMut(&Thing<'b>) -> Result<(), Cause>,
    ) -> Result<(), Cause> {
        self.things(4, each)
    }

    fn things(
        &self,
        kind: u64,
        mut each: impl FnMut(&Thing<'b>) -> Result<(), Cause>,
    ) -> Result<(), Cause> {
        let mut thing = Thing::default();
        for group in &self.groups {
            for field in Fields(group) {
                if let (number, Value::Bytes(bytes)) = field?
                    && number == kind
                {
                    self.fill(&mut thing, bytes, kind == 3)?;
                    each(&thing)?;
                }
            }
        }
        Ok(())
    }

    fn fill(&self, thing: &mut Thing<'b>, bytes: &'b [u8], way: bool) -> Result<(), Cause> {
        let (mut keys, mut values): (&[u8], &[u8]) = (&[], &[]);
        (thing.id, thing.refs) = (0, &[]);
        for field in Fields(bytes) {
            match field? {
                (1, Value::Number(id)) => thing.id = id as i64,
                (2, Value::Bytes(packed)) => keys = packed,
                (3, Value::Bytes(packed)) => values = packed,
                (8, Value::Bytes(packed)) if way => thing.refs = packed,
                _ => {}
            }
        }
        self.tags(Packed(keys), Packed(values), &mut thing.tags)
    }

    fn tags(&self, keys: Packed, values: Packed, tags: &mut Tags<'b>) -> Result<(), Cause> {
        tags.clear();
        let mut values = values;
        for key in keys {
            let value = values.next().ok_or(Cause::Fields)?;
            tags.push((self.string(key?)?, self.string(value?)?));
            bounded(tags.len(), MOST_TAGS)?;
        }
        Ok(())
    }

    fn string(&self, at: u64) -> Result<&'b [u8], Cause> {
        let string = usize::try_from(at).ok().and_then(|at| self.strings.get(at));
        string.copied().ok_or(Cause::Fields)
    }

    /// Gives every node with its tags.
    pub fn nodes(
        &self,
        mut each: impl FnMut(Node, &Tags<'b>) -> Result<(), Cause>,
    ) -> Result<(), Cause> {
        let mut tags = Tags::new();
        for group in &self.groups {
            for field in Fields(group) {
                match field? {
                    (1, Value::Bytes(node)) => {
                        let node = self.node(node, &mut tags)?;
                        each(node, &tags)?;
                    }
                    (2, Value::Bytes(dense)) => self.dense(dense, &mut tags, &mut each)?,
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn node(&self, bytes: &'b [u8], tags: &mut Tags<'b>) -> Result<Node, Cause> {
        let (mut keys, mut values): (&[u8], &[u8]) = (&[], &[]);
        let (mut id, mut lon, mut lat) = (0, 0, 0);
        for field in Fields(bytes) {
            match field? {
                (1, Value::Number(number)) => id = signed(number),
                (2, Value::Bytes(packed)) => keys = packed,
                (3, Value::Bytes(packed)) => values = packed,
                (8, Value::Number(number)) => lat = signed(number),
                (9, Value::Number(number)) => lon = signed(number),
                _ => {}
            }
        }
        self.tags(Packed(keys), Packed(values), tags)?;
        Ok(self.at(id, lon, lat))
    }

    /// Nodes written as differences, their tags in one row: key, value, …, 0.
    fn dense(
        &self,
        bytes: &'b [u8],
        tags: &mut Tags<'b>,
        each: &mut impl FnMut(Node, &Tags<'b>) -> Result<(), Cause>,
    ) -> Result<(), Cause> {
        let mut rows: [&[u8]; 4] = [&[]; 4];
        for field in Fields(bytes) {
            match field? {
                (1, Value::Bytes(packed)) => rows[0] = packed,
                (8, Value::Bytes(packed)) => rows[1] = packed,
                (9, Value::Bytes(packed)) => rows[2] = packed,
                (10, Value::Bytes(packed)) => rows[3] = packed,
                _ => {}
            }
        }
        let [ids, lats, lons, strings] = rows;
        let (mut lats, mut lons, mut strings) = (Sums::new(lats), Sums::new(lons), Packed(strings));
        for id in Sums::new(ids) {
            let lat = lats.next().ok_or(Cause::Fields)??;
            let lon = lons.next().ok_or(Cause::Fields)??;
            tags.clear();
            while let Some(key) = strings.next().transpose()?.filter(|key| *key != 0) {
                let value = strings.next().ok_or(Cause::Fields)??;
                tags.push((self.string(key)?, self.string(value)?));
                bounded(tags.len(), MOST_TAGS)?;
            }
            each(self.at(id?, lon, lat), tags)?;
        }
        Ok(())
    }

    fn at(&self, id: i64, lon: i64, lat: i64) -> Node {
        let place = |offset: i64, number: i64| {
            let steps = number.checked_mul(self.granularity);
            // What overflows is no place on Earth; it is refused with the others that are none.
            steps.and_then(|n| n.checked_add(offset)).map_or(i64::MAX, |nano| nano / 100)
        };
        Node { id, lon: place(self.offset.0, lon), lat: place(self.offset.1, lat) }
    }
}

fn bounded(count: usize, most: usize) -> Result<(), Cause> {
    if count > most { Err(Cause::TooMany) } else { Ok(()) }
}
