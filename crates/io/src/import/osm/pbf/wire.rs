//! Protocol buffers, as far as the format needs them: numbered fields that are
//! numbers or bytes (protobuf.dev/programming-guides/encoding).

use super::Cause;

/// The value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value<'b> {
    /// A number as written.
    Number(u64),
    /// Bytes: text, packed numbers or a message.
    Bytes(&'b [u8]),
    /// Four or eight bytes that the format has no use for.
    Fixed,
}

/// The fields of a message, in their order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields<'b>(pub &'b [u8]);

impl<'b> Fields<'b> {
    fn field(&mut self) -> Result<(u64, Value<'b>), Cause> {
        let key = varint(&mut self.0)?;
        let value = match key & 7 {
            0 => Value::Number(varint(&mut self.0)?),
            1 => self.fixed(8)?,
            2 => {
                let length = usize::try_from(varint(&mut self.0)?).map_err(|_| Cause::Fields)?;
                Value::Bytes(self.take(length)?)
            }
            5 => self.fixed(4)?,
            _ => return Err(Cause::Fields),
        };
        Ok((key >> 3, value))
    }

    fn fixed(&mut self, length: usize) -> Result<Value<'b>, Cause> {
        self.take(length).map(|_| Value::Fixed)
    }

    fn take(&mut self, length: usize) -> Result<&'b [u8], Cause> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Cause::Fields)?;
        self.0 = rest;
        Ok(taken)
    }
}

impl<'b> Iterator for Fields<'b> {
    type Item = Result<(u64, Value<'b>), Cause>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let field = self.field();
        if field.is_err() {
            self.0 = &[];
        }
        Some(field)
    }
}

/// Packed numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Packed<'b>(pub &'b [u8]);

impl Iterator for Packed<'_> {
    type Item = Result<u64, Cause>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let number = varint(&mut self.0);
        if number.is_err() {
            self.0 = &[];
        }
        Some(number)
    }
}

/// Packed signed differences, summed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums<'b> {
    packed: Packed<'b>,
    sum: i64,
}

impl<'b> Sums<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { packed: Packed(bytes), sum: 0 }
    }
}

impl Iterator for Sums<'_> {
    type Item = Result<i64, Cause>;

    fn next(&mut self) -> Option<Self::Item> {
        let difference = self.packed.next()?;
        let sum = difference.and_then(|d| self.sum.checked_add(signed(d)).ok_or(Cause::Fields));
        self.sum = sum.unwrap_or(self.sum);
        Some(sum)
    }
}

/// The signed number behind a zigzag one: 0, -1, 1, -2 from 0, 1, 2, 3.
pub(super) const fn signed(zigzag: u64) -> i64 {
    (zigzag >> 1) as i64 ^ -((zigzag & 1) as i64)
}

/// A number of seven bits a byte, the low ones first; ten bytes at most.
fn varint(bytes: &mut &[u8]) -> Result<u64, Cause> {
    let mut number = 0;
    for (at, byte) in bytes.iter().take(10).enumerate() {
        number |= u64::from(byte & 127) << (7 * at);
        if byte & 128 == 0 {
            *bytes = bytes.get(at + 1..).unwrap_or_default();
            return Ok(number);
        }
    }
    Err(Cause::Fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_the_format_says() {
        assert_eq!(
            Packed(&[0, 127, 0x96, 1]).collect::<Result<Vec<_>, _>>(),
            Ok(vec![0, 127, 150])
        );
        assert_eq!([0, 1, 2, 3, u64::MAX].map(signed), [0, -1, 1, -2, i64::MIN]);
        let sums: Result<Vec<i64>, _> = Sums::new(&[2, 2, 1]).collect();
        assert_eq!(sums, Ok(vec![1, 2, 1]));
    }

    #[test]
    fn what_does_not_fit_is_an_error_once() {
        let endless = [0xff; 11];
        assert_eq!(Packed(&endless).collect::<Vec<_>>(), [Err(Cause::Fields)]);
        let too_long = [0x0a, 9, 1];
        assert!(Fields(&too_long).all(|f| f == Err(Cause::Fields)));
        assert_eq!(Fields(&[0x0b]).next(), Some(Err(Cause::Fields)));
        // The greatest difference twice.
        let most = [0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1];
        let last = Sums::new(&[most, most].concat()).last();
        assert_eq!(last, Some(Err(Cause::Fields)));
    }
}
