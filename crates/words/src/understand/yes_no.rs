//! Yes, no, don't know.

use super::{Care, Reader, key::Key, not_understood, own_words};
use afterword_core::{Answer, answer::YesNo, event::Unclear};

/// A longer message is a story that happens to begin with yes or no.
const SHORT: usize = 8;

impl Reader<'_> {
    pub(super) fn yes_no(&self, text: &str, care: Care) -> Result<Answer, Unclear> {
        let key = Key::of(text);
        if let Some(exact) = self.exact_yes_no(&key) {
            return Ok(Answer::YesNo(exact));
        }
        if care < Care::Loose || key.tokens.len() > SHORT {
            return Err(not_understood(text));
        }
        // "No idea, to be honest" begins with a "no" and means neither: the longest wins.
        let longest = self
            .ways()
            .into_iter()
            .flat_map(|(answer, names)| names.iter().map(move |name| (answer, name)))
            .filter(|(_, name)| key.starts_with(name))
            .max_by_key(|(_, name)| name.tokens.len());
        match longest {
            Some((answer, name)) if !self.says_another(answer, &key.without_first(name.tokens.len())) => {
                Ok(Answer::YesNo(answer))
            }
            Some(_) => Err(Unclear::Ambiguous(own_words(text))),
            None => Err(not_understood(text)),
        }
    }

    /// The answer that the whole of the text is one way of giving.
    pub(super) fn exact_yes_no(&self, key: &Key) -> Option<YesNo> {
        self.ways().into_iter().find(|(_, names)| names.contains(key)).map(|(answer, _)| answer)
    }

    /// "Yes, well, no": a plain yes or no further on takes back the first.
    fn says_another(&self, first: YesNo, rest: &Key) -> bool {
        rest.tokens.iter().any(|token| match token.as_str() {
            "yes" => first != YesNo::Yes,
            "no" => first == YesNo::Yes,
            _ => false,
        })
    }

    fn ways(&self) -> [(YesNo, &[Key]); 3] {
        let answers = &self.words.understanding.answers;
        [
            (YesNo::Unknown, answers.unknown.as_slice()),
            (YesNo::Yes, answers.yes.as_slice()),
            (YesNo::No, answers.no.as_slice()),
        ]
    }
}
