//! Mutations that keep the JSON whole: facts come in another order, or name things that are not there.

/// A few steps of xorshift: libFuzzer gives a seed, and the same seed must give the same bytes.
struct Dice(u32);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        for (left, by) in [(true, 13), (false, 17), (true, 5)] {
            self.0 ^= if left { self.0 << by } else { self.0 >> by };
        }
        usize::try_from(self.0).unwrap_or(0) % sides.max(1)
    }
}

/// What a number, a name or a moment can be at the worst.
const EXTREMES: &[&str] = &[
    "0",
    "1",
    "255",
    "65535",
    "4294967295",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
    "1000000",
    "-1",
    "null",
    "true",
    "\"\"",
    "{}",
    "[]",
    "\"done\"",
    "\"skipped\"",
    "\"agreed\"",
    "\"quiet_ended\"",
    "\"9999-12-31T23:59:59.999999999\"",
    "\"-009999-01-01T00:00:00\"",
    "\"9999-12-30T22:00:00.999999999Z\"",
    "\"-009999-01-02T01:59:59Z\"",
    "\"ffffff.ffffffff.ff\"",
    "\"0.0.0\"",
    "\"1970-01-01\"",
];

/// The new length; `None` where the bytes are to be mutated as bytes.
pub(crate) fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> Option<usize> {
    let mut dice = Dice(seed | 1);
    let text = std::str::from_utf8(data.get(..size)?).ok()?;
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let at = dice.roll(lines.len());
    match dice.roll(8) {
        0 => drop(lines.remove(at)),
        1 => {
            let other = dice.roll(lines.len());
            lines.swap(at, other);
        }
        2 => {
            let line = lines[at].clone();
            lines.insert(dice.roll(lines.len() + 1), line);
        }
        // One line takes a value of another one's.
        3 | 4 => {
            let from = dice.roll(lines.len());
            let (source, values) = (lines[from].clone(), values(&lines[from]));
            let value = values.get(dice.roll(values.len()))?;
            replace(&mut lines[at], &source[value.clone()], &mut dice)?;
        }
        5 => {
            let extreme = EXTREMES[dice.roll(EXTREMES.len())];
            replace(&mut lines[at], extreme, &mut dice)?;
        }
        _ => return None,
    }
    let mutated = lines.join("\n");
    data.get_mut(..mutated.len()).filter(|_| mutated.len() <= max_size)?.copy_from_slice(mutated.as_bytes());
    Some(mutated.len())
}

fn replace(line: &mut String, with: &str, dice: &mut Dice) -> Option<()> {
    let values = values(line);
    let value = values.get(dice.roll(values.len()))?;
    line.replace_range(value.clone(), with);
    Some(())
}

/// Where the texts, numbers, lists and objects of a line stand.
fn values(line: &str) -> Vec<std::ops::Range<usize>> {
    let (mut found, mut open, mut text) = (Vec::new(), Vec::new(), None);
    let bytes = line.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match (byte, text) {
            (b'"', Some(from)) if at == 0 || bytes[at - 1] != b'\\' => {
                found.push(from..at + 1);
                text = None;
            }
            (_, Some(_)) => {}
            (b'"', None) => text = Some(at),
            (b'{' | b'[', None) => open.push(at),
            (b'}' | b']', None) => found.extend(open.pop().map(|from| from..at + 1)),
            (b'0'..=b'9', None) if at == 0 || !bytes[at - 1].is_ascii_digit() => {
                let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                found.push(at..at + digits);
            }
            _ => {}
        }
    }
    found
}
