//! The Fluent files of one locale.

use crate::Error;
use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use fluent_syntax::{ast, serializer::serialize};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

/// The sentences of one locale.
pub(crate) struct Sentences {
    bundle: FluentBundle<Arc<FluentResource>>,
    /// Kept besides the bundle, which does not tell what is in it.
    resources: Vec<Arc<FluentResource>>,
}

/// The text, with each quotation in it called as `called` says.
fn requoted(text: &str, called: &dyn Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('“') {
        out.push_str(before);
        out.push('“');
        rest = after;
        if let Some((quoted, after)) = rest.split_once('”')
            && let Some(name) = called(quoted)
        {
            out.push_str(&name);
            out.push('”');
            rest = after;
        }
    }
    out + rest
}

impl Sentences {
    /// Parses the files; the first mistake is the error.
    pub(crate) fn load(locale: &str, files: &[(&str, &str)]) -> Result<Self, Error> {
        let language = locale.parse().map_err(|_| Error::NoSuchLocale {
            found: locale.to_owned(),
            known: "language tags such as en-GB".to_owned(),
        })?;
        let mut resources = Vec::with_capacity(files.len());
        let mut seen = HashMap::new();
        for &(file, text) in files {
            let resource = parsed(file, text)?;
            for entry in resource.entries() {
                let Some(id) = name_of(entry) else { continue };
                if let Some(first) = seen.insert(id.clone(), file) {
                    // Within one file the later of the two is meant.
                    let line = line_of(text, text.rfind(&format!("\n{id} =")).map_or(0, |at| at + 1));
                    return Err(Error::Twice { file: file.to_owned(), line, id, first: first.to_owned() });
                }
            }
            resources.push(Arc::new(resource));
        }
        Ok(Self::of(FluentBundle::new_concurrent(vec![language]), resources))
    }

    /// The same, with what is quoted called as `called` says. What quotes nothing of it is shared.
    pub(crate) fn quoting(&self, called: &dyn Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let entries = self.resources.iter().flat_map(|resource| resource.entries());
        let changed = entries.filter_map(|entry| {
            let text = serialize(&ast::Resource { body: vec![entry.clone()] });
            Some(requoted(&text, called)).filter(|requoted| *requoted != text)
        });
        let changed = parsed("what is quoted", &changed.collect::<String>())?;
        let resources = self.resources.iter().cloned().chain([Arc::new(changed)]).collect();
        Ok(Self::of(FluentBundle::new_concurrent(self.bundle.locales.clone()), resources))
    }

    /// Later resources go over earlier ones.
    fn of(mut bundle: FluentBundle<Arc<FluentResource>>, resources: Vec<Arc<FluentResource>>) -> Self {
        // The marks around variables are for mixed directions in rich text;
        // plain terminals show them as boxes.
        bundle.set_use_isolating(false);
        resources.iter().for_each(|resource| bundle.add_resource_overriding(Arc::clone(resource)));
        Self { bundle, resources }
    }

    /// The sentence, filled in; `None` where there is none with this id.
    pub(crate) fn say(&self, id: &str, args: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut problems = Vec::new();
        let said = self.bundle.format_pattern(pattern, Some(args), &mut problems);
        if !problems.is_empty() {
            // A variable that was not given, say. The sentence still stands, with its name in
            // braces. Only the id is logged: the problems may quote what was filled in.
            tracing::error!(word = id, "a sentence could not be filled in completely");
        }
        Some(said.into_owned())
    }

    /// Every message with the variables it uses, directly or through what it refers to.
    pub(crate) fn ids(&self) -> Vec<(String, BTreeSet<String>)> {
        let mut direct: BTreeMap<String, Uses> = BTreeMap::new();
        for entry in self.resources.iter().flat_map(|resource| resource.entries()) {
            if let (Some(name), Some(pattern)) = (name_of(entry), value_of(entry)) {
                let uses = direct.entry(name).or_default();
                read_pattern(pattern, uses);
            }
        }
        direct
            .keys()
            .filter(|name| !name.starts_with('-'))
            .map(|name| {
                let (mut variables, mut visited) = (BTreeSet::new(), BTreeSet::new());
                gather(name, &direct, &mut variables, &mut visited);
                (name.clone(), variables)
            })
            .collect()
    }
}

fn parsed(file: &str, text: &str) -> Result<FluentResource, Error> {
    FluentResource::try_new(text.to_owned()).map_err(|(_, problems)| {
        let (line, problem) = problems.first().map_or((1, "does not parse".to_owned()), |problem| {
            // Where the sentence begins: the parser may notice its end only lines later.
            let at = problem.slice.as_ref().map_or(problem.pos.start, |slice| slice.start);
            (line_of(text, at), problem.kind.to_string())
        });
        Error::Fluent { file: file.to_owned(), line, problem }
    })
}

/// What one entry mentions.
#[derive(Default)]
struct Uses {
    variables: BTreeSet<String>,
    entries: BTreeSet<String>,
}

