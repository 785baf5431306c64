//! What is too long for one event goes on in the next.

use super::{Message, html::Paragraph};

/// The most that text and HTML of one event have together, in bytes.
const ROOM: usize = 40_000;
/// The longest stretch of one paragraph: escaped, each of its bytes may become six.
const STRETCH: usize = 5_000;

/// All paragraphs, in as few messages as hold them; one at least.
pub(super) fn of(paragraphs: &[Paragraph]) -> Vec<Message> {
    let mut messages = Vec::new();
    let mut now = Message { plain: String::new(), html: String::new() };
    let mut point = false;
    for paragraph in paragraphs.iter().flat_map(stretches) {
        let with = now.plain.len() + now.html.len() + paragraph.plain.len() + paragraph.html.len() + 2;
        if with > ROOM && !now.plain.is_empty() {
            messages.push(std::mem::replace(&mut now, Message { plain: String::new(), html: String::new() }));
        }
        if !now.plain.is_empty() {
            now.plain.push_str(if point && paragraph.point { "\n" } else { "\n\n" });
        }
        now.plain.push_str(&paragraph.plain);
        // Points that stand together are one list.
        match now.html.strip_suffix("</ul>").filter(|_| point && paragraph.point) {
            Some(list) => {
                let list = list.len();
                now.html.truncate(list);
                now.html.push_str(paragraph.html.trim_start_matches("<ul>"));
            }
            None => now.html.push_str(&paragraph.html),
        }
        point = paragraph.point;
    }
    if !now.plain.is_empty() || messages.is_empty() {
        messages.push(now);
    }
    messages
}

/// A paragraph, or its parts where no event would hold it.
fn stretches(paragraph: &Paragraph) -> Vec<Paragraph> {
    if paragraph.plain.len() + paragraph.html.len() <= ROOM {
        return vec![paragraph.clone()];
    }
    let (mut stretches, mut now) = (Vec::new(), String::new());
    for word in paragraph.plain.split_inclusive([' ', '\n']) {
        if now.len() + word.len() > STRETCH && !now.is_empty() {
            stretches.push(std::mem::take(&mut now));
        }
        // A word may be longer than that by itself.
        for c in word.chars() {
            if now.len() + c.len_utf8() > STRETCH {
                stretches.push(std::mem::take(&mut now));
            }
            now.push(c);
        }
    }
    stretches.push(now);
    stretches.into_iter().map(Paragraph::text).collect()
}
