//! Which skill a question was mostly testing: two guesses, by keywords.

use crate::{Words, understand::key::Key};
use afterword_core::{
    ask::{Choice, Pick},
    say::Arg,
};
use std::cmp::Reverse;

impl Words {
    /// The choices with the two that fit `about` best first, the rest as they were.
    ///
    /// Without a single keyword there is no guess, and nothing moves: better no
    /// guess than a wrong one at the top.
    pub(crate) fn by_likelihood<'c>(&self, about: &Arg, choices: &'c [Choice]) -> Vec<&'c Choice> {
        let about = Key::of(&self.arg(about));
        let mut guesses: Vec<(usize, usize)> = choices
            .iter()
            .enumerate()
            .map(|(place, choice)| (place, self.fit(&about, choice)))
            .filter(|&(_, fit)| fit > 0)
            .collect();
        // Sorting is stable: of two that fit equally, the earlier skill wins.
        guesses.sort_by_key(|&(_, fit)| Reverse(fit));
        guesses.truncate(2);

        let guessed = guesses.iter().map(|&(place, _)| place).collect::<Vec<_>>();
        let rest = (0..choices.len()).filter(|place| !guessed.contains(place));
        guessed.iter().copied().chain(rest).filter_map(|place| choices.get(place)).collect()
    }

    /// How many words of the text are keywords of this skill, each phrase counted once.
    fn fit(&self, about: &Key, choice: &Choice) -> usize {
        let Pick::Named(id) = &choice.pick else {
            return 0;
        };
        let Some(keywords) = self.understanding.skills.get(id.as_ref()) else {
            return 0;
        };
        keywords.iter().filter(|keyword| about.contains(keyword)).map(|keyword| keyword.tokens.len()).sum()
    }
}