/// Follows references; `visited` ends it where they go in a circle.
fn gather(
    name: &str,
    direct: &BTreeMap<String, Uses>,
    variables: &mut BTreeSet<String>,
    visited: &mut BTreeSet<String>,
) {
    if !visited.insert(name.to_owned()) {
        return;
    }
    if let Some(uses) = direct.get(name) {
        variables.extend(uses.variables.iter().cloned());
        for other in &uses.entries {
            gather(other, direct, variables, visited);
        }
    }
}

/// The id of a message; that of a term with its `-`.
fn name_of(entry: &ast::Entry<&str>) -> Option<String> {
    match entry {
        ast::Entry::Message(message) => Some(message.id.name.to_owned()),
        ast::Entry::Term(term) => Some(format!("-{}", term.id.name)),
        _ => None,
    }
}

fn value_of<'e, 's>(entry: &'e ast::Entry<&'s str>) -> Option<&'e ast::Pattern<&'s str>> {
    match entry {
        ast::Entry::Message(message) => message.value.as_ref(),
        ast::Entry::Term(term) => Some(&term.value),
        _ => None,
    }
}

fn read_pattern(pattern: &ast::Pattern<&str>, uses: &mut Uses) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            read_expression(expression, uses);
        }
    }
}

fn read_expression(expression: &ast::Expression<&str>, uses: &mut Uses) {
    match expression {
        ast::Expression::Inline(inline) => read_inline(inline, uses),
        ast::Expression::Select { selector, variants } => {
            read_inline(selector, uses);
            for variant in variants {
                read_pattern(&variant.value, uses);
            }
        }
    }
}

fn read_inline(inline: &ast::InlineExpression<&str>, uses: &mut Uses) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            uses.variables.insert(id.name.to_owned());
        }
        ast::InlineExpression::MessageReference { id, .. } => {
            uses.entries.insert(id.name.to_owned());
        }
        ast::InlineExpression::TermReference { id, .. } => {
            uses.entries.insert(format!("-{}", id.name));
        }
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                read_inline(argument, uses);
            }
        }
        ast::InlineExpression::Placeable { expression } => read_expression(expression, uses),
        ast::InlineExpression::StringLiteral { .. } | ast::InlineExpression::NumberLiteral { .. } => {}
    }
}

/// The line, from 1, on which this byte stands.
fn line_of(text: &str, byte: usize) -> usize {
    let before = text.as_bytes().get(..byte).unwrap_or(text.as_bytes());
    before.iter().filter(|&&b| b == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_reported_with_its_file_and_line() {
        let files =
            [("xx/a.ftl", "one = One\ntwo = Two\n"), ("xx/b.ftl", "three = Three\n\n\nfour = { $x\nfive = Five\n")];
        let Err(error) = Sentences::load("en-GB", &files) else { panic!("must not load") };
        assert!(error.to_string().starts_with("config/words/xx/b.ftl, line 4"), "{error}");
    }

    #[test]
    fn a_second_definition_is_reported_with_both_places() {
        let files = [("xx/a.ftl", "one = One\n"), ("xx/b.ftl", "two = Two\none = Another\n")];
        let Err(error) = Sentences::load("en-GB", &files) else { panic!("must not load") };
        assert_eq!(
            error.to_string(),
            "config/words/xx/b.ftl, line 2: \"one\" is defined already in config/words/xx/a.ftl; expected each id once"
        );
    }

    #[test]
    fn numbers_choose_their_plural() {
        let text = "noted = { $count ->\n    [one] One noted.\n   *[other] { $count } noted.\n }\n";
        let Ok(sentences) = Sentences::load("en-GB", &[("xx/a.ftl", text)]) else { panic!("must load") };
        let noted = |count: i64| {
            let mut args = FluentArgs::new();
            args.set("count", count);
            sentences.say("noted", &args)
        };
        assert_eq!(noted(1).as_deref(), Some("One noted."));
        assert_eq!(noted(3).as_deref(), Some("3 noted."));
    }

    #[test]
    fn variables_are_found_through_references_and_choices() {
        let text = "a = { $n ->\n    [one] One { $what }\n   *[other] { NUMBER($m) } { b }\n }\nb = { -c } { $deep }\n-c = Term { $t }\n";
        let sentences = match Sentences::load("en-GB", &[("xx/a.ftl", text)]) {
            Ok(sentences) => sentences,
            Err(error) => panic!("{error}"),
        };
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(
            sentences.ids(),
            [("a".to_owned(), set(&["deep", "m", "n", "t", "what"])), ("b".to_owned(), set(&["deep", "t"])),]
        );
    }

    #[test]
    fn what_a_sentence_quotes_is_called_otherwise_and_nothing_else() {
        let called = |quoted: &str| (quoted == "sheet").then(|| "/sheet".to_owned());
        #[rustfmt::skip]
        let table = [
            ("a = “sheet” shows it.",     "a = “/sheet” shows it."),
            ("a = “sheet”, “skip”",       "a = “/sheet”, “skip”"),
            ("a = I read “{ $sheet }”.",  "a = I read “{ $sheet }”."),
            ("a = “the sheet” and sheet", "a = “the sheet” and sheet"),
            ("a = “open “sheet”",         "a = “open “/sheet”"),
            ("a = “",                     "a = “"),
        ];
        for (text, found) in table {
            assert_eq!(requoted(text, &called), found);
        }
    }
}
