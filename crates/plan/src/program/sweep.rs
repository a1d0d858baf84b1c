//! Coverage floors that can be lowered together, for the frontier.

use super::{Key, Program, Var};

impl Program<'_> {
    /// Puts in place of every level and of the total that earlier stages keep the
    /// same times a common share, [`Var::Scale`], which stands at 1.
    ///
    /// Levels themselves and the total may then be anything above.
    pub fn keep_by_scale(&mut self) {
        let scale = self.lp.column(&[]);
        self.vars.insert(Var::Scale, scale);
        self.lp.bounds(scale, 1.0, 1.0);
        let levels = (0..self.at.demands.len()).filter(|&g| self.at.served[g]);
        let kept = levels.map(|g| (Var::Level(g), Key::Scaled(g)));
        let kept: Vec<_> = kept.chain([(Var::Total, Key::ScaledTotal)]).collect();
        for (var, key) in kept {
            let (Some(&column), least) = (self.vars.get(&var), self.least(var)) else { continue };
            self.release(var);
            if least > 0.0 {
                self.lp.row(key, 0.0, f64::INFINITY, &[(column, 1.0), (scale, -least)]);
            }
        }
    }

    /// Lets a variable go that a stage keeps.
    pub fn release(&mut self, var: Var) {
        let high = if matches!(var, Var::Level(_)) { 1.0 } else { f64::INFINITY };
        self.kept.remove(&var);
        self.bounds(var, 0.0, high);
    }
}
