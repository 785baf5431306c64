//! From a component or a form that was used to what the engine hears.

use afterword_core::{Answer, Command, Private, ask::Stamp, talks::letter};
use afterword_engine::What;

use crate::custom_id::{CustomId, Value};

/// What somebody did by using a component.
#[derive(Clone)]
pub enum Used {
    /// Something for the engine.
    Hear(What),
    /// They want the form of this question: answered by [`crate::render::form`] where it is
    /// still the current one, else by [`Used::stale`].
    Form(Stamp),
    /// They want to carry on in direct messages.
    Direct(Stamp),
}

impl Used {
    /// What the engine hears where a question is over: it says so kindly, asks the current one,
    /// and changes nothing.
    #[must_use]
    pub fn stale(stamp: Stamp) -> What {
        What::Pressed { stamp, command: Command::Again }
    }
}

/// A button or a menu was used; `values` are those of a menu. `None` where it was forged:
/// nothing here ever wrote that.
#[must_use]
pub fn component(custom_id: &str, values: &[String]) -> Option<Used> {
    let CustomId { stamp, value } = CustomId::decode(custom_id)?;
    let picks = || {
        let pick = |value: &String| match Value::decode(value) {
            Some(Value::Pick(pick)) => Some(pick),
            _ => None,
        };
        values.iter().map(pick).collect::<Option<Vec<_>>>().filter(|picks| !picks.is_empty())
    };
    let answer = match value {
        Value::Pick(pick) => Answer::Choice(pick),
        Value::Scale(step) => Answer::Scale(step),
        Value::Percent(percent) => Answer::Percent(percent),
        Value::YesNo(yes_no) => Answer::YesNo(yes_no),
        Value::Skip => Answer::Skipped,
        Value::Done => Answer::Done,
        Value::Nothing => Answer::Several { picks: Vec::new(), other: None },
        Value::One(_) => match <[_; 1]>::try_from(picks()?) {
            Ok([pick]) => Answer::Choice(pick),
            Err(_) => return None,
        },
        Value::Several(_) => Answer::Several { picks: picks()?, other: None },
        Value::Form => return Some(Used::Form(stamp)),
        Value::Direct => return Some(Used::Direct(stamp)),
        Value::Back => return Some(pressed(stamp, Command::Back)),
        Value::Pause => return Some(pressed(stamp, Command::Pause)),
        Value::Why => return Some(pressed(stamp, Command::Why)),
    };
    Some(Used::Hear(What::Tapped { stamp, answers: vec![answer] }))
}

/// A form was sent: the values of its inputs, in order. The engine understands them as typed
/// text, each in the light of its part. `None` where it was forged.
#[must_use]
pub fn filled(custom_id: &str, fields: Vec<Private>) -> Option<What> {
    match CustomId::decode(custom_id)? {
        CustomId { stamp, value: Value::Form } if !fields.is_empty() => Some(What::Filled { stamp, fields }),
        _ => None,
    }
}

/// Whether the component stands under a letter, which people copy once they have decided what to do with it.
pub(crate) fn is_to_copy(custom_id: &str) -> bool {
    CustomId::decode(custom_id).is_some_and(|id| id.stamp.question == letter::DRAFT)
}

fn pressed(stamp: Stamp, command: Command) -> Used {
    Used::Hear(What::Pressed { stamp, command })
}
