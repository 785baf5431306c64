//! A prompt's Markdown as HTML of the tags that the specification allows. Whoever wrote it may be
//! anybody: what is HTML in it is shown as text, no picture is fetched, and no link is a mention.

use super::html::{harmless, lines};
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html::push_html};

/// The most bytes of HTML: a text of nothing but quotes within quotes is shown as it was written.
const MOST: usize = 30_000;

/// As HTML.
pub(super) fn html(markdown: &str) -> String {
    let markdown = harmless(markdown);
    let mut links = Vec::new();
    let events = Parser::new_ext(&markdown, Options::ENABLE_STRIKETHROUGH).filter_map(|event| shown(event, &mut links));
    let mut html = String::new();
    push_html(&mut html, events);
    if html.len() > MOST { format!("<p>{}</p>", lines(&markdown)) } else { html.trim_end().to_owned() }
}

/// What is shown of it; `links` are those that are open, and whether they are shown as such.
fn shown<'a>(event: Event<'a>, links: &mut Vec<bool>) -> Option<Event<'a>> {
    Some(match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::SoftBreak => Event::HardBreak,
        Event::Start(Tag::Link { link_type, dest_url, id, .. }) => {
            links.push(leads_out(&dest_url));
            let link = Tag::Link { link_type, dest_url, title: CowStr::Borrowed(""), id };
            return links.last().is_some_and(|shown| *shown).then_some(Event::Start(link));
        }
        Event::End(TagEnd::Link) => return links.pop().unwrap_or(false).then_some(Event::End(TagEnd::Link)),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => return None,
        event => event,
    })
}

/// Whether a link leads to the web, and not to a user or a room: those are shown as mentions.
fn leads_out(url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.contains("matrix.to"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_html_of_the_allowed_tags() {
        for (markdown, expected) in [
            ("What **did** you *ask* them?", "<p>What <strong>did</strong> you <em>ask</em> them?</p>"),
            ("one\ntwo", "<p>one<br />\ntwo</p>"),
            ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
            ("~~no~~ `x < y`", "<p><del>no</del> <code>x &lt; y</code></p>"),
            ("[more](https://example.org \"t\")", "<p><a href=\"https://example.org\">more</a></p>"),
        ] {
            assert_eq!(html(markdown), expected);
        }
    }

    #[test]
    fn nothing_in_it_is_a_mention_a_picture_or_a_tag_of_its_own() {
        for (markdown, expected) in [
            ("<img src=x onerror=y>hi", "<p>&lt;img src=x onerror=y&gt;hi</p>"),
            ("<div>\nx", "&lt;div&gt;\nx"),
            ("a <b>b</b>", "<p>a &lt;b&gt;b&lt;/b&gt;</p>"),
            ("[Sam](https://matrix.to/#/@sam:example.org)", "<p>Sam</p>"),
            ("[Sam](matrix:u/sam:example.org) [x](javascript:y)", "<p>Sam x</p>"),
            ("![cat](https://example.org/cat.png)", "<p>cat</p>"),
            ("@room @sam:example.org \u{202e}\u{2066}", "<p>@room @sam:example.org \u{202e}</p>"),
        ] {
            assert_eq!(html(markdown), expected);
        }
    }

    #[test]
    fn the_longest_prompt_fits_whatever_is_in_it() {
        for piece in ["> ", "<", "*a*", "`", "- ", "[x](https://a.b)", "&", "\"", "ü\n\n"] {
            let text: String = piece.chars().cycle().take(2_000).collect();
            assert!(html(&text).len() <= MOST, "{piece}");
        }
    }
}
