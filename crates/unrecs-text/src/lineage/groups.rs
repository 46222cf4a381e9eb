//! Lists by number, one behind the other in one list: millions of short ones cost no memory of their own.

use std::ops::Range;

/// A list for each number from 0 on.
#[derive(Debug)]
pub(super) struct Groups<T> {
    items: Vec<T>,
    /// Behind the last item of each.
    ends: Vec<usize>,
}

/// None yet.
impl<T> Default for Groups<T> {
    fn default() -> Self {
        Self { items: Vec::new(), ends: Vec::new() }
    }
}

impl<T> Groups<T> {
    /// The list of a number.
    pub(super) fn of(&self, one: u32) -> &[T] {
        &self.items[range(&self.ends, one)]
    }

    /// Adds the list of the next number.
    pub(super) fn push(&mut self, items: impl IntoIterator<Item = T>) {
        self.items.extend(items);
        self.ends.push(self.items.len());
    }
}

impl Groups<u32> {
    /// The items of so many lists, each with the number of its list; those of one stay in their order.
    pub(super) fn of_numbered<I: Iterator<Item = (u32, u32)>>(lists: usize, items: impl Fn() -> I) -> Self {
        let mut next = vec![0; lists + 1];
        items().for_each(|(list, _)| next[list as usize + 1] += 1);
        for list in 1..next.len() {
            next[list] += next[list - 1];
        }
        let ends = next[1..].to_vec();
        let mut all = vec![0; ends.last().copied().unwrap_or(0)];
        for (list, item) in items() {
            let place = &mut next[list as usize];
            all[*place] = item;
            *place += 1;
        }
        Self { items: all, ends }
    }
}

/// Where the list of a number stands, given the ends of all.
pub(super) fn range(ends: &[usize], one: u32) -> Range<usize> {
    let one = one as usize;
    one.checked_sub(1).map_or(0, |before| ends[before])..ends[one]
}
