//! Where one message can be taken apart.

use std::ops::Range;

/// A message cut in two.
#[derive(Clone, Copy)]
pub(super) struct Cut<'t> {
    pub(super) before: &'t str,
    pub(super) after: &'t str,
    /// Cut at a comma, a colon, a line's end or an "and", rather than at a blank.
    pub(super) strong: bool,
}

/// Every place where the message can be cut, from the first to the last.
/// Neither side of a cut is blank.
pub(super) fn cuts(text: &str) -> Vec<Cut<'_>> {
    let mut cuts: Vec<Cut<'_>> = Vec::new();
    let mut end_of_last = 0;
    for (start, c) in text.char_indices() {
        if start < end_of_last {
            continue;
        }
        let Some((length, strong)) = separator(text, start, c, &JOINTS) else {
            continue;
        };
        end_of_last = start + length;
        let (Some(before), Some(after)) = (text.get(..start), text.get(end_of_last..)) else {
            continue;
        };
        if !before.trim().is_empty() && !after.trim().is_empty() {
            cuts.push(Cut { before: before.trim(), after: after.trim(), strong });
        }
    }
    cuts
}

/// The pieces between all strong cuts, none of them blank.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    places(text).into_iter().filter_map(|place| text.get(place)).collect()
}

/// Where those pieces stand.
pub(super) fn places(text: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let (mut from, mut at) = (0, 0);
    for (start, c) in text.char_indices() {
        if start >= at
            && let Some((length, true)) = separator(text, start, c, &LIST_JOINTS)
        {
            places.push(from..start);
            at = start + length;
            from = at;
        }
    }
    places.push(from..text.len());
    places.retain(|place| text.get(place.clone()).is_some_and(|piece| !piece.trim().is_empty()));
    places
}

/// The length of the gap that begins here, and whether it is a strong one. A gap is
/// as long as it can be: ", and " is one.
fn separator(text: &str, start: usize, c: char, joints: &[&str]) -> Option<(usize, bool)> {
    if !c.is_whitespace() && !is_sign(text, start, c) {
        return None;
    }
    let (mut at, mut strong) = (start, false);
    while let Some(rest) = text.get(at..)
        && let Some(c) = rest.chars().next()
    {
        let after_blank = text.get(start..at).is_some_and(|gap| gap.ends_with(char::is_whitespace));
        if c.is_whitespace() {
            strong |= c == '\n';
            at += c.len_utf8();
        } else if is_sign(text, at, c) {
            strong = true;
            at += c.len_utf8();
        } else if let Some(length) = joint(rest, joints).filter(|_| after_blank) {
            strong = true;
            at += length;
        } else {
            break;
        }
    }
    Some((at - start, strong))
}

/// A dash or an "and" between blanks.
const JOINTS: [&str; 6] = ["and", "then", "plus", "-", "–", "—"];
/// Within a list an "n" is one too; between answers it may be a no.
const LIST_JOINTS: [&str; 7] = ["and", "then", "plus", "-", "–", "—", "n"];

/// The length of the joint that this begins with.
fn joint(rest: &str, joints: &[&str]) -> Option<usize> {
    let word =
        joints.iter().find(|word| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))?;
    rest.get(word.len()..)?.starts_with(char::is_whitespace).then_some(word.len())
}

/// Signs that end a piece wherever they stand: but a colon within 3:30 does not,
/// nor a stroke within 27/11.
fn is_sign(text: &str, at: usize, c: char) -> bool {
    let digit_after = || {
        let mut rest = text.get(at..).unwrap_or_default().chars().skip(1);
        rest.next().is_some_and(|c| c.is_ascii_digit())
    };
    match c {
        ',' | ';' | '，' | '、' | '；' | '،' | '؛' | '&' | '+' | '|' => true,
        ':' | '：' | '/' => !digit_after(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_comes_apart_where_people_put_a_gap() {
        #[rustfmt::skip]
        let table: &[(&str, &[&str])] = &[
            ("75, 4, yes",          &["75", "4", "yes"]),
            ("1, 3 and 5",          &["1", "3", "5"]),
            ("2: nerves, too long", &["2", "nerves", "too long"]),
            ("at 3:30, 27/11",      &["at 3:30", "27/11"]),
            ("one - two – three",   &["one", "two", "three"]),
            ("one-to-one",          &["one-to-one"]),
            ("a\nb\n\nc",           &["a", "b", "c"]),
            ("a AND b",             &["a", "b"]),
            ("a n b",               &["a", "b"]),
            ("sand and land",       &["sand", "land"]),
            (", ,a,,b, ",           &["a", "b"]),
            ("hot, and so was I",   &["hot", "so was I"]),
            ("",                    &[]),
        ];
        for (text, expected) in table {
            assert_eq!(&pieces(text), expected, "{text:?}");
        }
    }

    #[test]
    fn cuts_tell_blanks_from_signs() {
        let cuts: Vec<_> = cuts("75 4, yes").iter().map(|cut| (cut.before, cut.after, cut.strong)).collect();
        assert_eq!(cuts, [("75", "4, yes", false), ("75 4", "yes", true)]);
    }
}
