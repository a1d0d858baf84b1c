//! The sealed seed, and numbers drawn from it.
//!
//! A number is HMAC-SHA-256, keyed with the seed, of what it is drawn for: the
//! plan, the day, the lane and a count. Whoever lacks the seed cannot tell it
//! from chance, whatever numbers of other days he has seen; whoever has it can
//! draw all of them again.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::finding::{Code, Findings};

/// The fewest bytes of a seed.
pub const LEAST_BYTES: usize = 32;

/// The longest seed file, in bytes.
pub const LARGEST_FILE: usize = 4096;

/// The fewest different bytes that chance would leave among 32: fewer come
/// about once in 10^15 seeds.
const LEAST_DIFFERENT: usize = 16;

/// Keeps the commitment apart from every other use of SHA-256.
const COMMITMENT_TAG: &[u8] = b"safeconduct/seed-commitment/1\0";

/// Keeps these draws apart from those of any later method.
const DRAW_TAG: &[u8] = b"safeconduct/draw/1";

/// A secret that draws come from. It is never printed, not even for debugging.
pub struct Seed(Vec<u8>);

impl std::fmt::Debug for Seed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seed(sealed)")
    }
}

impl Seed {
    /// The seed in the content of the file `name`: at least 32 bytes, raw or as
    /// hexadecimal digits (white space around them is left out).
    ///
    /// # Errors
    /// An empty file, too few bytes, text that is not hexadecimal, or bytes that
    /// cannot have come from chance.
    pub fn read(name: &str, content: &[u8]) -> Result<Self, Findings> {
        let (code, what) = match bytes(content) {
            Ok(bytes) => match fault(&bytes) {
                None => return Ok(Self(bytes)),
                Some((code, what)) => (code, format!("`{name}` {what}")),
            },
            Err(what) => (Code::SeedNotHex, format!("`{name}` {what}")),
        };
        let mut findings = Findings::default();
        findings.add(code, None, what, "make one with `safeconduct draw --new-seed FILE`");
        Err(findings)
    }

    /// A seed that everybody knows, for measuring how well draws can be guessed.
    /// Never draw convoys with it.
    #[must_use]
    pub fn public() -> Self {
        Self(Sha256::digest(b"safeconduct/public-seed/1").to_vec())
    }

    /// What is published before the draw: SHA-256, in lower-case hexadecimal,
    /// of the tag `safeconduct/seed-commitment/1`, a zero byte, and the seed.
    #[must_use]
    pub fn commitment(&self) -> String {
        hex(&Sha256::new().chain_update(COMMITMENT_TAG).chain_update(&self.0).finalize())
    }

    /// Numbers for one day of one plan.
    pub(super) fn dice(&self, plan_sha256: &str, day: u32) -> Dice {
        // Any length of key is taken; should that ever fail, the empty key stands in.
        let keyed = Hmac::<Sha256>::new_from_slice(&self.0);
        let mut mac = keyed.unwrap_or_else(|_| Hmac::new(&Default::default()));
        for part in [DRAW_TAG, plan_sha256.as_bytes(), &day.to_be_bytes()] {
            field(&mut mac, part);
        }
        Dice(mac)
    }
}

/// Numbers of one day.
pub(super) struct Dice(Hmac<Sha256>);

