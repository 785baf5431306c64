//! The combining of §4 once more, written from the text and not from the code:
//! it begins with "nothing raised" and lets every later look at the text make it
//! more serious. Levels are plain numbers, unknowns are bits of a family number.

/// V, T, C, P, X.
pub(super) const V: usize = 0;
pub(super) const T: usize = 1;
pub(super) const C: usize = 2;
pub(super) const P: usize = 3;
pub(super) const X: usize = 4;

/// One cell of the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    /// The levels shown, 0 to 3.
    pub(super) levels: [u8; 5],
    /// Which families have an open `?`, a bit each.
    pub(super) open: u8,
    /// Which families have a `?` that was not answered.
    pub(super) not_answered: u8,
    /// Which families are asked.
    pub(super) asked: u8,
    /// T's and C's exception: 0 none, 1 incomplete, 2 complete.
    pub(super) exceptions: [u8; 2],
    /// Promises: 0 none, 1 one to be asked for, 2 one not answered, 3 both.
    pub(super) promises: u8,
    /// 1 to 5; 0 skipped; 6 not reached.
    pub(super) settled: u8,
    /// Ticks on "desperate".
    pub(super) ticks: usize,
    /// "Anything new? none".
    pub(super) nothing_new: bool,
    /// Pay, duties or contract changed unexplained.
    pub(super) core: bool,
    /// Hours left.
    pub(super) hours: Option<i64>,
}

/// The number of the rule that leads.
pub(super) fn leads(cell: &Cell) -> u8 {
    let out = |family: usize| (family == T && cell.exceptions[0] == 2) || (family == C && cell.exceptions[1] == 2);
    let mut rule = 7;

    // 6: any exception line there is.
    if cell.exceptions[0] == 2 || cell.exceptions[1] == 2 {
        rule = 6;
    }

    // 5 and 4: what each family that still counts adds, one after the other.
    let mut unknown_open = cell.promises & 1 != 0;
    for family in [V, T, C, P, X] {
        if out(family) {
            continue;
        }
        let bit = 1 << family;
        if cell.levels[family] != 0 || cell.not_answered & bit != 0 {
            rule = rule.min(5);
        }
        let asks_employer = family == V || family == T || family == X;
        if asks_employer && cell.levels[family] != 0 && cell.asked & bit == 0 {
            rule = rule.min(4);
        }
        unknown_open |= cell.open & bit != 0;
    }
    if cell.promises & 2 != 0 || cell.settled == 3 || cell.settled == 0 {
        rule = rule.min(5);
    }
    if unknown_open {
        rule = rule.min(4);
    }

    // 3: pressure, or an open question and two days or less to ask it in.
    let p = cell.levels[P];
    let soon = matches!(cell.hours, Some(hours) if hours <= 47);
    if p == 2 || p == 3 || (soon && unknown_open) {
        rule = rule.min(3);
    }

    // 2 and 1: how many of the five are how bad.
    let v = cell.levels[V];
    let t = if out(T) { 0 } else { cell.levels[T] };
    let c = if out(C) { 0 } else { cell.levels[C] };
    let x = cell.levels[X];
    let mut of_level = [0_u8; 4];
    for level in [v, t, c, p, x] {
        of_level[level as usize] += 1;
    }
    let second_thoughts = match (of_level[3], of_level[2]) {
        (0, 0) => cell.settled == 1 || cell.settled == 2 || cell.ticks > 2,
        (0, 1) => {
            // The one family at 2 speaks for itself, or one of the others does.
            let family = [v, t, c, p, x].iter().position(|level| *level == 2).unwrap();
            let alone = match family {
                V => true,
                T => cell.asked & (1 << T) != 0,
                C => cell.nothing_new,
                P => false,
                _ => cell.core || cell.asked & (1 << X) != 0,
            };
            alone || cell.settled == 1 || cell.settled == 2 || cell.ticks > 2
        }
        _ => true, // a family at 3, or two at 2
    };
    if second_thoughts {
        rule = rule.min(2);
    }
    let bad = of_level[2] + of_level[3];
    if of_level[3] > 1 || bad > 2 || (v > 1 && p > 1) {
        rule = 1;
    }
    rule
}
