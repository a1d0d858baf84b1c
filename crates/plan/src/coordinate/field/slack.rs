//! What limits are overrun and left unused by, at their prices.

use super::Field;

impl Field {
    /// What overruns are worth, and what is left unused of limits that have a price.
    pub fn slack_worth(&self) -> (f64, f64) {
        let (mut over, mut unused) = (0.0, 0.0);
        for (i, used) in self.used.iter().enumerate() {
            let more = used - self.room;
            let worth = more * self.live(i as u32, 0.0);
            if more > 0.0 { over += worth } else { unused -= worth }
        }
        (over, unused)
    }
}
