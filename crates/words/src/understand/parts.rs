//! Several answers in one message: "75, 4, yes".

use super::{
    Asked, Care, Reader,
    choice::numbered,
    key::Key,
    own_words,
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
        if matches!(first.part.kind, Kind::Choice { .. }) && self.names_two(text, first) {
            return Err(Unclear::Ambiguous(own_words(text)));
        }
        if let Some(day) = self.after_all(text, first) {
            return self.parts(day, first, rest);
        }
        if rest.is_empty() {
            return self.part(text, first, Care::Loose).map(|answer| vec![answer]);
        }
        if let Some(answers) = self.counted_up(text, first, rest).or_else(|| self.leading(text, first, rest)) {
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
            // "The second one because I was calm".
            let reason = self.begins_reason(cut.after);
            if !cut.strong && !reason && self.is_open(cut.before) {
                return None;
            }
            let care = if cut.strong || reason { Care::Tight } else { Care::Exact };
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

    /// "1 ok, 2 good, 3 thin": numbers that only count up, and the steps in words.
    fn counted_up(&self, text: &str, first: &Asked<'_>, rest: &[Asked<'_>]) -> Option<Vec<Answer>> {
        let scales = std::iter::once(first).chain(rest).take_while(|one| matches!(one.part.kind, Kind::Scale { .. }));
        let scales: Vec<_> = scales.collect();
        let pieces: Vec<&str> = text.split([',', ';', '\n']).filter(|piece| !piece.trim().is_empty()).collect();
        if scales.len() < 2 || pieces.len() < 2 {
            return None;
        }
        let read = |(number, piece): (i64, &&str)| {
            let key = Key::of(self.without_joint(piece.trim()));
            let (counted, used) = self.leading_number(&key.tokens)?;
            let word = key.without_first(used);
            (counted == number && !word.is_empty() && self.whole_number(&word).is_none()).then_some(word)
        };
        let words = (1..).zip(&pieces).map(read).collect::<Option<Vec<Key>>>()?;
        let rate = |(word, scale): (&Key, &&Asked<'_>)| self.part(&word.tokens.join(" "), scale, Care::Loose).ok();
        words.iter().zip(&scales).map(rate).collect()
    }

    /// "2 and 3", where one is asked for.
    fn names_two(&self, text: &str, first: &Asked<'_>) -> bool {
        if first.offered.iter().any(|one| one.partly) {
            return false;
        }
        let start = text.split([',', ';', ':', '\n']).next().unwrap_or_default().replace(['&', '+'], " and ");
        let key = Key::of(&start);
        let Some(joint) = key.tokens.iter().position(|token| matches!(token.as_str(), "and" | "or" | "n")) else {
            return false;
        };
        let side = |tokens: Option<&[String]>| {
            let tokens = tokens.unwrap_or_default().to_vec();
            self.whole_number(&Key { tokens }).and_then(|number| numbered(number, &first.offered).one())
        };
        match (side(key.tokens.get(..joint)), side(key.tokens.get(joint + 1..))) {
            (Some(one), Some(other)) => one.number != other.number && !self.is_name_of(&key, &first.offered),
            _ => false,
        }
    }

    /// "Not sure, maybe Friday": the day, where one comes after all.
    fn after_all<'t>(&self, text: &'t str, first: &Asked<'_>) -> Option<&'t str> {
        let unknown = &self.words.understanding.answers.unknown;
        if !matches!(first.part.kind, Kind::When { .. }) {
            return None;
        }
        let cuts = cuts(text);
        let named = cuts.iter().take(CUTS).filter(|cut| unknown.contains(&Key::of(cut.before)));
        named.map(|cut| cut.after).find(|after| {
            let mut starts = pieces(after).into_iter().take(1).chain([*after]);
            starts.any(|start| matches!(self.part(start, first, Care::Loose), Ok(Answer::When(_))))
        })
    }

    /// Whether this begins with a "because" and nothing else.
    fn begins_reason(&self, text: &str) -> bool {
        let because = &self.words.understanding.answers.because;
        text.split_whitespace()
            .next()
            .is_some_and(|word| Key::of(word).tokens.iter().any(|word| because.contains(word)))
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
