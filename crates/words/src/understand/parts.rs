//! Several answers in one message: "75, 4, yes".

use super::{
    Asked, Care, Reader,
    key::Key,
    pieces::{Cut, cuts, pieces},
    takes_text,
};
use afterword_core::{Answer, ask::Kind, event::Unclear};

/// How many places of a long message are tried: enough for any label with a few
/// answers after it.
const CUTS: usize = 24;

impl Reader<'_> {
    /// The answers to the parts of a question, as many as the message clearly gives.
    ///
    /// The first part takes the longest beginning of the message that it can make
    /// sense of, the next part the same of what is left. What comes after the last
    /// clear answer is let go: those parts are asked again on their own. Free text
    /// takes all the rest.
    pub(super) fn parts(&self, text: &str, first: &Asked<'_>, rest: &[Asked<'_>]) -> Result<Vec<Answer>, Unclear> {
        if rest.is_empty() {
            return self.part(text, first, Care::Loose).map(|answer| vec![answer]);
        }
        if let Some(answers) = self.leading(text, first, rest) {
            return Ok(answers);
        }
        let whole = match self.part(text, first, Care::Loose) {
            Ok(answer) => return Ok(vec![answer]),
            Err(whole) => whole,
        };
        // "60, 4, yes": what is wrong with the first of them says more than that the
        // whole is not a number.
        let beginnings = pieces(text).into_iter().take(1).chain(cuts(text).first().map(|cut| cut.before));
        let beginning = beginnings
            .map(|beginning| self.part(beginning, first, Care::Exact))
            .find(|read| !matches!(read, Err(Unclear::NotUnderstood(_) | Unclear::NoSuchPlace(_))));
        match beginning {
            Some(Ok(answer)) => Ok(vec![answer]),
            Some(Err(wrong)) if matches!(whole, Unclear::NotUnderstood(_)) => Err(wrong),
            _ => Err(whole),
        }
    }

    /// The answers that the text clearly gives from its beginning on.
    fn leading(&self, text: &str, first: &Asked<'_>, rest: &[Asked<'_>]) -> Option<Vec<Answer>> {
        if matches!(first.part.kind, Kind::Text | Kind::Items { .. }) {
            return self.part(text, first, Care::Loose).ok().map(|answer| vec![answer]);
        }
        if let Ok(answer) = self.part(text, first, Care::Tight) {
            return Some(vec![answer]);
        }
        let Some((next, later)) = rest.split_first() else {
            // The last part may be a sentence.
            return self.part(text, first, Care::Loose).ok().map(|answer| vec![answer]);
        };
        let cuts = cuts(text);
        cuts.iter().take(CUTS).rev().find_map(|cut| {
            if !cut.strong && self.is_open(cut.before) {
                return None;
            }
            let care = if cut.strong { Care::Tight } else { Care::Exact };
            let answer = self.part(cut.before, first, care).ok()?;
            let left = self.without_joint(cut.after);
            if !cut.strong && takes_text(&first.part.kind) && !self.is_apart(cut, left, next) {
                return None;
            }
            let mut answers = vec![answer];
            answers.extend(self.leading(left, next, later).into_iter().flatten());
            Some(answers)
        })
    }

    /// Whether "2 because …" or "2 example" is an answer and what is said of it, and
    /// not a sentence that begins with a number ("2 of them laughed").
    fn is_apart(&self, cut: &Cut<'_>, left: &str, next: &Asked<'_>) -> bool {
        let reasons = &self.words.understanding.answers.reasons;
        let key = Key::of(cut.after);
        key.tokens.first().is_some_and(|first| reasons.contains(first))
            || pieces(left).first().is_some_and(|piece| self.part(piece, next, Care::Tight).is_ok())
    }

    /// "In a fortnight and from the": something is still to come.
    fn is_open(&self, text: &str) -> bool {
        let answers = &self.words.understanding.answers;
        let last = text.split_whitespace().next_back().map(Key::of).unwrap_or_default();
        last.tokens.iter().any(|token| answers.between.contains(token) || answers.stop_words.contains(token))
    }

    /// "Friday, and from Sarah": without the words that only join.
    fn without_joint<'t>(&self, text: &'t str) -> &'t str {
        let between = &self.words.understanding.answers.between;
        let mut rest = text;
        while let Some((word, after)) = rest.split_once(char::is_whitespace) {
            let key = Key::of(word);
            if key.is_empty() || key.tokens.iter().any(|token| !between.contains(token)) {
                break;
            }
            rest = after.trim_start();
        }
        rest
    }
}
