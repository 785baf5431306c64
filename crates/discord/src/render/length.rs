//! Text in pieces that Discord takes.

/// So many characters, as Discord counts at most: in UTF-16.
pub(crate) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Whether it has no more than that; of a longer one, no more than that is read.
fn fits(text: &str, most: usize) -> bool {
    text.encode_utf16().take(most + 1).count() <= most
}

/// The text, or its beginning with an ellipsis, in at most `most` characters.
pub(crate) fn cut(text: &str, most: usize) -> String {
    if fits(text, most) {
        return text.to_owned();
    }
    let (start, _) = text.split_at(longest(text, most.saturating_sub(1)));
    format!("{}…", start.trim_end_matches([' ', '\n', ',', '.', ':', ';', '–', '\\']))
}

/// Puts paragraphs together into pieces of at most the length that `room` gives to the
/// piece of that number. A paragraph is only divided where it would not fit by itself.
pub(super) fn pieces(paragraphs: &[String], room: impl Fn(usize) -> usize) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for paragraph in paragraphs.iter().filter(|paragraph| !paragraph.trim().is_empty()) {
        let mut rest = paragraph.trim_end();
        if let Some((nth, last)) = pieces.iter_mut().enumerate().last()
            && let Some(left) = room(nth).checked_sub(length(last) + 2)
            && fits(rest, left)
        {
            last.push_str("\n\n");
            last.push_str(rest);
            continue;
        }
        loop {
            let most = room(pieces.len());
            if fits(rest, most) {
                pieces.push(rest.to_owned());
                break;
            }
            let (start, after) = rest.split_at(longest(rest, most));
            pieces.push(start.trim_end().to_owned());
            rest = after.trim_start();
        }
    }
    pieces
}

/// Where a text is divided so that no more than `most` characters come before: at the
/// last line, sentence or word that fits, unless that would leave little.
fn longest(text: &str, most: usize) -> usize {
    let mut taken = 0;
    let within = |c: &char| {
        taken += c.len_utf16();
        taken <= most
    };
    let hard: usize = text.chars().take_while(within).map(char::len_utf8).sum();
    // Something has to go on, whatever room there is.
    let hard = hard.max(text.chars().next().map_or(0, char::len_utf8));
    let start = text.get(..hard).unwrap_or(text);
    let after = |seam: &str| start.rfind(seam).map(|at| at + seam.len()).filter(|at| *at > hard / 2);
    let word = || if text[start.len()..].starts_with(char::is_whitespace) { Some(hard) } else { after(" ") };
    let seam = after("\n\n").or_else(|| after("\n")).or_else(|| after(". ")).or_else(word);
    // Never between a backslash and what it escapes.
    let slashes = start.len() - start.trim_end_matches('\\').len();
    let hard = if slashes % 2 == 1 && hard > 1 { hard - 1 } else { hard };
    seam.unwrap_or(hard)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_is_divided_where_a_reader_would_pause() {
        let of = |paragraphs: &[&str], most: usize| {
            pieces(&paragraphs.iter().map(ToString::to_string).collect::<Vec<_>>(), |_| most)
        };
        assert_eq!(of(&["one", "two", "three"], 8), ["one\n\ntwo", "three"]);
        assert_eq!(of(&["First one. Then two."], 12), ["First one.", "Then two."]);
        assert_eq!(of(&["line one\nline two"], 10), ["line one", "line two"]);
        assert_eq!(of(&["abcdefghij"], 4), ["abcd", "efgh", "ij"]);
        assert_eq!(of(&[r"abc\*def"], 4), ["abc", r"\*de", "f"]);
        assert_eq!(of(&["", " "], 4), Vec::<String>::new());
    }

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(cut("short", 5), "short");
        assert_eq!(cut("What went well, and why?", 16), "What went well…");
        assert_eq!(cut("👍👍👍", 4), "👍…");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_everything_fits(text in "([a-zé👍\\\\*]{1,12}[ .\n]){0,60}", most in 8_usize..60) {
            let pieces = pieces(std::slice::from_ref(&text), |_| most);
            let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(plain(&pieces.concat()), plain(&text));
            prop_assert!(pieces.iter().all(|piece| length(piece) <= most && !piece.is_empty()));
            prop_assert!(length(&cut(&text, most)) <= most);
        }
    }
}
