//! What an offer's answers amount to (`conversations.md` §4): from what the
//! person told us to a posture, as a pure function.
//!
//! Read the folder in this order; each file follows the text from top to bottom.
//!
//! 1. [`answers`]: the warning-sign questions, and what can be answered to each.
//! 2. [`signs`]: all that was answered about one offer.
//! 3. [`points`]: what each answer counts, and what stays unknown.
//! 4. [`levels`]: from points to a level for each family, and to what X and G are.
//! 5. [`exceptions`]: "stabilise it" and the holding pattern.
//! 6. [`rules`]: the combining; the first rule that matches leads.
//! 7. [`next`]: the one next step.
//!
//! Nothing here decides anything for anybody, and nothing here is shown as a
//! number: the levels and points say which sentence is true.

pub mod answers;
pub mod exceptions;
pub mod levels;
pub mod next;
pub mod points;
pub mod rules;
pub mod safety;
pub mod signs;

pub use answers::Known;
pub use exceptions::Exception;
pub use levels::{Family, Gut, Level, Standing};
pub use next::NextStep;
pub use points::{Finding, Question, Weight};
pub use rules::{Because, Rule, Situation};
pub use signs::Signs;

use std::collections::BTreeMap;

/// What can be said about an offer, on what the person has told us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// The rule that led: the first that matched.
    pub rule: Rule,
    /// Why it led: every condition of that rule that held, in the order of the text.
    pub because: Vec<Because>,
    /// The exceptions that are complete, Eyes open first: each adds its line, whichever rule led.
    pub exceptions: Vec<Exception>,
    /// G of 1 or 2: "sleep on it, tell someone" is added, whatever else was answered.
    pub sleep_on_it: bool,
    /// The one next step.
    pub next: NextStep,
    /// How each family stands. An exception never changes what is shown here.
    pub families: BTreeMap<Family, Standing>,
    /// How settled the person feels.
    pub gut: Gut,
    /// What each answer counted, in the order of the text: the "why?" of every level.
    pub findings: Vec<Finding>,
    /// Whether V is still 2 or more after asking (§4, wording, has a sentence for it).
    pub still_vague: bool,
    /// Whether they refused to give more time (§4, rule 3 has a sentence for it).
    pub refused_time: bool,
}

impl Advice {
    /// The questions that are open, in the order of the text: each becomes a line in L7, or a task for the person.
    /// Families that a complete exception leaves out are left out here too.
    pub fn open(&self) -> impl Iterator<Item = Question> {
        let counted = |finding: &&Finding| {
            !finding
                .question
                .family()
                .is_some_and(|family| self.exceptions.iter().any(|known| known.family() == family))
        };
        self.findings
            .iter()
            .filter(counted)
            .filter(|finding| finding.weight == Weight::Open)
            .map(|finding| finding.question)
    }

    /// What made a family stand where it does: the answers that count, are open or were not answered.
    pub fn why(&self, family: Family) -> impl Iterator<Item = Finding> {
        let of_family = move |finding: &&Finding| finding.question.family() == Some(family);
        self.findings.iter().filter(of_family).filter(|finding| finding.weight != Weight::Points(0)).copied()
    }
}

/// What the answers about an offer amount to.
///
/// ```
/// use afterword_core::advice::{advise, answers::Clear, Known, Rule, Signs};
///
/// let mut signs = Signs::all_clear();
/// assert_eq!(advise(&signs).rule, Rule::NothingRaised);
/// signs.vague.clear = Known::Is(Clear::Dodged);
/// assert_eq!(advise(&signs).rule, Rule::ThinkTwice);
/// ```
#[must_use]
pub fn advise(signs: &Signs) -> Advice {
    let findings = points::findings(signs);
    let situation = rules::situation(signs, &findings);
    let (rule, because) = rules::lead(&situation);
    let vague = situation.family(Family::Vague);
    Advice {
        rule,
        because,
        exceptions: situation.complete().collect(),
        sleep_on_it: situation.gut == Gut::SleepOnIt,
        next: next::next_step(rule, &situation, &findings),
        still_vague: vague.asked && vague.level >= Level::Concern,
        refused_time: situation.refused_time,
        families: Family::ALL.iter().map(|family| (*family, situation.family(*family))).collect(),
        gut: situation.gut,
        findings,
    }
}