impl Dice {
    /// A number in 0..1, a multiple of 2^-53, for this use, lane and count.
    pub fn uniform(&self, purpose: &str, lane: &str, count: u32) -> f64 {
        let mut mac = self.0.clone();
        for part in [purpose.as_bytes(), lane.as_bytes(), &count.to_be_bytes()] {
            field(&mut mac, part);
        }
        let digest = mac.finalize().into_bytes();
        let head = digest.iter().take(8).fold(0_u64, |all, byte| all << 8 | u64::from(*byte));
        (head >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Adds a field with its length, so that no two lists of fields run together alike.
fn field(mac: &mut Hmac<Sha256>, part: &[u8]) {
    mac.update(&(part.len() as u64).to_be_bytes());
    mac.update(part);
}

/// Raw bytes, or the bytes that hexadecimal text stands for.
fn bytes(content: &[u8]) -> Result<Vec<u8>, &'static str> {
    let is_text = content.iter().all(|b| b.is_ascii_graphic() || b.is_ascii_whitespace());
    if !is_text {
        return Ok(content.to_vec());
    }
    let digits = content.trim_ascii();
    let values: Option<Vec<u8>> = digits.iter().map(|b| digit(*b)).collect();
    let values = values.ok_or("is text, but not hexadecimal digits alone")?;
    let (pairs, []) = values.as_chunks::<2>() else {
        return Err("has an odd number of hexadecimal digits");
    };
    Ok(pairs.iter().map(|[high, low]| high << 4 | low).collect())
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// Why bytes cannot serve.
fn fault(bytes: &[u8]) -> Option<(Code, String)> {
    if bytes.is_empty() {
        return Some((Code::SeedEmpty, "is empty".to_owned()));
    }
    if bytes.len() < LEAST_BYTES {
        let what = format!("holds {} bytes; a seed has at least {LEAST_BYTES}", bytes.len());
        return Some((Code::SeedShort, what));
    }
    let different = bytes.iter().collect::<std::collections::BTreeSet<_>>().len();
    let what = format!("holds only {different} different bytes: it did not come from chance");
    (different < LEAST_DIFFERENT).then_some((Code::SeedPoor, what))
}

/// Bytes in lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(first: u8) -> String {
        (0..32).map(|n| format!("{:02X}", first.wrapping_add(n * 7))).collect()
    }

    fn code(content: &[u8]) -> Code {
        Seed::read("s", content).unwrap_err().0[0].code
    }

    #[test]
    fn hexadecimal_and_raw_bytes_are_one_seed() {
        let hex = text(3);
        let raw = bytes(hex.as_bytes()).unwrap();
        assert!(raw.len() == 32 && !raw.is_ascii());
        let lower = format!("  {}\n", hex.to_lowercase());
        let made = [hex.as_bytes(), &raw, lower.as_bytes()];
        let made = made.map(|content| Seed::read("s", content).unwrap().commitment());
        assert!(made[0] == made[1] && made[1] == made[2] && made[0].len() == 64);
        assert_ne!(made[0], Seed::read("s", text(4).as_bytes()).unwrap().commitment());
    }

    #[test]
    fn what_cannot_be_a_seed_is_refused_with_its_own_code() {
        assert_eq!(code(b""), Code::SeedEmpty);
        assert_eq!(code(b" \n"), Code::SeedEmpty);
        assert_eq!(code(&text(3).as_bytes()[..62]), Code::SeedShort);
        assert_eq!(code(&[0xff; 31]), Code::SeedShort);
        assert_eq!(code(b"correct horse battery staple correct horse battery"), Code::SeedNotHex);
        assert_eq!(code(&text(3).as_bytes()[..63]), Code::SeedNotHex);
        assert_eq!(code(&[0; 64]), Code::SeedPoor);
        assert_eq!(code(&b"00".repeat(32)), Code::SeedPoor);
        assert_eq!(format!("{:?}", Seed::read("s", text(3).as_bytes()).unwrap()), "Seed(sealed)");
    }

    /// HMAC-SHA-256 from its definition (RFC 2104), as the twin of the library.
    fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
        let mut block = key.to_vec();
        block.resize(64, 0);
        let pad = |with: u8| block.iter().map(|b| b ^ with).collect::<Vec<u8>>();
        let inner = Sha256::digest([pad(0x36).as_slice(), message].concat());
        Sha256::digest([pad(0x5c).as_slice(), inner.as_slice()].concat()).to_vec()
    }

    #[test]
    fn a_number_is_the_hmac_of_what_it_is_for() {
        let key = bytes(text(9).as_bytes()).unwrap();
        let mut message = Vec::new();
        let parts: [&[u8]; 6] =
            [DRAW_TAG, b"plan", &[0, 0, 0, 5], b"corridor", b"lane", &[0, 0, 0, 7]];
        for part in parts {
            message.extend((part.len() as u64).to_be_bytes());
            message.extend(part);
        }
        let digest = hmac(&key, &message);
        let head = u64::from_be_bytes(digest[..8].try_into().unwrap());
        let wanted = (head >> 11) as f64 / (1_u64 << 53) as f64;
        let seed = Seed(key);
        assert_eq!(seed.dice("plan", 5).uniform("corridor", "lane", 7), wanted);
        assert_ne!(seed.dice("plan", 6).uniform("corridor", "lane", 7), wanted);
        assert_ne!(seed.dice("plan", 5).uniform("corridorl", "ane", 7), wanted);
    }
}
