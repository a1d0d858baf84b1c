//! What these answers do not say.

use safeconduct_model::talks::answer::TalksAnswer;

use super::Page;

/// Limits of meaning, and stable states where a graph of moves is given.
pub fn limits(page: &mut Page, answer: &TalksAnswer) {
    if let Some(stability) = &answer.stability {
        page.section("Stable states");
        page.say("States from which nobody would move alone, in four senses of foresight:");
        for (sense, states) in &stability.equilibria {
            let states: Vec<String> = states.iter().map(ToString::to_string).collect();
            let line = if states.is_empty() { "none".to_owned() } else { states.join(", ") };
            page.item(&format!("{sense}: {line}"));
        }
    }
    page.section("What this does not say");
    if !answer.talks.complete {
        page.item("not complete: the search stopped; more conflicts and moves may exist");
    }
    page.item("A position is what a source says a party holds, not what the party would accept.");
    page.item(
        "How many positions a move asks of whom is not compared between parties: one may weigh \
         more than many.",
    );
    page.item("Silence is never consent, and a deal on record still needs everybody's word.");
    page.item("Nothing here predicts what anybody will do.");
}
